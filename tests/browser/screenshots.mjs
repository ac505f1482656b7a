/**
 * Takes pictures of a page of each kind and of its states, for people to look at: phone, tablet and desktop, in every mode, and
 * as it comes out of a printer on A4. Every plan is taken, since each has a layout of its own. For many at once there is a
 * sheet of small pictures for each width and mode.
 *   node screenshots.mjs SITE_DIR OUT_DIR [--only SUBSTRING]
 * `tests/screenshots` builds the sites and calls this. Needs pdftoppm (poppler-utils).
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { forEach, launch } from './chromium.mjs';
import { MODES, newPage, WIDTHS } from './modes.mjs';
import { serve } from './serve.mjs';
import { everyKind, everyTemplate, open } from './states.mjs';

const TABLET = 768;
/** Chromium cannot paint a taller picture. */
const TALLEST = 16000;
/** A small picture of a sheet, and how many stand in a row. */
const SMALL = { width: 300, height: 420, row: 6 };

const { positionals, values } = parseArgs({ allowPositionals: true, options: { only: { type: 'string', default: '' } } });
const [folder, out] = positionals;
if (!folder || !out) {
  console.error('usage: node screenshots.mjs SITE_DIR OUT_DIR [--only SUBSTRING]');
  process.exit(2);
}
const root = resolve(folder);
mkdirSync(out, { recursive: true });
/** @type {Map<string, string[]>} the pictures of each sheet */
const sheets = new Map();

const keep = (sheet, file) => sheets.set(sheet, [...(sheets.get(sheet) ?? []), file]);
const chosen = (items) => items.filter(({ name }) => name.includes(values.only));

/** A browser leaves those below the window for when a reader comes there. */
const showPictures = (page) =>
  page.evaluate(() => Promise.all([...document.images].map((picture) => {
    picture.loading = 'eager';
    return picture.decode().catch(() => {});
  })));

async function takePicture(page, item, width, way) {
  await page.setViewportSize({ width, height: 800 });
  await open(page, server.url, item); // anew, since a script may ask for the width once
  await showPictures(page);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const file = `${item.name}-${width}-${way}.png`;
  const clip = height > TALLEST ? { x: 0, y: 0, width, height: TALLEST } : undefined;
  await page.screenshot({ path: join(out, file), fullPage: true, animations: 'disabled', clip });
  if (clip) console.log(`${file}: the first ${TALLEST} of ${height} px`);
  keep(`${width}-${way}`, file);
}

/** Light, since paper is: a browser prints a page in dark colours only if the style sheet forgot to say otherwise. */
async function print(page, item) {
  const name = `${item.name}-print`;
  const pages = () => readdirSync(out).filter((file) => file.startsWith(`${name}-`)).sort();
  for (const file of pages()) rmSync(join(out, file));
  const pdf = join(out, `${name}.pdf`);
  await page.pdf({ path: pdf, format: 'A4', preferCSSPageSize: true, printBackground: false });
  execFileSync('pdftoppm', ['-r', '60', '-png', pdf, pdf.replace(/\.pdf$/, '')]);
  for (const file of pages()) keep('print', file);
}

const sheetPage = (files) => `<!doctype html><meta charset="utf-8"><style>
  body { margin: 12px; display: grid; grid-template-columns: repeat(${SMALL.row}, ${SMALL.width}px); gap: 12px; background: #888; font: 12px sans-serif }
  figure { margin: 0; background: #fff } figcaption { padding: 3px 5px; overflow-wrap: anywhere }
  a { display: block; height: ${SMALL.height}px; overflow: hidden } img { display: block; width: 100% }
</style>${files.map((file) => `<figure><figcaption>${file.replace('.png', '')}</figcaption><a href="${encodeURIComponent(file)}"><img src="${encodeURIComponent(file)}"></a></figure>`).join('')}`;

/** The small pictures of a sheet as a page of links, and as one picture or several. */
async function drawSheet(browser, sheet, files) {
  const address = join(out, `sheet-${sheet}.html`);
  writeFileSync(address, sheetPage(files.sort()));
  const page = await browser.newPage({ viewport: { width: SMALL.row * (SMALL.width + 12) + 12, height: 800 } });
  await page.goto(pathToFileURL(resolve(address)).href);
  await page.screenshot({ path: address.replace('.html', '.png'), fullPage: true });
  await page.close();
}

const server = await serve(root);
const browser = await launch();
for (const mode of MODES) {
  const way = mode.name.replaceAll(' ', '-');
  const [items, widths] = mode.chosen ? [everyTemplate(root), WIDTHS] : [everyKind(root), [...WIDTHS, TABLET]];
  await forEach(chosen(items), () => newPage(browser, mode), async (page, item) => {
    for (const width of widths) await takePicture(page, item, width, way);
  });
}
await forEach(chosen(everyKind(root)), () => newPage(browser, { media: { media: 'print', colorScheme: 'light' } }), async (page, item) => {
  await open(page, server.url, item);
  await print(page, item);
});
for (const [sheet, files] of sheets) await drawSheet(browser, sheet, files);
await browser.close();
server.close();

for (const [sheet, files] of sheets) console.log(`sheet-${sheet}: ${files.length} pictures`);
console.log(`${[...sheets.values()].flat().length} pictures in ${out}`);
