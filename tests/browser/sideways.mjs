/**
 * Opens every page of a built site 320 CSS pixels wide (a small phone, or a screen of 1280 enlarged four times) and
 * says which scroll sideways. A wide table may scroll inside a scroller of its own.
 *   node sideways.mjs SITE_DIR
 */
import { resolve } from 'node:path';
import { forEach, launch } from './chromium.mjs';
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

/** Runs in the page. @returns what is wrong, or nothing */
function measure() {
  const page = document.documentElement;
  const viewport = document.querySelector('meta[name=viewport]')?.content ?? '';
  if (!viewport.includes('width=device-width')) return 'a phone shows the page 980 px wide: no meta viewport';

  const clips = (element) => getComputedStyle(element).overflowX !== 'visible';
  const isInScroller = (element) => {
    for (let one = element.parentElement; one && one !== document.body; one = one.parentElement)
      if (clips(one)) return true;
    return false;
  };
  // Text may stick out of an element that is itself narrow enough: `scrollWidth` counts it, the rectangle does not.
  const rightOf = (element) => {
    const { left, right } = element.getBoundingClientRect();
    return Math.max(right, clips(element) ? right : left + element.scrollWidth) + window.scrollX;
  };
  let widest = { right: page.clientWidth + 1 };
  for (const element of document.body.querySelectorAll('*')) {
    if (!element.checkVisibility() || rightOf(element) < widest.right || isInScroller(element)) continue;
    widest = { element, right: rightOf(element) };
  }
  const name = ({ localName, id, classList }) => [localName, id && `#${id}`, ...[...classList].map((one) => `.${one}`)].join('');
  const culprit = widest.element
    ? `${name(widest.element)} reaches ${Math.round(widest.right)} px («${widest.element.textContent.trim().slice(0, 40)}»)`
    : 'no single element reaches beyond the edge';
  const cutOff = [page, document.body].some((one) => /hidden|clip/.test(getComputedStyle(one).overflowX));
  if (page.scrollWidth > page.clientWidth) return `scrolls sideways, ${page.scrollWidth} px wide: ${culprit}`;
  return cutOff && widest.element ? `is cut off at the right instead of scrolling: ${culprit}` : undefined;
}

const { shown, redirects } = listPages(root);
const browser = await launch();
const newPage = () => browser.newPage({ viewport: { width: WIDTH, height: 640 }, locale: 'ru-RU' });
await forEach(shown, newPage, async (page, path) => {
  await page.goto(fileUrl(root, path).href);
  const complaint = await page.evaluate(measure);
  if (complaint) report.add(complaint, path);
});
await browser.close();

console.log(`not opened: ${redirects.length} pages that only lead on to a new address`);
report.finish(`${WIDTH} px wide: ${shown.length} pages opened`);
