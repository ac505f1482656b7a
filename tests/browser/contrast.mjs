/**
 * Opens a page of each template as systems show it to people who asked them for more contrast, for colours of their own, or for less
 * motion, and says what gets lost: contrast (axe-core), the edges of what can be used, motion that goes on.
 *   node contrast.mjs SITE_DIR
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { forEach, launch } from './chromium.mjs';
import { newPage } from './modes.mjs';
import { Report } from './report.mjs';
import { serve } from './serve.mjs';
import { everyTemplate, open, unfold } from './states.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WAYS = [
  { name: 'more contrast, light', media: { contrast: 'more', colorScheme: 'light' }, checks: [contrast, edges] },
  { name: 'more contrast, dark', media: { contrast: 'more', colorScheme: 'dark' }, checks: [contrast, edges] },
  { name: 'own colours, light', media: { forcedColors: 'active', colorScheme: 'light' }, checks: [edges, marks] },
  { name: 'own colours, dark', media: { forcedColors: 'active', colorScheme: 'dark' }, checks: [edges, marks] },
  { name: 'less motion', media: { reducedMotion: 'reduce' }, checks: [motion] },
];

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node contrast.mjs SITE_DIR');
  process.exit(2);
}
const report = new Report();
let looked = 0;

// Each of these runs in the page and stands by itself. @returns {string[]} what is wrong

async function contrast() {
  const { violations } = await axe.run(document, { runOnly: ['color-contrast', 'link-in-text-block'], resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** What is pressed or filled in has an edge, or a ground of its own, or the underline and colour of a link. */
function edges() {
  const name = ({ localName, id, classList }) => [localName, id && `#${id}`, ...[...classList].map((one) => `.${one}`)].join('');
  const found = [];
  for (const element of document.querySelectorAll('button, select, textarea, input:not([type=hidden])')) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const style = getComputedStyle(element);
    if (style.appearance !== 'none' && /checkbox|radio/.test(element.type)) continue;
    const ground = (one) => {
      for (let at = one; at; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at);
        if (backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor;
      }
      return 'none';
    };
    const around = ground(element.parentElement);
    const sides = ['Top', 'Right', 'Bottom', 'Left'].filter((side) => {
      const width = parseFloat(style[`border${side}Width`]);
      return width > 0 && style[`border${side}Style`] !== 'none' && ![around, 'rgba(0, 0, 0, 0)'].includes(style[`border${side}Color`]);
    });
    const isLink = style.textDecorationLine.includes('underline');
    if (sides.length < 1 && ground(element) === around && !isLink) found.push(`no edge: ${name(element)}`);
  }
  return found;
}

/** What is said by colour alone on the screen of others: outcomes of a plan, the current page of a menu, bars of a chart. */
function marks() {
  const found = [];
  const name = ({ localName, id, classList }) => [localName, id && `#${id}`, ...[...classList].map((one) => `.${one}`)].join('');
  for (const bar of document.querySelectorAll('svg rect, svg path, svg circle')) {
    if (!bar.checkVisibility() || bar.getBoundingClientRect().width < 1) continue;
    const { fill, stroke } = getComputedStyle(bar);
    const ground = getComputedStyle(document.body).backgroundColor;
    if ([fill, stroke].every((colour) => ['none', ground, 'rgba(0, 0, 0, 0)'].includes(colour))) found.push(`a part of a picture is not seen: ${name(bar)} in ${name(bar.closest('svg').parentElement)}`);
  }
  for (const link of document.querySelectorAll('[aria-current]')) {
    const other = link.closest('ul, ol')?.querySelector('a:not([aria-current])');
    if (!other || link.localName !== 'a') continue;
    const look = (one) => {
      const style = getComputedStyle(one);
      const edge = ['Top', 'Bottom'].flatMap((side) => ['Width', 'Style', 'Color'].map((what) => style[`border${side}${what}`]));
      return JSON.stringify([style.fontWeight, style.textDecorationLine, style.outlineStyle, style.color, ...edge]);
    };
    if (look(link) === look(other)) found.push(`the current one looks like the others: ${name(link.closest('nav') ?? link)}`);
  }
  return found;
}

function motion() {
  const name = ({ localName, id, classList }) => [localName, id && `#${id}`, ...[...classList].map((one) => `.${one}`)].join('');
  const long = (text) => text.split(',').some((one) => parseFloat(one) * (one.trim().endsWith('ms') ? 1 : 1000) > 1);
  const found = [];
  if (getComputedStyle(document.documentElement).scrollBehavior === 'smooth') found.push('the page scrolls smoothly');
  for (const element of document.querySelectorAll('*')) {
    for (const part of [null, '::before', '::after']) {
      const { animationName, animationDuration, transitionDuration, transitionProperty } = getComputedStyle(element, part);
      if (animationName !== 'none' && long(animationDuration)) found.push(`an animation: ${name(element)}`);
      if (transitionProperty !== 'none' && long(transitionDuration)) found.push(`a transition: ${name(element)}`);
    }
  }
  return [...new Set(found)];
}

const root = resolve(folder);
const server = await serve(root);
const browser = await launch();
for (const { name, media, checks } of WAYS) {
  await forEach(everyTemplate(root), () => newPage(browser, { media }, { viewport: { width: 1280, height: 800 } }), async (page, item) => {
    await open(page, server.url, item);
    await unfold(page);
    if (checks.includes(contrast)) await page.evaluate(AXE);
    for (const check of checks) for (const complaint of await page.evaluate(check)) report.add(`${name}: ${complaint}`, item.name);
    looked += 1;
  });
}
server.close();
await browser.close();
report.finish(`${WAYS.map(({ name }) => name).join('; ')}: ${looked} pages looked at`);
