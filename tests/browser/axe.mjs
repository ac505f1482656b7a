/**
 * Asks axe-core what hinders people on a page of each kind, in every mode, on a telephone and at a desk: by the rules of
 * WCAG 2.2 A and AA, and by its best practices. What is folded away is unfolded first. What a reader has chosen in the panel of
 * the site is style alone, so that a page of each template is enough there.
 *   node axe.mjs SITE_DIR...
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { forEach, launch } from './chromium.mjs';
import { MODES, newPage, WIDTHS } from './modes.mjs';
import { Report } from './report.mjs';
import { serve } from './serve.mjs';
import { everyKind, everyTemplate, open, unfold } from './states.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What can go wrong with other colours. */
const RULES_OF_COLOURS = ['color-contrast', 'link-in-text-block'];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error('usage: node axe.mjs SITE_DIR...');
  process.exit(2);
}
const report = new Report();
const asked = { pages: 0, rules: new Set(), unsure: new Map() };

const violations = (page, rules) =>
  page.evaluate(async (rules) => {
    const { passes, violations, incomplete } = await axe.run(document, { runOnly: rules, resultTypes: ['violations'] });
    const found = violations.flatMap(({ id, impact, help, nodes }) =>
      nodes.map(({ target, any, all }) => {
        const data = [...any, ...all].map((one) => one.data).find((one) => one?.contrastRatio);
        const colours = data ? ` (${data.fgColor} on ${data.bgColor}: ${data.contrastRatio} of ${data.expectedContrastRatio})` : '';
        return { rule: `${id} (${impact}): ${help}`, where: target.join(' '), colours };
      }),
    );
    return { found, rules: passes.map(({ id }) => id), unsure: incomplete.map(({ id, nodes }) => [id, nodes.length]) };
  }, rules);

/** The same mistake on the next page, in the next item of a list, is the same mistake. */
const anywhere = (selector) => selector.replace(/\[href[$^*]?="[^"]*"\]/g, '').replace(/:nth-child\(\d+\)/g, '').replace(/(_[a-z]+-)[a-z]+(?=")/g, '$1…');

async function ask(page, site, item, mode) {
  await open(page, site, item);
  await unfold(page);
  await page.evaluate(AXE);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const { found, rules, unsure } = await violations(page, mode.colours ? RULES_OF_COLOURS : TAGS);
    for (const { rule, where, colours } of found) report.add(`${rule}${colours}: ${anywhere(where)}`, `${item.name} ${mode.name} ${width}`);
    for (const rule of rules) asked.rules.add(rule);
    for (const [rule, nodes] of unsure) asked.unsure.set(rule, (asked.unsure.get(rule) ?? 0) + nodes);
    asked.pages += 1;
  }
}

const browser = await launch();
for (const folder of folders) {
  const root = resolve(folder);
  const server = await serve(root);
  for (const mode of MODES)
    await forEach(mode.chosen ? everyTemplate(root) : everyKind(root), () => newPage(browser, mode), (page, item) => ask(page, server.url, item, mode));
  server.close();
}
await browser.close();

const unsure = [...asked.unsure].map(([rule, nodes]) => `${rule} ${nodes}`).join(', ');
console.log(`rules that applied: ${asked.rules.size}; left to people: ${unsure || 'nothing'}`);
report.finish(`axe-core: ${asked.pages} pages, each mode and width counted`);
