/**
 * Opens every page of a built site 320 CSS pixels wide (a small phone, or a screen of 1280 enlarged four times) and
 * says which scroll sideways (WCAG 1.4.10). A wide table may scroll inside a scroller of its own.
 *   node sideways.mjs SITE_DIR
 */
import { resolve } from 'node:path';
import { forEach, launch } from './chromium.mjs';
import { sideways } from './fits.mjs';
import { Report } from './report.mjs';
import { fileUrl, listPages } from './site.mjs';

const WIDTH = 320;

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node sideways.mjs SITE_DIR');
  process.exit(2);
}
const root = resolve(folder);
const report = new Report();

const { shown, redirects } = listPages(root);
const browser = await launch();
const newPage = () => browser.newPage({ viewport: { width: WIDTH, height: 640 }, locale: 'ru-RU' });
await forEach(shown, newPage, async (page, path) => {
  await page.goto(fileUrl(root, path).href);
  for (const complaint of await page.evaluate(sideways)) report.add(complaint, path);
});
await browser.close();

console.log(`not opened: ${redirects.length} pages that only lead on to a new address`);
report.finish(`${WIDTH} px wide: ${shown.length} pages opened`);
