/**
 * What the search of a large site costs a visitor: what is loaded before the first answer, as a server would send it
 * (gzip), and how long it takes from a key to the answer on the page. The words are the site's own.
 *   node search_speed.mjs SITE_DIR
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launch } from './chromium.mjs';
import { serve } from './serve.mjs';
import { listFiles } from './site.mjs';

const root = resolve(process.argv[2]);
const QUESTIONS = 20;
const LIMIT = 300 * 1024;

const median = (list) => [...list].sort((one, other) => one - other)[list.length >> 1];
const compressed = (path) => gzipSync(readFileSync(join(root, path))).length;

/** Titles of documents from all over the index: two or three words of each are a question. */
function questions() {
  const files = listFiles(root).filter((path) => path.startsWith('search/data/texts-'));
  const step = Math.max(1, Math.floor(files.length / QUESTIONS));
  const chosen = files.filter((_, index) => index % step === 0).slice(0, QUESTIONS);
  return chosen.flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const documents = JSON.parse(text.slice(text.indexOf(',') + 1, text.lastIndexOf(')')));
    const words = (documents[0]?.[0] ?? '').match(/[а-яё]{4,}/gi) ?? [];
    return words.length > 0 ? [words.slice(-3).join(' ')] : [];
  });
}

/** What is loaded, page and scripts and all, until the first answer to `text` stands there. */
async function loaded(browser, site, text) {
  const page = await browser.newPage();
  const paths = [];
  page.on('request', (request) => paths.push(decodeURIComponent(new URL(request.url()).pathname.slice(1))));
  await page.goto(`${site}search/index.html?q=${encodeURIComponent(text)}`);
  await page.waitForSelector('#_search-results[aria-busy="false"] .entry');
  await page.close();
  return paths.reduce((sum, path) => sum + compressed(path), 0);
}

/** Types `text` into an open page; how many milliseconds each key took until its answer was there. */
async function typed(page, text) {
  await page.fill('#_search-words', '');
  const times = [];
  for (const letter of text) {
    times.push(await page.evaluate((key) => new Promise((done) => {
      const field = document.getElementById('_search-words');
      const results = document.getElementById('_search-results');
      const start = performance.now();
      new MutationObserver((_, observer) => {
        if (results.getAttribute('aria-busy') !== 'false') return;
        observer.disconnect();
        done(performance.now() - start);
      }).observe(results, { attributes: true });
      field.value += key;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }), letter));
  }
  return times;
}

const server = await serve(root);
const browser = await launch();
const asked = questions();
const sizes = [];
for (const text of asked) sizes.push(await loaded(browser, server.url, text));
console.log(`loaded before the first answer, gzip, page and scripts and style too: median ${median(sizes)}, most ${Math.max(...sizes)} bytes (${asked.length} questions)`);

const page = await browser.newPage();
await page.goto(`${server.url}search/index.html`);
await page.waitForSelector('#_search:not([hidden])');
const [first, again] = [[], []];
for (const text of asked) first.push(...await typed(page, text));
for (const text of asked) again.push(...await typed(page, text));
const told = (times) => {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share) => sorted[Math.floor(sorted.length * share)].toFixed(1);
  return `median ${at(0.5)} ms, of ten nine below ${at(0.9)} ms, most ${sorted.at(-1).toFixed(1)} ms (${times.length} keys)`;
};
console.log(`from a key to the answer, pieces loaded on the way: ${told(first)}`);
console.log(`from a key to the answer, pieces loaded before:     ${told(again)}`);
await browser.close();
server.close();
if (Math.max(...sizes) > LIMIT || median(first) > 50) process.exitCode = 1;
