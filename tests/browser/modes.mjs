/**
 * In which ways a page is shown: what the reader's system asks for, and what the reader has chosen on the site. A way
 * more is a line here, and every check that goes through the ways knows it.
 *   media    what the system asks for, in the words of Playwright's `emulateMedia`
 *   chosen   what the site's own panel would have kept in `localStorage`
 *   colours  that it differs from another in its colours only
 */
export const MODES = [
  { name: 'light', media: { colorScheme: 'light' } },
  { name: 'dark', media: { colorScheme: 'dark' } },
  ...[
    ['white', { size: 'largest', face: 'sans', letters: 'widest', lines: 'far', pictures: 'off' }],
    ['black', { size: 'large', letters: 'wide', lines: 'apart' }],
    ['blue', {}],
    ['brown', {}],
  ].map(([colours, more]) => ({
    name: ['weak eyes', colours, ...Object.values(more)].join(' '),
    chosen: { 'kartoteka-sight': JSON.stringify({ colours, ...more }) },
    colours: Object.keys(more).length === 0,
  })),
];

/** The two widths at which everything is looked at: a telephone and a desk. */
export const WIDTHS = [360, 1280];

/** @returns {Promise<import('playwright-core').Page>} a page that is shown so, in a context of its own */
export async function newPage(browser, { media = {}, chosen = {} }, more = {}) {
  const context = await browser.newContext({ locale: 'ru-RU', ...more });
  if (Object.keys(chosen).length > 0)
    await context.addInitScript((kept) => {
      for (const [key, value] of Object.entries(kept)) localStorage.setItem(key, value);
    }, chosen);
  const page = await context.newPage();
  await page.emulateMedia(media);
  return page;
}
