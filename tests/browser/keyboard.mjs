/**
 * Uses the site with nothing but the keyboard.
 *   node keyboard.mjs SITE_DIR
 * On a page of each kind Tab must reach everything that can be used, in the order in which it is read, show where it is, and
 * lead out of the page again. Then it goes the ways of a reader: past the menu, through the search, the electronic case, the
 * calendar, the views of a plan, and the version for weak eyes.
 */
import { resolve } from 'node:path';
import { forEach, launch } from './chromium.mjs';
import { MODES, newPage } from './modes.mjs';
import { Report } from './report.mjs';
import { serve } from './serve.mjs';
import { everyKind, open } from './states.mjs';

const DESK = { width: 1280, height: 800 };
const TELEPHONE = { width: 360, height: 740 };
/** More than any page here has to reach on the way to something. */
const PATIENCE = 400;

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node keyboard.mjs SITE_DIR');
  process.exit(2);
}
const report = new Report();
const done = { pages: 0, elements: 0, steps: 0 };

/** Runs in the page before the first key: what Tab must reach, and how each thing looks without the focus. @returns how many */
function prepare() {
  const USED = 'a[href], button, input, select, textarea, summary, [tabindex], audio[controls], video[controls]';
  const isReached = (element) => {
    if (element.tabIndex < 0 || element.disabled || !element.checkVisibility({ visibilityProperty: true })) return false;
    if (element.type === 'hidden' || element.closest('[inert]')) return false;
    if (element.type !== 'radio') return true;
    // Of radio buttons with one name Tab reaches the chosen one, arrows the others.
    const group = [...document.querySelectorAll('input[type=radio]')].filter((one) => one.name === element.name && one.form === element.form);
    return group.some((one) => one.checked) ? element.checked : element === group[0];
  };
  const PROPERTIES = ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'backgroundColor', 'borderTopColor', 'borderTopWidth', 'clipPath', 'width', 'opacity'];
  const look = (element) => {
    // The focus may be shown by a part of what has it (an end of a card, words of a summary), or by the label around a box.
    const shown = [element, element.closest('label'), ...[...element.querySelectorAll('*')].slice(0, 20)].filter(Boolean);
    return JSON.stringify(
      shown.flatMap((one) => [null, '::before', '::after'].map((part) => getComputedStyle(one, part)).map((style) => PROPERTIES.map((name) => style[name]))),
    );
  };
  const name = (element) => {
    const { localName, id, classList } = element;
    const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40);
    return `${localName}${id && `#${id}`}${[...classList].map((one) => `.${one}`).join('')} «${words}»`;
  };
  const wanted = [...document.querySelectorAll(USED)].filter(isReached);
  if (wanted.includes(document.activeElement)) document.activeElement.blur();
  const before = new Map(wanted.map((element) => [element, look(element)]));
  window.walk = { wanted, name, reached: [], unseen: [] };
  document.addEventListener('focusin', ({ target }) => {
    window.walk.reached.push(target);
    if (before.get(target) === look(target)) window.walk.unseen.push(target);
  });
  // A page may begin with the focus in a field; Tab goes on from where an element with the focus stood before it was removed.
  const start = document.createElement('span');
  start.tabIndex = -1;
  document.body.prepend(start);
  start.focus();
  start.remove();
  window.walk.reached.length = 0;
  return wanted.length;
}

/** Runs in the page after the last key. @returns {Promise<string[]>} what is wrong */
async function judge() {
  const { wanted, name, reached, unseen } = window.walk;
  // Out of the page the focus goes to the browser's own frame, which takes it in its own time.
  for (let wait = 0; wait < 100 && document.activeElement === wanted.at(-1); wait += 1) await new Promise((done) => setTimeout(done, 20));
  const found = unseen.map((element) => `the focus is not seen on ${name(element)}`);
  const first = wanted.findIndex((element, index) => element !== reached[index]);
  if (first >= 0) found.push(`Tab number ${first + 1} reaches ${reached[first] ? name(reached[first]) : 'nothing'} instead of ${name(wanted[first])}`);
  if (reached.length > wanted.length && reached[wanted.length] !== wanted[0]) found.push(`Tab reaches more: ${name(reached[wanted.length])}`);
  const last = wanted.at(-1);
  if (last && document.activeElement === last) found.push(`Tab does not leave ${name(last)}`);
  return found;
}

async function reachEverything(page, site, item, where) {
  await open(page, site, item);
  const count = await page.evaluate(prepare);
  for (let key = 0; key <= count; key += 1) await page.keyboard.press('Tab');
  for (const complaint of await page.evaluate(judge)) report.add(complaint, `${item.name} ${where}`);
  done.pages += 1;
  done.elements += count;
}

// ---- the ways of a reader ------------------------------------------------------------------------------------------------

const expect = (holds, words) => {
  if (!holds) throw new Error(words);
  done.steps += 1;
};
const has = (page, selector) => page.evaluate((selector) => document.activeElement?.matches(selector) === true, selector);

/** Presses `key` until what `selector` means has the focus. */
async function go(page, selector, key = 'Tab') {
  for (let times = 0; times < PATIENCE; times += 1) {
    await page.keyboard.press(key);
    if (await has(page, selector)) return;
  }
  throw new Error(`${key} does not reach ${selector}`);
}

/** Presses Enter on a link and waits for the page it leads to. */
async function follow(page, selector, address) {
  await go(page, selector);
  await Promise.all([page.waitForURL(address), page.keyboard.press('Enter')]);
}

const path = (page, site) => page.url().slice(site.length);
const WAYS = {
  async 'past the menu'(page, site) {
    await page.goto(`${site}primer/index.html`);
    await go(page, '.skip');
    expect(await page.evaluate(() => document.querySelector('.masthead').compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_PRECEDING), 'the link to the content stands behind the menu');
    const { width, height } = await page.locator('.skip').boundingBox();
    expect(width > 40 && height >= 20, `the link to the content is ${width} by ${height} px`);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement.closest('main') !== null), 'the next Tab is not in the content');
  },

  async 'the search'(page, site) {
    await page.goto(`${site}primer/index.html`);
    await go(page, '#_site-search');
    await page.keyboard.type('неделя детской книги');
    await Promise.all([page.waitForURL(/search\/index\.html/), page.keyboard.press('Enter')]);
    await page.waitForSelector('#_search-results .entry');
    await go(page, '#_search-words');
    await page.keyboard.press('ArrowDown');
    expect(await has(page, '#_search-results .entry-title a'), 'an arrow does not reach the first answer');
    await page.keyboard.press('ArrowUp');
    expect(await has(page, '#_search-words'), 'the arrow back does not reach the words');
    await go(page, '.search-filters [name=kind]');
    await page.keyboard.press('ArrowDown');
    const kind = await page.inputValue('.search-filters [name=kind]');
    expect(kind !== '', 'an arrow chooses no kind');
    await page.waitForFunction((kind) => new URLSearchParams(location.hash.slice(1) || location.search).get('kind') === kind, kind);
    await page.waitForSelector('#_search-results[aria-busy="false"]');
    await go(page, '#_search-results .entry-title a');
    const title = await page.evaluate(() => document.activeElement.textContent.trim());
    await Promise.all([page.waitForURL((url) => !url.href.includes('search/index.html')), page.keyboard.press('Enter')]);
    expect(title.length > 0 && !path(page, site).startsWith('search'), 'Enter does not open the answer');
    await page.goBack();
    await page.waitForSelector('#_search-results .entry');
    expect((await page.inputValue('#_search-words')) === 'неделя детской книги', 'the way back forgets the words');
  },

  async 'the electronic case'(page, site) {
    await page.goto(`${site}primer/case/index.html`);
    const found = () => page.locator('.found:not([hidden]) .entry-title').count();
    const all = await found();
    await go(page, '.filters input[type=checkbox]');
    await page.keyboard.press('Space');
    await page.waitForFunction(() => location.hash !== '');
    expect((await found()) < all, 'Space on a value filters nothing');
    expect(await has(page, '.filters input:checked'), 'the focus is lost after a choice');
    await go(page, '.reset');
    await page.keyboard.press('Enter');
    expect((await found()) === all, 'Enter on the reset does not show everything');
    expect(await page.evaluate(() => document.activeElement !== document.body), 'the focus is lost after the reset');
    await go(page, '#_order');
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => location.hash.includes('sort='));
    await go(page, '.found:not([hidden]) .entry-title a');
    await Promise.all([page.waitForURL(/\/case\/[^/]+\/index\.html/), page.keyboard.press('Enter')]);
    expect(await page.locator('h1').isVisible(), 'Enter does not open the card');
  },

  async 'the calendar'(page, site) {
    await page.goto(`${site}primer/index.html`);
    await follow(page, '.menu a[href*="calendar"]', /primer\/calendar\//);
    if (!/\/\d{4}\/\d{2}\//.test(page.url())) await follow(page, 'main a[href*="11/index.html"]', /calendar\/\d{4}\/11\//);
    const month = page.url();
    await go(page, '.scroller');
    await follow(page, '.month-table td a', (url) => url.href !== month);
    expect(!page.url().includes('/calendar/'), 'Enter does not leave the calendar');
    await page.goBack();
    expect(page.url() === month, 'the way back does not lead to the month');
    await follow(page, '.steps a[rel=next]', (url) => url.href !== month);
    expect(/\/calendar\//.test(page.url()), 'the next month is not there');
  },

  async 'the views of a plan'(page, site) {
    const plan = `${site}primer/plans/2025-2026/index.html`;
    await page.goto(plan);
    await follow(page, '.tabs a[href*="months"]', /months\/index\.html/);
    await page.goBack();
    expect(page.url() === plan, 'the way back does not lead to the plan');
    // The widest of the approved plans, on a screen that it does not fit.
    await page.setViewportSize({ width: 800, height: 800 });
    await page.goto(`${site}nevyansk/plans/2024-2025/index.html`);
    await go(page, '.scroller[tabindex]');
    for (let key = 0; key < 10; key += 1) await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => document.activeElement.scrollLeft > 0, undefined, { timeout: 5000 });
    done.steps += 1;
  },

  async 'the version for weak eyes'(page, site) {
    const chosen = (name) => page.evaluate((name) => document.documentElement.getAttribute(`data-sight-${name}`), name);
    await page.goto(`${site}primer/index.html`);
    await go(page, '.sight > summary');
    await page.keyboard.press('Enter');
    await go(page, '.sight input[name=size]');
    await page.keyboard.press('ArrowDown');
    expect((await chosen('size')) === 'large', 'an arrow does not choose larger letters');
    await go(page, '.sight input[name=colours]');
    await page.keyboard.press('ArrowDown');
    expect((await chosen('colours')) === 'white', 'an arrow does not choose black on white');
    await page.goto(`${site}no/such/page.html`);
    expect((await chosen('size')) === 'large', 'the page that is not there has forgotten what was chosen');
    await go(page, '.sight > summary');
    await page.keyboard.press('Enter');
    await go(page, '.sight input[name=face]');
    await page.keyboard.press('ArrowDown');
    await page.goto(`${site}search/index.html`);
    expect((await chosen('face')) === 'sans', 'what was chosen on the page that is not there is forgotten');
    expect((await chosen('size')) === 'large' && (await chosen('colours')) === 'white', 'the next page has forgotten what was chosen');
    await go(page, '.sight > summary');
    await page.keyboard.press('Enter');
    await go(page, '.sight button[type=reset]');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => !document.documentElement.hasAttribute('data-sight-size'));
    expect(await page.evaluate(() => document.activeElement !== document.body), 'the focus is lost after the reset');
  },
};

const root = resolve(folder);
const server = await serve(root);
const browser = await launch();
for (const [where, viewport] of [['desk', DESK], ['telephone', TELEPHONE]])
  await forEach(everyKind(root), () => newPage(browser, MODES[0], { viewport }), (page, item) => reachEverything(page, server.url, item, where));
for (const [name, walk] of Object.entries(WAYS)) {
  const page = await newPage(browser, MODES[0], { viewport: DESK });
  try {
    await walk(page, server.url);
  } catch (error) {
    report.add(error.message.split('\n')[0], name);
  }
  await page.context().close();
}
server.close();
await browser.close();
console.log(`ways: ${Object.keys(WAYS).join(', ')}; ${done.steps} steps`);
report.finish(`with the keyboard alone: ${done.pages} pages, ${done.elements} elements reached`);
