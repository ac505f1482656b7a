/**
 * What is looked at: a page of each kind, every approved plan, and the states that a page takes on only when a reader
 * does something. Every check of how the site looks and is used asks here.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listPlans, onePageOfEachKind } from './site.mjs';

const settled = (page) => page.waitForSelector('#_search-results[aria-busy="false"]', { state: 'attached' });
const filtered = (page) => page.waitForSelector('.found-bar [role=status]', { state: 'attached' });

/** States that an address leads to. Each site has its own cases, so that these are the files of `content/` and of a new site. */
const STATES = [
  { name: 'search-found', path: 'search/index.html', query: '?q=неделя детской книги', ready: settled },
  { name: 'search-amended', path: 'search/index.html', query: '?q=jnxtn', ready: settled },
  { name: 'search-nothing', path: 'search/index.html', query: '?q=ярмрпа', ready: settled },
  { name: 'case-filtered', path: 'primer/case/index.html', query: '#class=5&topic=katalog', ready: filtered },
  { name: 'case-nothing', path: 'primer/case/index.html', query: '#class=1&topic=katalog&author=dubravina-i-g', ready: filtered },
];

const nameOf = (path) => path.replace(/(\/index)?\.html$/, '').replaceAll('/', '~');

/** @returns {{name: string, kind: string, path: string, query: string, ready?: (page) => Promise}[]} by name */
export function everyKind(root) {
  const kinds = new Map(listPlans(root).map((path) => [path, 'a plan']));
  for (const { path, shape } of onePageOfEachKind(root)) kinds.set(path, shape);
  const pages = [...kinds].map(([path, kind]) => ({ name: nameOf(path), kind, path, query: '' }));
  const states = STATES.filter(({ path }) => existsSync(join(root, path))).map((state) => ({ kind: 'a state', ...state }));
  return [...pages, ...states].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Of these one for each kind of template, whatever its place in the site: where what is looked at hangs on the style alone. */
export function everyTemplate(root) {
  const kept = new Map();
  for (const item of everyKind(root)) {
    const template = item.kind.replace(/^\S+\.html /, '');
    if (item.kind.startsWith('a ')) kept.set(item.name, item);
    else if (!kept.has(template)) kept.set(template, item);
  }
  return [...kept.values()];
}

/** Opens what `everyKind` has named, below the address of its site, and waits until it is as it says. */
export async function open(page, siteUrl, { path, query, ready }) {
  const address = new URL(path.split('/').map(encodeURIComponent).join('/'), siteUrl).href + query;
  // A page that differs in what follows `#` only would not be loaded anew.
  await page.goto('about:blank');
  await page.goto(address);
  await ready?.(page);
}

/** What is folded away is looked at too. */
export const unfold = (page) =>
  page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
