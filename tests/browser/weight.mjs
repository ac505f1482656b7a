/**
 * How much a visitor with a slow line waits for: each page with the styles and scripts that it loads at once, compressed
 * as servers do it, before its pictures.
 *   node weight.mjs SITE_DIR
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'parse5';
import { Report } from './report.mjs';
import { listPages } from './site.mjs';

const MOST = 60 * 1024;
const SHOWN = 5;

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node weight.mjs SITE_DIR');
  process.exit(2);
}
const root = resolve(folder);
const report = new Report();
const weights = new Map();

/** @returns {number} the bytes of a file of the site on their way to a visitor */
function weightOf(path) {
  if (!weights.has(path)) weights.set(path, gzipSync(readFileSync(path), { level: 6 }).length);
  return weights.get(path);
}

function* elementsOf(node) {
  if (node.tagName) yield node;
  for (const child of node.childNodes ?? []) yield* elementsOf(child);
}

/** @returns {string[]} the files that a page loads at once, besides its pictures */
function loadedAtOnce(page) {
  const loaded = new Set();
  for (const { tagName, attrs } of elementsOf(parse(readFileSync(page, 'utf8')))) {
    const { rel, href, src } = Object.fromEntries(attrs.map(({ name, value }) => [name, value]));
    if (tagName === 'link' && /\bstylesheet\b/.test(rel ?? '')) loaded.add(href);
    if (tagName === 'script' && src) loaded.add(src);
  }
  return [...loaded].map((address) => resolve(dirname(page), decodeURI(address)));
}

const pages = listPages(root).shown.map((path) => {
  const page = join(root, path);
  const beside = loadedAtOnce(page);
  for (const file of beside.filter((one) => !existsSync(one))) report.add(`loads what is not there: ${file}`, path);
  const own = weightOf(page);
  const all = beside.filter((one) => existsSync(one)).reduce((sum, file) => sum + weightOf(file), own);
  if (all > MOST) report.add(`heavier than ${MOST} bytes: ${all}`, path);
  return { path, own, all };
});
pages.sort((a, b) => b.all - a.all);
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
for (const { path, own, all } of pages.slice(0, SHOWN))
  console.log(`${kilobytes(all).padStart(8)}, of it the page itself ${kilobytes(own)}: ${path}`);
report.finish(`${pages.length} pages, each with its styles and scripts compressed; the heaviest has ${kilobytes(pages[0].all)}`);
