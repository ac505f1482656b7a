/**
 * The folder of a built site: which files it has and which kinds of page.
 * Every other program here asks this one, so that "a page of each kind" means the same everywhere.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Folders with an address of their own in every site; any other folder that stands there is a plain page. */
const SECTIONS = new Set(
  'analysis archive calendar case documents embed materials meetings members news people plans schools search'.split(' '),
);
/** Sections whose subfolders are pages of one kind, one for each meeting, material, person … */
const COLLECTIONS = new Set('case materials meetings news people schools'.split(' '));
/** What a section is sorted by: a folder for each facet, and in it a page for each value. */
const DRAWERS = {
  case: new Set('audience author class licence school topic type year'.split(' ')),
  meetings: new Set('form topic'.split(' ')),
};
/** Folders of a collection that are none of its things. */
const OWN_KIND = new Set(['meetings/decisions']);

/** @returns {string[]} every file of the site, relative, with `/`, sorted; what begins with a dot is the writer's own */
export function listFiles(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .filter((path) => !path.split('/').some((part) => part.startsWith('.')))
    .sort();
}

export const isPage = (path) => path.endsWith('.html');

/** A page that the sites of schools show in a frame of theirs: no page of this site leads to it but to its name. */
export const isFramed = (path) => /(^|\/)embed\/[^/]+\/index\.html$/.test(path);

/** A page that only says where its content has moved: nobody links to it, and no reader sees it. */
export const isRedirect = (html) => /<meta[^>]*http-equiv\s*=\s*["']?refresh/i.test(html);

/** @returns {{shown: string[], redirects: string[]}} the pages that a reader sees, and those that only lead on */
export function listPages(root) {
  const pages = listFiles(root).filter(isPage);
  const redirects = pages.filter((path) => isRedirect(readFileSync(join(root, path), 'utf8')));
  return { shown: pages.filter((path) => !redirects.includes(path)), redirects };
}

/** The address of a file of the site on this disk. */
export const fileUrl = (root, path) => new URL(path.split('/').map(encodeURIComponent).join('/'), folderUrl(root));

/** The address of the folder itself, with the slash at its end. */
export const folderUrl = (root) => `${pathToFileURL(root).href.replace(/\/$/, '')}/`;

/** @returns {Set<string>} folders that are associations of a portal: they have a plan or meetings of their own */
function findAssociations(paths) {
  const own = paths.filter((path) => /^[^/]+\/(plans|meetings)\//.test(path)).map((path) => path.split('/')[0]);
  return new Set(own.filter((name) => !SECTIONS.has(name)));
}

/** What is left of a path when names of associations, pages and people and all numbers are taken out of it. */
function shapeOf(path, associations) {
  const parts = path.split('/');
  const name = parts.pop();
  const shape = [];
  if (associations.has(parts[0])) {
    shape.push('(association)');
    parts.shift();
  }
  for (const [index, part] of parts.entries()) {
    if (index === 0 && !SECTIONS.has(part)) shape.push('(page)');
    else if (index > 0 && DRAWERS[parts[0]]?.has(parts[1])) shape.push(['', '(drawer)', '(value)'][index] ?? part);
    else if (index === 1 && COLLECTIONS.has(parts[0]) && !OWN_KIND.has(`${parts[0]}/${part}`)) shape.push('(one)');
    else shape.push(part.replace(/\d+/g, '0'));
  }
  return [...shape, name.replace(/\d+/g, (digits) => (name === '404.html' ? digits : '0'))].join('/');
}

/** What the theme calls the kind of page: at one address stand a report, an announcement, a meeting that only a plan knows. */
const classOf = (root, path) => /<body class="([^"]*)"/.exec(readFileSync(join(root, path), 'utf8'))?.[1] ?? '';

/**
 * One page of each shape and class, the largest, since it has most to show.
 * @returns {{shape: string, path: string}[]} sorted by path
 */
export function onePageOfEachKind(root) {
  const { shown } = listPages(root);
  const associations = findAssociations(shown);
  const chosen = new Map();
  for (const path of shown) {
    const shape = `${shapeOf(path, associations)} ${classOf(root, path)}`;
    const size = statSync(join(root, path)).size;
    if (!chosen.has(shape) || chosen.get(shape).size < size) chosen.set(shape, { shape, path, size });
  }
  return [...chosen.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The approved plans: each association's document has a layout of its own, so none stands for another. */
export const listPlans = (root) =>
  listPages(root).shown.filter((path) => /(^|\/)plans\/[^/]+\/index\.html$/.test(path));
