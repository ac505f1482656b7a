/**
 * Makes the pictures of the guide from the real program: its own windows, its own words, the guide's own example files.
 *   node pictures.mjs PROGRAM DOCS [OUT]      OUT is DOCS/pictures if it is not named
 * Needs Chromium and `script`; with pngquant the files are a third as large. Prints what was made.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { launch } from './chromium.mjs';
import { filesOf, mistakesOf } from './guide.mjs';
import { fileUrl } from './site.mjs';
import { drawn, talk } from './terminal.mjs';

const PATIENCE = 15_000;
const TODAY = '2026-11-20';
const WIDE = { width: 900, height: 640 };
const PHONE = { width: 360, height: 640 };
/** What stands in the pictures instead of the temporary folder: the one thing there that the program has not said. */
const HOME = '/home/biblioteka';
/** The drafts of a new site, which the pictures of a finished one leave out, as the guide tells authors to. */
const EXAMPLES = ['meetings/primer-zasedaniya', 'materials/primer-materiala', 'news/primer-novosti', 'pages/ob-obedinenii'];

const [programName, docs, outName] = process.argv.slice(2);
if (!programName || !docs) {
  console.error('usage: node pictures.mjs PROGRAM DOCS [OUT]');
  process.exit(2);
}
const program = resolve(programName);
const out = resolve(outName ?? join(docs, 'pictures'));
const work = mkdtempSync(join(tmpdir(), 'kartoteka-pictures-'));
const site = join(work, 'Наш сайт');
const names = [];
const running = [];
mkdirSync(out, { recursive: true });
mkdirSync(site);

const browser = await launch();
const context = await browser.newContext({ locale: 'ru-RU', deviceScaleFactor: 1, colorScheme: 'light', viewport: WIDE });
context.setDefaultTimeout(PATIENCE);
const page = await context.newPage();

function write({ name, text }) {
  const path = join(site, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** The file for the picture `name`, which is counted as made. */
function pathOf(name) {
  names.push(`${name}.png`);
  return join(out, `${name}.png`);
}

async function photographTerminal(name, said) {
  await page.setContent(drawn(said.replaceAll(work, HOME)));
  await page.locator('.window').screenshot({ path: pathOf(name), omitBackground: true });
}

/** The top of what the page shows now, down to `height` or to the end of the page's content. */
async function photographPage(name, height) {
  const { width } = page.viewportSize();
  const end = await page.evaluate(() => Math.ceil(document.body.getBoundingClientRect().bottom));
  await page.screenshot({ path: pathOf(name), fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(height, end) } });
}

/** What stands in the window of the browser, with the bar at its end. */
const photographWindow = (name) => page.screenshot({ path: pathOf(name), animations: 'disabled' });

/** Starts the preview. @returns its address */
async function preview() {
  const child = spawn(program, ['serve', '--root', site, '--port', '0', '--today', TODAY]);
  running.push(child);
  const address = await new Promise((resolve, reject) => {
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
  return address;
}

async function open(address) {
  await page.goto(address);
  await page.locator('.bar .total').filter({ hasText: /./ }).waitFor();
}

/** A page of the preview loads itself anew when files change, which would cut off whatever is loaded at that moment. */
const leave = () => page.goto('about:blank');

/** The menu, the questions and the menu again: one conversation, as in the first chapter. */
async function makeSite() {
  const answers = ['1', 'РМО школьных библиотекарей Примерного района', 'Примерный район', '2026-2027'];
  const said = await talk([program], site, answers);
  const [questions, menu] = [said.indexOf('Новый сайт.'), said.lastIndexOf('Папка:')];
  await photographTerminal('menyu', said.slice(0, questions));
  await photographTerminal('voprosy', said.slice(questions, menu));
  await photographTerminal('menyu-sajta', said.slice(menu));
}

async function photographPreview(files) {
  const address = await preview();
  await open(address);
  await photographWindow('novyj-sajt');

  const association = files.find(({ name }) => name.endsWith('/association.yaml'));
  write(association);
  await page.getByText('Перелескина').first().waitFor();
  await page.locator('.bar .total').filter({ hasText: /./ }).waitFor();
  await photographWindow('svoj-tekst');

  await leave();
  for (const file of files) write(file);
  const draft = 'название: Экскурсия в районную библиотеку\nдата: 14.12.2026\nчерновик: да';
  write({ name: 'content/news/ekskursiya.md', text: `---\n${draft}\n---\nЗапись идёт в течении недели.\n` });
  const bar = page.locator('.bar');
  await open(new URL('news/ekskursiya/', address).href);
  await bar.getByText('1 предупреждение об этой странице').click();
  await bar.getByText('в течении').first().waitFor();
  await page.setViewportSize({ width: WIDE.width, height: 520 });
  await photographWindow('poloska');
  await leave();
  rmSync(join(site, 'content/news/ekskursiya.md'));
  await page.setViewportSize(WIDE);

  const [mistake] = mistakesOf(docs);
  const sound = readFileSync(join(site, mistake.name), 'utf8');
  await open(new URL('plans/2026-2027/', address).href);
  await page.getByText('Предупреждений нет').first().waitFor();
  write(mistake);
  await page.locator('.overlay').waitFor();
  await photographWindow('okno-oshibki');
  await photographTerminal('oshibka', await talk([program, 'check'], site));
  write({ name: mistake.name, text: sound });
}

async function photographSite() {
  const said = await talk([program], site, ['3']);
  await photographTerminal('sborka', said.slice(said.indexOf('> 3\n') + 4, said.lastIndexOf('Папка:')));
  execFileSync(program, ['build', '--root', site, '--today', TODAY]);
  const pages = [
    ['plan', 'plans/2026-2027/index.html', 1270],
    ['zasedanie', 'meetings/2026-12-10-kruglyj-stol/index.html', 570],
    ['material', 'case/urok/index.html', 740],
    ['kalendar', 'calendar/2026/12/index.html', 1010],
  ];
  for (const [name, path, height] of pages) {
    await page.goto(fileUrl(join(site, 'public'), path).href);
    await photographPage(name, height);
  }
  await page.setViewportSize(PHONE);
  await page.goto(fileUrl(join(site, 'public'), 'index.html').href);
  await photographWindow('telefon');
}

try {
  const files = filesOf(docs);
  await makeSite();
  await photographPreview(files);
  for (const name of EXAMPLES) rmSync(join(site, `content/${name}.md`));
  await photographSite();
} finally {
  for (const child of running) child.kill('SIGINT');
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}

const paths = names.map((name) => join(out, name));
if (spawnSync('pngquant', ['--version']).status === 0)
  execFileSync('pngquant', ['--force', '--ext', '.png', '--speed', '1', '--strip', '32', '--', ...paths]);
let sum = 0;
for (const [index, path] of paths.entries()) {
  const { size } = statSync(path);
  sum += size;
  console.log(`${names[index]}  ${(size / 1000).toFixed(1)} KB`);
}
console.log(`${names.length} pictures in ${out}, ${(sum / 1000).toFixed(0)} KB`);
