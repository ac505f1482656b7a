/**
 * The preview as a librarian has it open beside the editor: files are saved, and the page follows.
 *   node preview.mjs PROGRAM
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { launch } from './chromium.mjs';
import { Report } from './report.mjs';

const PATIENCE = 15_000;

const [program] = process.argv.slice(2);
if (!program) {
  console.error('usage: node preview.mjs PROGRAM');
  process.exit(2);
}
const report = new Report();
const folder = mkdtempSync(join(tmpdir(), 'kartoteka-preview-'));

function write(name, text) {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const item = (text, head = '') => `---\nназвание: Новость\n${head}---\n${text}\n`;
const LONG = 'Длинный абзац, чтобы страницу можно было листать.\n\n'.repeat(120);
const TEMPLATE = readFileSync(new URL('../../themes/default/templates/document_head.html', import.meta.url), 'utf8');
const FOLDED = '<details class="own"><summary>Подробнее</summary><p>Спрятанное.</p></details>';
if (!TEMPLATE.includes('<h1>')) throw new Error('the template has no heading to put a panel before');

write('content/association.yaml', 'название: Школьные библиотекари\n');
write('content/news/a.md', item(`Первый текст.\n\n${LONG}`));
write('content/news/chernovik.md', '---\nназвание: Задумка\nчерновик: да\n---\nЕщё не всё.\n');
write('content/plans/2024-2025.yaml', 'мероприятия:\n  - что: Семинар\n    когда: 31.02.2025\n    кто: Иванова И.И.\n');
write('themes/default/templates/document_head.html', TEMPLATE.replace('<h1>', `${FOLDED}<h1>`));

/** Starts the preview and waits for its address. */
function start() {
  const child = spawn(program, ['serve', '--root', folder, '--port', '0', '--today', '2025-01-15']);
  const address = new Promise((resolve, reject) => {
    let said = '';
    const hear = (data) => {
      said += data;
      const found = /Сайт открыт: (\S+)/.exec(said);
      if (found) resolve(found[1]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', () => reject(new Error(`the preview ended: ${said}`)));
  });
  return { child, address };
}

const { child, address } = start();
const home = await address;
const browser = await launch();
const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 900, height: 700 } });
context.setDefaultTimeout(PATIENCE);

/** One thing that must hold; the others are looked at even where it does not. */
async function check(name, work) {
  const page = await context.newPage();
  page.on('pageerror', (error) => report.add(`script: ${error.message}`, name));
  page.on('request', (request) => {
    if (!request.url().startsWith(home)) report.add(`a request leaves the preview: ${request.url()}`, name);
  });
  const started = Date.now();
  try {
    await work(page);
    console.log(`${name}: ${Date.now() - started} ms`);
  } catch (error) {
    report.add(error.message.split('\n').slice(0, 12).join(' | '), name);
  }
  await page.close();
}

const expect = (holds, words) => {
  if (!holds) throw new Error(words);
};
const open = async (page, path) => {
  await page.goto(new URL(path, home).href);
  await page.locator('.bar .total').filter({ hasText: /./ }).waitFor();
};
const text = (page, words) => page.getByText(words).first().waitFor();
/** A mark that a page loses when it is loaded anew. */
const mark = (page) => page.evaluate(() => (window.marked = true));
const isMarked = (page) => page.evaluate(() => window.marked === true);

await check('an edit changes the page by itself, scroll position and open panels stay', async (page) => {
  await open(page, 'news/a/');
  await page.locator('.own summary').click();
  await page.evaluate(() => window.scrollTo(0, 900));
  await mark(page);
  write('content/news/a.md', item(`Второй текст.\n\n${LONG}`));
  await page.getByText('Второй текст.').waitFor({ state: 'attached' });
  await page.locator('.bar .total').filter({ hasText: /./ }).waitFor();
  expect(!(await isMarked(page)), 'the page was not loaded anew');
  expect((await page.evaluate(() => window.scrollY)) === 900, `the page stands at ${await page.evaluate(() => window.scrollY)}`);
  expect(await page.evaluate(() => document.querySelector('.own').open), 'the open panel has closed');
});

await check('a mistake lies over the page in the words of the terminal, and goes when it is mended', async (page) => {
  await open(page, 'news/a/');
  await mark(page);
  write('content/news/a.md', item('Третий текст.', 'датта: вчера\n'));
  const overlay = page.locator('.overlay');
  await overlay.waitFor();
  const said = await overlay.innerText();
  for (const words of ['Сайт не собран: 1 ошибка', 'content/news/a.md:3', 'датта: вчера', 'Возможно, вы имели в виду «дата»'])
    expect(said.includes(words), `the overlay does not say «${words}»: ${said}`);
  await text(page, 'Второй текст.');
  await page.keyboard.press('Escape');
  await overlay.waitFor({ state: 'hidden' });
  write('content/news/a.md', item('Третий текст.', 'датта: сегодня\n'));
  await overlay.waitFor();
  expect(await isMarked(page), 'the page was loaded anew for a mistake');
  write('content/news/a.md', item('Третий текст.'));
  await text(page, 'Третий текст.');
  await overlay.waitFor({ state: 'hidden' });
});

await check('a style is exchanged without loading the page', async (page) => {
  await open(page, 'news/a/');
  await mark(page);
  write('themes/default/static/style.css', 'h1 { color: rgb(1, 2, 3); }');
  await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)');
  expect(await isMarked(page), 'the page was loaded anew for a style');
  rmSync(join(folder, 'themes/default/static/style.css'));
  await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).color !== 'rgb(1, 2, 3)');
  expect(await isMarked(page), 'the page was loaded anew for a style');
});

await check('another page does not disturb this one', async (page) => {
  await open(page, 'news/chernovik/');
  await mark(page);
  write('content/news/a.md', item('Четвёртый текст.'));
  const other = await context.newPage();
  await open(other, 'news/a/');
  await text(other, 'Четвёртый текст.');
  await other.close();
  expect(await isMarked(page), 'the page was loaded anew for another');
});

await check('the bar names the file, the draft and the doubts, and stays folded', async (page) => {
  await open(page, 'news/chernovik/');
  const bar = page.locator('.bar');
  for (const words of ['content/news/chernovik.md', 'Черновик']) await bar.getByText(words).first().waitFor();
  await open(page, 'plans/2024-2025/');
  await bar.getByText('1 предупреждение об этой странице').click();
  await bar.getByText('31.02.2025').first().waitFor();
  await bar.getByText('Всего на сайте: 1 предупреждение').waitFor();
  await open(page, 'news/chernovik/');
  await bar.getByRole('button', { name: 'Предпросмотр' }).click();
  await bar.getByText('content/news/chernovik.md').waitFor({ state: 'hidden' });
  await page.goto(new URL('news/a/', home).href);
  await bar.getByRole('button', { name: 'Предпросмотр', expanded: false }).click();
  await bar.getByText('content/news/a.md').waitFor();
});

await check('a page that is written later appears at its address', async (page) => {
  await page.goto(new URL('news/potom/', home).href);
  await text(page, 'Такой страницы нет');
  write('content/news/potom.md', item('Вот и она.'));
  await text(page, 'Вот и она.');
  rmSync(join(folder, 'content/news/potom.md'));
  await text(page, 'Такой страницы нет');
});

await check('the overlay fits a small screen', async (page) => {
  await page.setViewportSize({ width: 320, height: 500 });
  await open(page, 'news/a/');
  write('content/news/a.md', item('Ошибка.', 'датта: вчера\n'));
  await page.locator('.overlay').waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > 320);
  write('content/news/a.md', item('Пятый текст.'));
  await text(page, 'Пятый текст.');
  expect(!wide, 'the page scrolls sideways');
});

await browser.close();
child.removeAllListeners('exit');
const ended = new Promise((resolve) => child.on('exit', (code) => resolve(code)));
child.kill('SIGINT');
if ((await ended) !== 0) report.add('Ctrl-C does not end the preview in good order', 'the end');
rmSync(folder, { recursive: true, force: true });
report.finish('the preview in Chromium');
