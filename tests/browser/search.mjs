/**
 * Asks the search of a built site what tests/search/queries.txt asks, in Chromium, through its own form: from a web
 * server with a strict content security policy, and from a disk, in a folder with Cyrillic and spaces in its name. Both
 * must answer as tests/search/answers.txt says, which is what the same engine answers inside the tests of the program.
 * Then it does what a person does: the small form of a page, the keyboard, filters, a slip, nothing found, no script.
 *   node search.mjs SITE_DIR TESTS_DIR
 */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launch } from './chromium.mjs';
import { Report } from './report.mjs';
import { serve } from './serve.mjs';
import { folderUrl } from './site.mjs';

const [folder, tests] = process.argv.slice(2);
if (!folder || !tests) {
  console.error('usage: node search.mjs SITE_DIR TESTS_DIR');
  process.exit(2);
}
const POLICY = "default-src 'self'";
const ANSWERS = 10;
const report = new Report();

/** What is accepted: for each query the addresses of the first answers. */
function accepted() {
  const queries = new Map();
  let answers;
  for (const line of readFileSync(join(tests, 'answers.txt'), 'utf8').split('\n').filter(Boolean)) {
    if (line.startsWith('    ')) answers.push(line.trim());
    else queries.set(line, (answers = []));
  }
  return queries;
}

const placeOf = (href) => href.replace(/^(\.\.\/)*/, '').replace('index.html', '');

/** Waits until the page shows what was last asked of it. */
const settled = (page) => page.waitForSelector('#_search-results[aria-busy="false"]', { state: 'attached' });

async function answersTo(page, text) {
  await page.fill('#_search-words', text);
  await settled(page);
  const hrefs = await page.$$eval('#_search-results .entry-title a', (links) => links.map((link) => link.getAttribute('href')));
  return hrefs.map(placeOf).slice(0, ANSWERS);
}

const check = (from, what, is, expected) => {
  const [one, other] = [is, expected].map((value) => JSON.stringify(value));
  if (one !== other) report.add(`${what}: ${one} instead of ${other}`, from);
};

async function askAll(page, from) {
  for (const [text, expected] of accepted()) {
    check(from, `«${text}»`, await answersTo(page, text), expected);
  }
}

async function useSmallForm(page, from, site) {
  await page.goto(`${site}primer/case/knizhnyj-marshrut/index.html`);
  await page.fill('#_site-search', 'книги о собаках');
  await page.press('#_site-search', 'Enter');
  await page.waitForSelector('#_search-results .entry');
  check(from, 'the word in the field', await page.inputValue('#_search-words'), 'книги о собаках');
  const first = page.locator('#_search-results .entry-title a').first();
  check(from, 'the first answer', placeOf(await first.getAttribute('href')), 'primer/case/spisok-literatury-o-sobakah/');
  const marks = await page.$$eval('#_search-results .entry:first-child mark', (all) => all.map((mark) => mark.textContent.toLowerCase()));
  if (!marks.includes('собаках') || !marks.includes('книги')) report.add(`marked are ${marks}`, from);
  check(from, 'the subjects stand aside', await page.isVisible('#_subjects'), false);
}

async function useKeyboard(page, from) {
  await page.focus('#_search-words');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const focused = () => page.evaluate(() => [...document.querySelectorAll('.entry-title a')].indexOf(document.activeElement));
  check(from, 'two arrows down', await focused(), 1);
  await page.keyboard.press('ArrowUp');
  check(from, 'an arrow up', await focused(), 0);
  await page.keyboard.press('Enter');
  await page.waitForURL(/spisok-literatury-o-sobakah/);
  await page.goBack();
  await page.waitForSelector('#_search-results .entry');
  check(from, 'back again', await page.inputValue('#_search-words'), 'книги о собаках');
}

async function useFilters(page, from, site) {
  await page.fill('#_search-words', 'неделя детской книги');
  await page.selectOption('.search-filters [name=kind]', 'Мероприятие плана');
  await page.selectOption('.search-filters [name=year]', '2020/2021');
  await settled(page);
  const filtered = await answersTo(page, 'неделя детской книги');
  check(from, 'the best of the filtered', filtered[0], 'balakhta/plans/2020-2021/#1.1.14');
  check(from, 'filtered', filtered.filter((place) => !place.startsWith('balakhta/plans/2020-2021/#')), []);
  await page.waitForFunction(() => decodeURIComponent(location.href).includes('year=2020'));
  const address = page.url();
  await page.goto(`${site}index.html`);
  await page.goto(address);
  await page.waitForSelector('#_search-results .entry');
  check(from, 'the address keeps the filters', await page.locator('#_search-results .entry').count(), filtered.length);
  await page.selectOption('.search-filters [name=kind]', '');
  await page.selectOption('.search-filters [name=year]', '');
}

async function readWords(page, from) {
  const status = async (text) => {
    await answersTo(page, text);
    return page.textContent('#_search-status');
  };
  const say = async (text, words) => {
    const said = await status(text);
    if (!said.includes(words)) report.add(`«${text}» is answered «${said}»`, from);
  };
  check(from, 'spoken', await page.getAttribute('#_search-status', 'aria-live'), 'polite');
  await say('jnxtn', 'Показано по запросу «отчет»');
  await say('ярмрка', 'показано «ярмарка»');
  await say('каталог абракадабра', 'Страниц со всеми словами нет');
  await say('собака', 'Найдено: ');
  await say('ярмрпа', 'Ничего не найдено');
  const [near] = await page.$$eval('#_search-results .note a', (links) => links.map((link) => link.textContent));
  check(from, 'the nearest word', near, 'ярмарка');
  await page.click('#_search-results .note a');
  await page.waitForSelector('#_search-results .entry');
}

/** Nothing but the site itself is asked for, and nothing is complained of. */
function listen(page, from, site) {
  page.on('request', (request) => {
    if (!request.url().startsWith(site)) report.add(`a request to ${request.url()}`, from);
  });
  page.on('console', (message) => {
    if (message.type() === 'error') report.add(`console: ${message.text()}`, from);
  });
  page.on('pageerror', (error) => report.add(`script: ${error.message}`, from));
}

async function withoutScript(browser, from, site) {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${site}search/index.html`);
  check(from, 'the form without script', await page.isVisible('#_search'), false);
  check(from, 'a word about it', (await page.textContent('noscript')).includes('указатель'), true);
  await page.click('#_subjects a:has-text("Книги о собаках") >> nth=0');
  check(from, 'a link of the index of subjects', await page.textContent('h1'), 'Книги о\u00a0собаках');
  await page.close();
}

async function visit(browser, from, site) {
  const page = await browser.newPage({ locale: 'ru-RU' });
  listen(page, from, site);
  await useSmallForm(page, from, site);
  await useKeyboard(page, from);
  await useFilters(page, from, site);
  await askAll(page, from);
  await readWords(page, from);
  await page.close();
  await withoutScript(browser, from, site);
}

const disk = mkdtempSync(join(tmpdir(), 'kartoteka-'));
const unpacked = join(disk, 'Рабочий стол', 'Кейс 1');
cpSync(resolve(folder), unpacked, { recursive: true });
const server = await serve(resolve(folder), '/any/sub/folder/', 0, { 'content-security-policy': POLICY });
const browser = await launch();
try {
  await visit(browser, 'http', server.url);
  await visit(browser, 'file', folderUrl(unpacked).toString());
} finally {
  await browser.close();
  server.close();
  rmSync(disk, { recursive: true });
}
report.finish(`${accepted().size} queries asked from a server and from a disk`);
