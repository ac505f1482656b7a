/**
 * The electronic case as a visitor uses it, from a web server and from a disk: filters that combine, counts beside them,
 * the address that is sent on, order, reset, what is said when nothing is found; and the same without a script. Then a case
 * of many materials: its pages, its filters, and how long a filter takes on a slow telephone.
 *   node case.mjs PROGRAM SITE_DIR
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launch } from './chromium.mjs';
import { Report } from './report.mjs';
import { serve } from './serve.mjs';
import { fileUrl, folderUrl } from './site.mjs';

const [program, folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node case.mjs PROGRAM SITE_DIR');
  process.exit(2);
}
const root = resolve(folder);
const CASE = 'primer/case/index.html';
const MANY = 750;
/** What a filter may take on a processor that is four times as slow, with room for a machine that has other work. */
const SLOWEST = 400;
const report = new Report();
const checked = { facts: 0 };

function expect(what, is, wanted, place) {
  checked.facts += 1;
  const [one, other] = [JSON.stringify(is), JSON.stringify(wanted)];
  if (one !== other) report.add(`${what}: ${one} instead of ${other}`, place);
}

const titles = (page) => page.locator('.found:not([hidden]) .entry-title').allTextContents();
const said = (page) => page.locator('.found-bar [role=status]').textContent();
const hash = (page) => page.evaluate(() => location.hash);
/** The small pictures beside titles: where each title and each file leads. */
const thumbnails = (page) =>
  page.locator('.found:not([hidden]) .entry:has(.thumbnail)').evaluateAll((entries) =>
    entries
      .map((entry) => {
        const webp = entry.querySelector('.thumbnail source')?.getAttribute('srcset') ?? '';
        const { src, alt, loading, decoding } = entry.querySelector('.thumbnail img');
        const leads = [...entry.querySelectorAll('a')].map((link) => link.href);
        return [entry.querySelector('.entry-title').textContent, ...leads, new URL(webp, document.baseURI).href, src, alt, loading, decoding].join(' ');
      })
      .sort(),
  );
/** The box of a value by its name, whatever kind of space stands in that. */
const box = (page, name) => {
  const words = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s/g, '\\s');
  return page.locator('.filters label', { has: page.locator('.value', { hasText: new RegExp(`^${words}$`) }) });
};
/** What stands beside each value that can be chosen. */
const counts = (page) =>
  page.locator('.filters li:not([hidden]) label').evaluateAll((labels) =>
    labels
      .filter((label) => label.checkVisibility())
      .map((label) => [label.querySelector('.value').textContent, Number(label.querySelector('.count').textContent)]),
  );

async function newPage(context, start, place) {
  const page = await context.newPage();
  page.on('request', (request) => {
    if (!request.url().startsWith(start)) report.add(`a request leaves the site: ${request.url()}`, place);
  });
  page.on('pageerror', (error) => report.add(`script: ${error.message}`, place));
  page.on('console', (message) => message.type() === 'error' && report.add(`console: ${message.text()}`, place));
  return page;
}

async function filters(browser, start, place) {
  const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1280, height: 900 } });
  const page = await newPage(context, start, place);
  const address = new URL(CASE, start).href;
  await page.goto(address);
  const all = await titles(page);
  const pictured = await thumbnails(page);
  expect('some materials have a picture', pictured.length > 0, true, place);
  expect('said at first', await said(page), `${all.length} материалов`, place);

  // Every count is what its value finds alone.
  for (const [name, count] of await counts(page)) {
    await box(page, name).click();
    expect(`found for «${name}»`, (await titles(page)).length, count, place);
    await box(page, name).click();
  }
  expect('the address with nothing chosen', await hash(page), '', place);
  expect('all again', await titles(page), all, place);

  // Two of a facet are added, two facets are both wanted; counts follow the other filters.
  await box(page, '5 класс').click();
  const fifth = await titles(page);
  await box(page, 'Каталог').click();
  const both = await titles(page);
  expect('both facets narrow', both.length < fifth.length && both.every((title) => fifth.includes(title)), true, place);
  for (const [name, count] of await counts(page)) {
    if (name !== 'Учащиеся') continue;
    await box(page, name).click();
    expect('a count within what is chosen', (await titles(page)).length, count, place);
    await box(page, name).click();
  }
  await box(page, '6 класс').click();
  expect('the address of what is chosen', await hash(page), '#class=5,6&topic=katalog', place);
  expect('found is said', await said(page), `Найдено ${(await titles(page)).length} материала`, place);

  // The address is sent on, opened by itself, and changed by hand.
  const sent = await newPage(context, start, place);
  await sent.goto(`${address}#class=5,6&topic=katalog`);
  expect('opened from the address', await titles(sent), await titles(page), place);
  await sent.evaluate(() => (location.hash = '#topic=katalog&nobody=knows&type=net'));
  await sent.waitForFunction(() => document.querySelectorAll('.filters input:checked').length === 1);
  expect('unknown words of an address', (await titles(sent)).length > 0, true, place);

  // Nothing found: the way out is said, and works.
  await sent.goto(`${address}#class=1&topic=katalog&author=dubravina-i-g`);
  await sent.reload();
  expect('nothing is found', await titles(sent), [], place);
  expect('and said', await said(sent), 'Найдено 0 материалов', place);
  expect('the empty state is shown', await sent.locator('.nothing').isVisible(), true, place);
  await sent.locator('.reset').click();
  expect('after the reset', await titles(sent), all, place);
  expect('the address after it', await hash(sent), '', place);
  await sent.close();

  // Order: by the alphabet at first, ё beside е; or latest first.
  expect('the order of the alphabet', all, [...all].sort(new Intl.Collator('ru').compare), place);
  await page.locator('.reset').click();
  await page.locator('#_order').selectOption('date');
  const dates = await page.locator('.found:not([hidden]) time').evaluateAll((times) => times.map((time) => time.dateTime));
  expect('latest first', dates, [...dates].sort().reverse(), place);
  expect('the order stands in the address', await hash(page), '#sort=date', place);
  expect('pictures as they stood before', await thumbnails(page), pictured, place);
  const ofAny = page.locator('.found:not([hidden]) .thumbnail img').first();
  await ofAny.scrollIntoViewIfNeeded();
  expect('a picture comes', await ofAny.evaluate((image) => image.decode().then(() => image.naturalWidth > 0)), true, place);

  // With the keyboard alone.
  await page.locator('.reset').click();
  await box(page, 'Анкета').locator('input').focus();
  await page.keyboard.press('Space');
  expect('chosen with the keyboard', (await titles(page)).length, 1, place);
  await page.locator('.found:not([hidden]) .entry-title a').first().click();
  await page.waitForLoadState();
  expect('a card opens', (await page.locator('.description').textContent()).includes('ГОСТ'), false, place);
  expect('with its description', /дата обращения: \d\d\.\d\d\.\d{4}\)\.$/.test((await page.locator('.description').textContent()).trim()), true, place);
  await page.locator('.copy button', { hasText: 'Скопировать описание' }).click();
  await page.locator('.copy [role=status]', { hasText: 'Скопировано' }).waitFor({ timeout: 5000 }).catch(() => undefined);
  expect('the description is copied', await page.locator('.copy [role=status]').textContent(), 'Скопировано', place);
  await page.goBack();
  expect('and the way back leads to what was found', (await titles(page)).length, 1, place);
  await context.close();
}

async function withoutScript(browser, start, place) {
  const context = await browser.newContext({ locale: 'ru-RU', javaScriptEnabled: false });
  const page = await newPage(context, start, place);
  const address = new URL(CASE, start).href;
  await page.goto(address);
  const ways = await page.locator('.ways li').evaluateAll((items) =>
    items.map((item) => [item.querySelector('a').href, Number(item.querySelector('.note').textContent)]),
  );
  expect('there are ways', ways.length > 20, true, place);
  for (const [href, count] of ways) {
    await page.goto(href);
    const entries = new Set(await page.locator('.entry-title a').evaluateAll((links) => links.map((link) => link.href)));
    expect(`the page ${href.slice(start.length)}`, entries.size, count, place);
  }
  await context.close();
}

/** A case with more materials than a page holds. */
function manyMaterials() {
  const site = mkdtempSync(join(tmpdir(), 'kartoteka-case-'));
  const put = (path, text) => {
    mkdirSync(join(site, 'content', path, '..'), { recursive: true });
    writeFileSync(join(site, 'content', path), text);
  };
  put('association.yaml', 'название: РМО\n');
  for (let number = 1; number <= MANY; number += 1) {
    const two = (of) => String(of).padStart(2, '0');
    put(
      `materials/m${number}.md`,
      `---\nназвание: Материал ${number}\nтип: ${['урок', 'игра', 'сценарий'][number % 3]}\nклассы: ${1 + (number % 11)}\n` +
        `темы: [тема ${number % 40}, тема ${(number * 7) % 40}]\nавторы: Фамилина${'абвгд'[number % 5]} А.Б.\n` +
        `дата: ${two(1 + (number % 28))}.${two(1 + (number % 12))}.${2020 + (number % 6)}\n---\nТекст ${number}.\n`,
    );
  }
  execFileSync(resolve(program), ['build', '--root', site, '--out', join(site, 'public')], { stdio: 'pipe' });
  return site;
}

async function many(browser) {
  const site = manyMaterials();
  const place = `${MANY} materials`;
  const start = folderUrl(join(site, 'public'));
  const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 360, height: 740 } });
  const page = await newPage(context, start, place);
  await page.goto(fileUrl(join(site, 'public'), 'case/index.html').href);
  expect('cards on the first page', (await titles(page)).length, 100, place);
  expect('all are counted', await said(page), `${MANY} материалов`, place);
  await page.locator('.pages a').last().click();
  expect('cards on the last page', (await titles(page)).length, MANY % 100, place);
  await page.goto(fileUrl(join(site, 'public'), 'case/index.html').href);
  await page.locator('.drawers-of-case > summary').click();
  const slow = await context.newCDPSession(page);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const times = await page.evaluate(async () => {
    const times = [];
    for (const input of [...document.querySelectorAll('.filters input')].slice(0, 12)) {
      const began = performance.now();
      input.click();
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
      times.push(performance.now() - began);
    }
    return times;
  });
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const median = [...times].sort((one, other) => one - other)[times.length >> 1];
  console.log(`${MANY} materials, processor four times as slow: a filter takes ${median.toFixed(0)} ms`);
  if (median > SLOWEST) report.add(`a filter takes ${median.toFixed(0)} ms`, place);
  await page.locator('.reset').click();
  await box(page, 'Урок').click();
  expect('found at once', (await titles(page)).length, 20, place);
  await page.locator('.further').click();
  expect('and more when asked for', (await titles(page)).length, 40, place);
  await context.close();
  rmSync(site, { recursive: true });
}

const browser = await launch();
const server = await serve(root);
for (const [place, start] of [['http', server.url], ['file', folderUrl(root)]]) {
  await filters(browser, start, place);
  await withoutScript(browser, start, place);
}
server.close();
await many(browser);
await browser.close();
report.finish(`the case: ${checked.facts} facts looked at`);
