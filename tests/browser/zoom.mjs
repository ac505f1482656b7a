/**
 * Opens a page of each template as people with weak eyes read it, and says what is lost: words cut off at an edge, outside their
 * box, over each other, and pages that scroll sideways.
 *   node zoom.mjs SITE_DIR...
 * The ways: the browser's zoom at 200 % and text twice as large, by the browser's setting and by the style (WCAG 1.4.4), and the
 * distances between letters, words, lines and paragraphs that a reader's own style sheet may set (WCAG 1.4.12).
 */
import { resolve } from 'node:path';
import { forEach, launch } from './chromium.mjs';
import { lost, sideways } from './fits.mjs';
import { newPage } from './modes.mjs';
import { Report } from './report.mjs';
import { serve } from './serve.mjs';
import { everyTemplate, open, unfold } from './states.mjs';

/** The default size of text is 16 px; media queries in `rem` follow it. */
const SETTING = ['--blink-settings=defaultFontSize=32,defaultFixedFontSize=26'];
/** As a panel of the site or a style of the reader enlarges it: media queries do not follow. */
const LARGE_TEXT = ':root { font-size: 200% !important; }';
const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }`;
const DESK = { width: 1280, height: 800 };
const TELEPHONE = { width: 360, height: 740 };

const WAYS = [
  { name: 'as it is, desk', viewport: DESK },
  { name: 'as it is, telephone', viewport: TELEPHONE },
  { name: 'zoom 200 %, desk', viewport: { width: DESK.width / 2, height: DESK.height / 2 }, deviceScaleFactor: 2 },
  { name: 'text 200 % by the browser, desk', viewport: DESK, options: SETTING },
  { name: 'text 200 % by the browser, telephone', viewport: TELEPHONE, options: SETTING },
  { name: 'text 200 %, desk', viewport: DESK, css: LARGE_TEXT },
  { name: 'text 200 %, telephone', viewport: TELEPHONE, css: LARGE_TEXT },
  { name: 'spacing, desk', viewport: DESK, css: SPACING },
  { name: 'spacing, telephone', viewport: TELEPHONE, css: SPACING },
];

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error('usage: node zoom.mjs SITE_DIR...');
  process.exit(2);
}
const report = new Report();
let looked = 0;

for (const folder of folders) {
  const root = resolve(folder);
  const server = await serve(root);
  for (const { name, viewport, deviceScaleFactor, css, options } of WAYS) {
    const browser = await launch(options);
    await forEach(everyTemplate(root), () => newPage(browser, {}, { viewport, deviceScaleFactor, bypassCSP: true }), async (page, item) => {
      await open(page, server.url, item);
      await unfold(page);
      if (css) await page.addStyleTag({ content: css });
      for (const measure of [sideways, lost])
        for (const complaint of await page.evaluate(measure)) report.add(`${name}: ${complaint}`, item.name);
      looked += 1;
    });
    await browser.close();
  }
  server.close();
}
report.finish(`${WAYS.map(({ name }) => name).join('; ')}: ${looked} pages looked at`);
