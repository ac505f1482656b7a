/**
 * Opens a page of each kind from the disk, as a librarian does who has unpacked the site, reads it to its end, types
 * into its search field, and says what the page asked of any network and what the console complained of.
 *   node offline.mjs SITE_DIR [BASE_URL]
 * 404.html alone may ask for files under BASE_URL: it is shown in any folder, so its addresses must be absolute, and
 * only a server ever shows it. They are not answered here either.
 */
import { resolve } from 'node:path';
import { forEach, launch } from './chromium.mjs';
import { Report } from './report.mjs';
import { fileUrl, folderUrl, onePageOfEachKind } from './site.mjs';

const [folder, baseUrl] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node offline.mjs SITE_DIR [BASE_URL]');
  process.exit(2);
}
const root = resolve(folder);
const report = new Report();
let requests = 0;

const isOwn = (url) => url.startsWith(folderUrl(root)) || /^(data|blob|about):/.test(url);
const isAllowed = (url, path) => isOwn(url) || (path === '404.html' && baseUrl && url.startsWith(baseUrl));

/** Writes down everything that happens in `page` while `current.path` is open in it. */
function listen(page, current) {
  page.on('request', (request) => {
    requests += 1;
    if (!isAllowed(request.url(), current.path)) report.add(`a request leaves the disk: ${request.url()}`, current.path);
  });
  page.on('requestfailed', (request) => {
    if (isOwn(request.url())) report.add(`a file could not be read: ${request.url()}`, current.path);
  });
  page.on('console', (message) => {
    const blocked = !isOwn(message.location().url ?? '') && isAllowed(message.location().url, current.path);
    if (message.type() === 'error' && !blocked) report.add(`console: ${message.text()}`, current.path);
  });
  page.on('pageerror', (error) => report.add(`script: ${error.message}`, current.path));
}

/** Makes the page fetch what it fetches late: pictures further down, the index of the search. */
async function use(page) {
  for (let last = -1, now = 0; now > last; ) {
    last = now;
    now = await page.evaluate(() => (window.scrollBy(0, window.innerHeight), window.scrollY));
  }
  const field = page.locator('input[type=search]:visible').first();
  if (await field.count()) await field.pressSequentially('план');
  await page.waitForTimeout(200);
}

const browser = await launch();
const context = await browser.newContext({ locale: 'ru-RU' });
await context.route((url) => !isOwn(url.href), (route) => route.abort());
const sample = onePageOfEachKind(root);
const currentOf = new Map();
const newPage = async () => {
  const page = await context.newPage();
  currentOf.set(page, { path: '' });
  listen(page, currentOf.get(page));
  return page;
};
await forEach(sample, newPage, async (page, { path }) => {
  currentOf.get(page).path = path;
  await page.goto(fileUrl(root, path).href);
  await use(page);
});
await browser.close();

console.log(`opened, one page of each kind: ${sample.map(({ path }) => path).join(' ')}`);
report.finish(`from the disk: ${sample.length} pages opened, ${requests} requests`);
