/**
 * Holds the pages to their Content-Security-Policy: every page says one and has nothing in it that the policy would have
 * to forgive; and a page of each kind is opened in Chromium, from a server and from a disk, its buttons pressed and its
 * search tried, without a single violation.
 *   node policy.mjs SITE_DIR
 * 404.html alone, which cannot know where the site's scripts are, has one of its own, and the policy its hash.
 * Pages below embed/ that other sites show in a frame have a policy of their own, which lets styles stand in the page.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'parse5';
import { forEach, launch } from './chromium.mjs';
import { Report } from './report.mjs';
import { serve } from './serve.mjs';
import { fileUrl, isFramed, listPages, onePageOfEachKind } from './site.mjs';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node policy.mjs SITE_DIR');
  process.exit(2);
}
const root = resolve(folder);
const report = new Report();
const { shown, redirects } = listPages(root);

function* elementsOf(node) {
  if (node.tagName) yield node;
  for (const child of node.childNodes ?? []) yield* elementsOf(child);
}

const attributesOf = (element) => Object.fromEntries(element.attrs.map(({ name, value }) => [name, value]));

/** What stands in a page itself that a strict policy does not let stand there. */
function complainOfInline(element, attributes, path, policy) {
  const shownAs = `<${element.tagName}>`;
  for (const name of Object.keys(attributes)) {
    if (/^on/.test(name)) report.add(`${shownAs} has a script in its attribute ${name}`, path);
    if (name === 'style' && !isFramed(path)) report.add(`${shownAs} has an attribute style`, path);
    if (/^\s*javascript:/i.test(attributes[name])) report.add(`${shownAs} has a script in its address`, path);
  }
  if (element.tagName === 'script') {
    if (isFramed(path)) report.add('a page for the frames of other sites has a script', path);
    const text = element.childNodes.map((node) => node.value).join('');
    const isKnown = policy?.includes(`'sha256-${createHash('sha256').update(text).digest('base64')}'`) && path === '404.html';
    if (!attributes.src && attributes.type !== 'application/ld+json' && !isKnown) report.add('a script stands in the page', path);
    if (attributes.src && !('defer' in attributes)) report.add('a script holds up the page: no defer', path);
  }
}

/** Reads a page without a browser. The policy counts from where it stands, so it stands before what is fetched. */
function readPage(path) {
  let policy;
  for (const element of elementsOf(parse(readFileSync(join(root, path), 'utf8')))) {
    const attributes = attributesOf(element);
    if (/^content-security-policy$/i.test(attributes['http-equiv'] ?? '')) policy = attributes.content;
    if (['link', 'script', 'style', 'img'].includes(element.tagName) && !policy)
      report.add(`the policy does not stand before <${element.tagName}>`, path);
    complainOfInline(element, attributes, path, policy);
  }
  if (!policy) return report.add('there is no policy', path);
  if (!/^default-src 'self'/.test(policy)) report.add(`the policy begins otherwise: ${policy}`, path);
  if (!isFramed(path) && /unsafe|\*|https?:|data:/.test(policy)) report.add(`the policy is not strict: ${policy}`, path);
}

for (const path of [...shown, ...redirects]) readPage(path);

/** Uses whatever a page offers: its search, its buttons, what is folded. */
async function use(page) {
  const field = page.locator('input[type=search]:visible').first();
  if (await field.count()) await field.pressSequentially('план');
  for (const button of await page.locator('summary:visible, button:not([type=submit]):visible').all())
    await button.click({ timeout: 1000, noWaitAfter: true }).catch(() => undefined);
  await page.waitForTimeout(150);
}

const browser = await launch();
const sample = onePageOfEachKind(root);
const server = await serve(root, '/any/sub/folder/');
const places = [
  ['from a server', (path) => new URL(encodeURI(path), server.url)],
  ['from a disk', (path) => fileUrl(root, path)],
];
let opened = 0;
for (const [where, addressOf] of places) {
  const context = await browser.newContext({ locale: 'ru-RU', permissions: ['clipboard-write'] });
  const currentOf = new Map();
  await context.exposeBinding('violated', ({ page }, what) => report.add(`${where}: ${what}`, currentOf.get(page)));
  await context.addInitScript(() =>
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
      window.violated(`${effectiveDirective} does not allow ${blockedURI} (${sourceFile ?? ''}:${lineNumber})`),
    ),
  );
  const newPage = async () => {
    const page = await context.newPage();
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) report.add(`${where}: ${message.text()}`, currentOf.get(page));
    });
    return page;
  };
  await forEach(sample, newPage, async (page, { path }) => {
    currentOf.set(page, path);
    await page.goto(addressOf(path).href);
    const styled = await page.evaluate(() => [...document.styleSheets].length > 0 || document.querySelector('[style]') !== null);
    if (!styled) report.add(`${where}: the page has no style`, path);
    await use(page);
    opened += 1;
  });
  const page = await newPage();
  currentOf.set(page, 'search/index.html');
  await page.goto(`${addressOf('search/index.html').href}?q=${encodeURIComponent('план')}`);
  await page.waitForSelector('#_search-results a', { timeout: 10_000 }).catch(() => {
    report.add(`${where}: the search finds nothing under the policy`, 'search/index.html');
  });
  await context.close();
}
server.close();
await browser.close();
report.finish(`${shown.length + redirects.length} pages read, ${opened} opened from a server and from a disk`);
