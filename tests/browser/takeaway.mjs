/**
 * Takes the archives of a case as a librarian does: unpacks each under «Рабочий стол/Кейс 1», with a space and Cyrillic
 * in its path, and goes through it in Chromium from the disk. Opens the beginning, a card and each of its files, chooses by a
 * filter, asks the search, follows every link, and says what asked for anything that does not lie in that folder.
 *   node takeaway.mjs ARCHIVE...
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { launch } from './chromium.mjs';
import { Report } from './report.mjs';
import { fileUrl, folderUrl, isPage, listFiles } from './site.mjs';

const archives = process.argv.slice(2);
if (archives.length === 0) {
  console.error('usage: node takeaway.mjs ARCHIVE...');
  process.exit(2);
}
const report = new Report();
const scratch = mkdtempSync(join(tmpdir(), 'kartoteka-'));
const counts = { pages: 0, links: 0, files: 0, filters: 0, searches: 0, requests: 0 };

/** Unpacks an archive with programs that are not ours; both find it whole. */
function unpack(archive, number) {
  const folder = join(scratch, 'Рабочий стол', `Кейс ${number}`);
  mkdirSync(folder, { recursive: true });
  execFileSync('python3', ['-c', 'import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip())', archive]);
  execFileSync('unzip', ['-q', archive, '-d', folder]);
  execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'sha256sums.txt'], { cwd: folder });
  const listed = readFileSync(join(folder, 'sha256sums.txt'), 'utf8').split('\n').filter(Boolean);
  const names = new Set(listed.map((line) => line.slice(66)).concat('sha256sums.txt'));
  for (const file of listFiles(folder)) {
    if (!names.has(file)) report.add('a file has no checksum', file);
    if (!/^[a-z0-9._/-]+$/.test(file)) report.add('a name that some system may not take', file);
  }
  return folder;
}

/** Writes down what `page` asks for and complains of while it is in `folder`. */
function listen(page, folder) {
  page.on('request', (request) => {
    counts.requests += 1;
    if (!request.url().startsWith(folderUrl(folder))) report.add(`a request leaves the folder: ${request.url()}`, page.url());
  });
  page.on('requestfailed', (request) => {
    const downloaded = request.failure()?.errorText === 'net::ERR_ABORTED';
    if (!downloaded) report.add(`a file could not be read: ${request.url()}`, page.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') report.add(`console: ${message.text()}`, page.url());
  });
  page.on('pageerror', (error) => report.add(`script: ${error.message}`, page.url()));
}

const linksOf = (page) => page.$$eval('a[href], form[action]', (ways) => ways.map((way) => way.href ?? way.action));

/** Opens every page that links lead to, from the beginning on, and looks for every file that they name. */
async function follow(page, folder) {
  const seen = new Set();
  const queue = [fileUrl(folder, 'index.html').href];
  for (let url = queue.shift(); url; url = queue.shift()) {
    const address = url.split('#')[0];
    if (!address.startsWith('file:') || seen.has(url)) continue;
    seen.add(url);
    counts.links += 1;
    if (!address.startsWith(folderUrl(folder))) {
      report.add(`a link leaves the folder: ${url}`, page.url());
    } else if (isPage(address)) {
      await page.goto(url);
      const id = decodeURIComponent(new URL(url).hash.slice(1));
      if (id && !(await page.$(`[id="${id}"]`))) report.add(`there is no #${id}`, url);
      if (!(await page.$('h1'))) report.add('a page without a heading', url);
      queue.push(...(await linksOf(page)));
    } else {
      readFileSync(new URL(address));
    }
  }
  const reached = [...seen].map((url) => url.split('#')[0]);
  const pages = listFiles(folder).filter(isPage);
  counts.pages += pages.length;
  for (const path of pages) {
    if (!reached.includes(fileUrl(folder, path).href)) report.add('no link leads to a page', path);
  }
}

/** Clicks on a file: the browser shows it, or saves it as it is. */
async function take(page, folder, link) {
  const url = await link.evaluate((element) => element.href);
  // A download breaks the navigation off, so that one of the two always fails.
  const saved = page.waitForEvent('download', { timeout: 60_000 });
  const shown = page.waitForURL(url, { timeout: 60_000 }).then(() => null);
  const outcome = Promise.any([saved, shown]).catch(() => null);
  await link.click();
  const download = await outcome;
  if (download) {
    const same = readFileSync(await download.path()).equals(readFileSync(new URL(url)));
    if (!same) report.add('a file is saved otherwise than it lies there', url);
  } else if (page.url() !== url) {
    report.add('a file neither opens nor is saved', url);
  }
  counts.files += 1;
}

/** From the list to a card by hand, and from each card to its files. */
async function walk(page, folder) {
  const beginning = fileUrl(folder, 'index.html').href;
  await page.goto(beginning);
  if (!(await page.getByText('копируйте на неё папку целиком').count())) report.add('nothing says how to use it', beginning);
  const cards = await page.$$eval('main h3 a[href]', (links) => links.map((link) => link.href));
  if (cards.length === 0) report.add('no card to open', beginning);
  for (const card of cards) {
    await page.goto(beginning);
    await page.locator(`main h3 a[href="${await relative(page, card)}"]`).first().click();
    await page.waitForURL(card);
    const files = await page.locator('.files a[href]').count();
    for (let index = 0; index < files; index += 1) {
      await page.goto(card);
      await take(page, folder, page.locator('.files a[href]').nth(index));
    }
  }
}

/** A filter leaves as many cards as stand beside it, and keeps that in the address. */
async function choose(page, folder) {
  const beginning = fileUrl(folder, 'index.html').href;
  await page.goto(beginning);
  const values = page.locator('.filters label').filter({ visible: true });
  if ((await values.count()) === 0) {
    report.add('there is nothing to choose by', beginning);
    return;
  }
  const wanted = Number(await values.first().locator('.count').textContent());
  await values.first().click();
  const found = await page.locator('.found-bar [role=status]').textContent();
  if (Number(/\d+/.exec(found)?.[0] ?? 0) !== wanted) report.add(`a filter finds «${found}» instead of ${wanted}`, beginning);
  if (!new URL(page.url()).hash) report.add('the address does not keep the filter', beginning);
  counts.filters += 1;
}

/** What is asked in the small form of the beginning is answered, and the answer opens. */
async function search(page, folder) {
  const beginning = fileUrl(folder, 'index.html').href;
  await page.goto(beginning);
  const title = (await page.locator('main .entry-title').first().textContent()).trim();
  await page.fill('.site-search input', title);
  await page.press('.site-search input', 'Enter');
  await page.waitForSelector('#_search-results[aria-busy="false"]', { state: 'attached' });
  const answer = page.locator('#_search-results .entry-title a').first();
  await answer.click();
  const heading = (await page.locator('h1').textContent()).trim();
  if (heading !== title) report.add(`«${title}» is answered with «${heading}»`, page.url());
  counts.searches += 1;
}

/** The address of `url` as it is written in the page. */
const relative = (page, url) =>
  page.$$eval('main h3 a[href]', (links, href) => links.find((link) => link.href === href).getAttribute('href'), url);

const browser = await launch();
try {
  for (const [index, archive] of archives.entries()) {
    const folder = unpack(resolve(archive), index + 1);
    const context = await browser.newContext({ locale: 'ru-RU', acceptDownloads: true });
    const page = await context.newPage();
    listen(page, folder);
    await walk(page, folder);
    await choose(page, folder);
    await search(page, folder);
    await context.close();
    // Without a script the filters are links to pages of their own.
    const plain = await browser.newContext({ locale: 'ru-RU', javaScriptEnabled: false });
    const reader = await plain.newPage();
    listen(reader, folder);
    await follow(reader, folder);
    await plain.close();
    console.log(`${basename(archive)}: ${listFiles(folder).length} files`);
  }
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true });
}
if (counts.files === 0) report.add('no file was taken', 'any archive');
report.finish(
  `${archives.length} archives: ${counts.pages} pages, ${counts.links} links followed, ${counts.files} files taken, ` +
    `${counts.filters} filters, ${counts.searches} searches, ${counts.requests} requests`,
);
