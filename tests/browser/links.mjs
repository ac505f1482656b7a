/**
 * Follows every reference of a built site, starting at its home page, and says which lead nowhere.
 *   node links.mjs http SITE_DIR [BASE_URL]   from a web server, the site standing in a subfolder of it
 *   node links.mjs file SITE_DIR [BASE_URL]   as files on a disk: no server finds index.html or drops a `?query`
 * Checked: every link, style, script, picture and #anchor has its target; nothing is fetched from another host; every
 * page can be reached from the home page; what must be absolute (BASE_URL in the sitemap, feeds, canonical, 404.html)
 * names a file of the site.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Report } from './report.mjs';
import { readDocument, referencesOfCss } from './references.mjs';
import { serve } from './serve.mjs';
import { fileUrl, folderUrl, isFramed, isPage, listFiles, listPages } from './site.mjs';

const FOLLOWED_BY_HAND = /^(https?|mailto|tel|webcal):$/;
const CARRIED_ALONG = /^(data|blob|about):$/;
const MISSING_PAGE = 'no/such/folder/page.html';

const [mode, folder, base] = process.argv.slice(2);
if (!['http', 'file'].includes(mode) || !folder) {
  console.error('usage: node links.mjs http|file SITE_DIR [BASE_URL]');
  process.exit(2);
}
const onDisk = mode === 'file';
const root = resolve(folder);
const baseUrl = base?.replace(/\/*$/, '/');
const files = new Set(listFiles(root));
const server = onDisk ? undefined : await serve(root, '/any/sub/folder/');
const siteUrl = server?.url ?? folderUrl(root);

const report = new Report();
/** @type {Map<string, {ids?: Set<string>} | undefined>} what has been visited; nothing for what is not there */
const visited = new Map();
const queue = [];
const anchors = [];
const external = new Set();
let followed = 0;

/** @returns {string} percent signs read; what cannot be read stays as it is, and so leads nowhere */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @returns {string} the path inside the site, an index.html standing for its folder */
const pathBelow = (start, url) =>
  decode(url.href.slice(start.length).replace(/[?#].*$/s, '')).replace(/(^|\/)$/, '$1index.html');

/** @returns {string | undefined} the file that an absolute address under BASE_URL means */
function ownPath(url) {
  const absolute = new URL(url.href.replace(/^webcal:/, 'https:'));
  return baseUrl && `${absolute.href}/`.startsWith(baseUrl) ? pathBelow(baseUrl, absolute) : undefined;
}

/** What is wrong with an internal address for a reader without a server. */
function complainOnDisk(url, shown, place) {
  if (url.search) report.add(`${shown} has a query, which a file cannot answer`, place);
  if (url.pathname.endsWith('/')) report.add(`${shown} names a folder, not a file`, place);
}

/** What is wrong with an address outside the site; a place to go to may be outside, what the browser fetches may not. */
function complainOutside(url, { kind, what }, shown, place) {
  if (url.href.startsWith(new URL('/', siteUrl).href)) return report.add(`${shown} leaves the site's folder`, place);
  external.add(url.href);
  if (kind === 'resource' && !CARRIED_ALONG.test(url.protocol))
    report.add(`${what} refers to another host: ${shown}`, place);
  if (kind !== 'resource' && !FOLLOWED_BY_HAND.test(url.protocol))
    report.add(`${shown} cannot be followed by a reader`, place);
}

/** Checks one reference of the document `from` and puts its target into the queue. */
function follow(reference, from, documentUrl) {
  const place = reference.line ? `${from}:${reference.line}` : from;
  const shown = `"${reference.url}"`;
  followed += 1;
  if (!URL.canParse(reference.url, documentUrl)) return report.add(`${shown} is not an address`, place);
  const url = new URL(reference.url, documentUrl);
  const absolute = ownPath(url);
  if (absolute !== undefined) {
    // What other sites show has full addresses; a calendar is subscribed to where it is published, from a disk too.
    if (onDisk && reference.kind !== 'metadata' && from !== '404.html' && !isFramed(from) && url.protocol !== 'webcal:')
      report.add(`${shown} names the site's own address, so it does not work from a disk`, place);
    return expect(absolute, url, shown, place);
  }
  if (!url.href.startsWith(siteUrl)) return complainOutside(url, reference, shown, place);
  if (onDisk) complainOnDisk(url, shown, place);
  expect(pathBelow(siteUrl, url), url, shown, place);
}

/** Notes that `path` must exist, and the anchor in it. */
function expect(path, url, shown, place) {
  anchors.push({ path, anchor: decode(url.hash.slice(1)), shown, place });
  queue.push(path);
}

/** @returns {Promise<string | undefined>} the text of one file of the site, as a browser gets it */
async function load(path, expectedStatus = 200) {
  if (onDisk) return files.has(path) ? readFileSync(join(root, path), 'utf8') : undefined;
  const response = await fetch(new URL(path.split('/').map(encodeURIComponent).join('/'), siteUrl));
  const text = await response.text();
  return response.status === expectedStatus ? text : undefined;
}

function read(path, text, documentUrl) {
  if (/\.(html|svg)$/.test(path)) {
    const { references, ids } = readDocument(text);
    for (const reference of references) follow(reference, path, documentUrl);
    return { ids };
  }
  if (path.endsWith('.css')) {
    const references = referencesOfCss(text).filter((url) => !url.startsWith('#'));
    for (const url of references) follow({ kind: 'resource', url, line: 0, what: 'a style sheet' }, path, documentUrl);
  }
  return {};
}

async function visit(path) {
  if (visited.has(path)) return;
  visited.set(path, undefined);
  const text = await load(path);
  if (text !== undefined) visited.set(path, read(path, text, new URL(encodeURI(path), siteUrl)));
}

async function crawl(start) {
  queue.push(start);
  while (queue.length > 0) await visit(queue.shift());
}

/** 404.html is shown in place of any page in any folder, so on a server it is read as such a page. */
async function crawlMissingPage() {
  if (!files.has('404.html')) return report.add('there is no 404.html', 'the site');
  const text = onDisk ? await load('404.html') : await load(MISSING_PAGE, 404);
  visited.set('404.html', read('404.html', text, onDisk ? fileUrl(root, '404.html') : new URL(MISSING_PAGE, siteUrl)));
  while (queue.length > 0) await visit(queue.shift());
}

/** The addresses said to machines in the sitemap, feeds, calendars and robots.txt. */
function followAddressesForMachines() {
  for (const path of [...files].filter((file) => /\.(xml|ics|txt)$/.test(file))) {
    let text = readFileSync(join(root, path), 'utf8');
    if (path.endsWith('.ics')) text = text.replace(/\r?\n[ \t]/g, '');
    // A feed holds HTML as text.
    if (path.endsWith('.xml')) text = text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;amp;', '&amp;');
    for (const [found] of text.matchAll(/\b(https?|webcal):\/\/[^\s"'<>\\]+/g)) {
      const url = found.replaceAll('&amp;', '&').replace(/[.,;)]+$/, '');
      const own = URL.canParse(url) ? ownPath(new URL(url)) : undefined;
      if (own !== undefined) follow({ kind: 'metadata', url, line: 0, what: path }, path, siteUrl);
    }
    for (const [, url] of text.matchAll(/(?:<loc>|^Sitemap:)\s*([^\s<]+)/gm)) {
      if (baseUrl && ownPath(new URL(url, siteUrl)) === undefined) report.add(`${url} is not under ${baseUrl}`, path);
    }
  }
}

function complainOfMissing() {
  for (const { path, anchor, shown, place } of anchors) {
    const target = visited.get(path);
    if (!target) report.add(`${shown} leads nowhere: there is no ${path}`, place);
    else if (anchor && anchor !== 'top' && target.ids && !target.ids.has(anchor))
      report.add(`${shown} leads to no place in the page: nothing in ${path} has the id "${anchor}"`, place);
  }
}

/** Two names that are one on Windows: the second file would overwrite the first when the site is unpacked. */
function complainOfEqualNames() {
  const seen = new Map();
  for (const path of files) {
    const same = seen.get(path.toLowerCase());
    if (same) report.add(`${path} and ${same} are one file on Windows`, 'the site');
    seen.set(path.toLowerCase(), path);
  }
}

await crawl('index.html');
if (!visited.get('index.html')) report.add('there is no index.html', 'the site');
const reached = new Set(visited.keys());
const { redirects } = listPages(root);
await crawlMissingPage();
followAddressesForMachines();
for (const path of files) {
  if (isPage(path) && !reached.has(path) && path !== '404.html' && !redirects.includes(path))
    report.add('a page that cannot be reached from the home page', path);
  await crawl(path);
}
complainOfMissing();
complainOfEqualNames();
server?.close();

const pages = [...files].filter(isPage).length;
console.log(`not expected to be reached: 404.html and ${redirects.length} pages that only lead on to a new address`);
console.log(`not followed: ${external.size} addresses on other hosts, allowed in links only`);
if (!baseUrl) console.log('absolute addresses were not checked: no BASE_URL was given');
report.finish(`${mode}: ${files.size} files, ${pages} pages, ${followed} references followed`);
