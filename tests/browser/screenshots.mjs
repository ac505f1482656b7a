/**
 * Takes pictures of a page of each kind, for people to look at: phone, tablet and desktop, light and dark, and as it
 * comes out of a printer on A4. Every plan is taken, since each has a layout of its own.
 *   node screenshots.mjs SITE_DIR OUT_DIR [--only SUBSTRING]
 * Needs pdftoppm (poppler-utils). Prints what was made.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { forEach, launch } from './chromium.mjs';
import { fileUrl, listPlans, onePageOfEachKind } from './site.mjs';

const WIDTHS = [360, 768, 1280];
const SCHEMES = ['light', 'dark'];
/** Chromium cannot paint a taller picture. */
const TALLEST = 16000;

const { positionals, values } = parseArgs({ allowPositionals: true, options: { only: { type: 'string', default: '' } } });
const [folder, out] = positionals;
if (!folder || !out) {
  console.error('usage: node screenshots.mjs SITE_DIR OUT_DIR [--only SUBSTRING]');
  process.exit(2);
}
const root = resolve(folder);
mkdirSync(out, { recursive: true });

const nameOf = (path) => path.replace(/(\/index)?\.html$/, '').replaceAll('/', '~');

async function takePicture(page, path, width, scheme) {
  await page.emulateMedia({ media: 'screen', colorScheme: scheme });
  await page.setViewportSize({ width, height: 800 });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const file = `${nameOf(path)}-${width}-${scheme}.png`;
  const clip = height > TALLEST ? { x: 0, y: 0, width, height: TALLEST } : undefined;
  await page.screenshot({ path: join(out, file), fullPage: true, animations: 'disabled', clip });
  return clip ? `${file} (the first ${TALLEST} of ${height} px)` : file;
}

/** Light, since paper is: a browser prints a page in dark colours only if the style sheet forgot to say otherwise. */
async function print(page, path) {
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  const name = `${nameOf(path)}-print`;
  const sheets = () => readdirSync(out).filter((file) => file.startsWith(`${name}-`));
  for (const file of sheets()) rmSync(join(out, file));
  const pdf = join(out, `${name}.pdf`);
  await page.pdf({ path: pdf, format: 'A4', preferCSSPageSize: true, printBackground: false });
  execFileSync('pdftoppm', ['-r', '60', '-png', pdf, pdf.replace(/\.pdf$/, '')]);
  return [`${name}.pdf`, ...sheets()];
}

const kinds = new Map(listPlans(root).map((path) => [path, 'a plan']));
for (const { path, shape } of onePageOfEachKind(root)) kinds.set(path, shape);
const chosen = [...kinds.keys()].filter((path) => path.includes(values.only)).sort();

const made = new Map();
const browser = await launch();
await forEach(chosen, () => browser.newPage({ locale: 'ru-RU' }), async (page, path) => {
  await page.goto(fileUrl(root, path).href);
  const files = [];
  for (const width of WIDTHS)
    for (const scheme of SCHEMES) files.push(await takePicture(page, path, width, scheme));
  made.set(path, [...files, ...(await print(page, path))]);
});
await browser.close();

for (const path of chosen) console.log(`${path}  [${kinds.get(path)}]\n${made.get(path).map((file) => `    ${file}`).join('\n')}`);
console.log(`${chosen.length} pages, ${[...made.values()].flat().length} files in ${out}`);
