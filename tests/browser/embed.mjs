/**
 * Puts the pieces for other sites where they are meant to stand: the code is taken from the page that offers it and pasted
 * into three invented sites whose styles spare nothing. A piece must look there as it does alone at the same width.
 *   node embed.mjs SITE_DIR BASE_URL [PICTURES_DIR]
 * Frames are tried too: wide as their place, without a scroll bar across, without a script. With PICTURES_DIR the pictures
 * of the pieces in their hosts are kept there.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'parse5';
import { launch } from './chromium.mjs';
import { Report } from './report.mjs';
import { serve } from './serve.mjs';
import { isFramed, listFiles } from './site.mjs';

const WIDTHS = [1200, 360];
/** How large a part of its pixels may differ. */
const MOST_DIFFERENT = 0.001;
const HOSTS = join(dirname(fileURLToPath(import.meta.url)), 'hosts');

const [folder, base, pictures] = process.argv.slice(2);
if (!folder || !base) {
  console.error('usage: node embed.mjs SITE_DIR BASE_URL [PICTURES_DIR]');
  process.exit(2);
}
const root = resolve(folder);
const baseUrl = base.replace(/\/*$/, '/');
const report = new Report();
const files = listFiles(root);
if (pictures) mkdirSync(pictures, { recursive: true });

function* elementsOf(node) {
  if (node.tagName) yield node;
  for (const child of node.childNodes ?? []) yield* elementsOf(child);
}

/** @returns {{path: string, kind: string, code: string}[]} what the pages «Разместить на сайте школы» offer to copy */
function offers() {
  const pages = files.filter((path) => /(^|\/)embed\/index\.html$/.test(path));
  return pages.flatMap((path) => {
    const areas = [...elementsOf(parse(readFileSync(join(root, path), 'utf8')))].filter((one) => one.tagName === 'textarea');
    return areas.map((area) => {
      const id = area.attrs.find(({ name }) => name === 'id').value;
      return { path, name: id, kind: id.endsWith('-frame') ? 'frame' : 'piece', code: area.childNodes[0]?.value ?? '' };
    });
  });
}

const offered = offers();
const pieces = offered.filter(({ kind }) => kind === 'piece');
const frames = offered.filter(({ kind }) => kind === 'frame');
if (pieces.length === 0 || frames.length !== pieces.length) report.add('there are not as many frames as pieces', 'the site');
if (files.filter(isFramed).length !== frames.length) report.add('there are not as many pages for frames as frames', 'the site');

/** What a piece must be before anybody looks at it: without script, with full addresses, with classes of its own. */
for (const { path, name, code } of pieces) {
  const place = `${path}#${name}`;
  for (const { tagName, attrs } of elementsOf(parse(code))) {
    if (['html', 'head', 'body'].includes(tagName)) continue;
    if (!['div', 'span', 'a', 'br'].includes(tagName)) report.add(`<${tagName}> in a piece`, place);
    const attributes = Object.fromEntries(attrs.map((attribute) => [attribute.name, attribute.value]));
    if (!attributes.style) report.add(`<${tagName}> leaves its look to the host`, place);
    if (/!important/.test(attributes.style ?? '')) report.add('a style that the host cannot change', place);
    for (const one of (attributes.class ?? '').split(/\s+/).filter(Boolean))
      if (!one.startsWith('kartoteka-')) report.add(`the class ${one} may be one of the host's`, place);
    if (Object.keys(attributes).some((one) => /^on|^id$/.test(one))) report.add('a script or an id in a piece', place);
    if (tagName === 'a') {
      const target = attributes.href?.startsWith(baseUrl)
        && decodeURI(attributes.href.slice(baseUrl.length).replace(/#.*$/, '')).replace(/(^|\/)$/, '$1index.html');
      if (!target || !files.includes(target)) report.add(`a link leads nowhere: ${attributes.href}`, place);
    }
  }
}

const browser = await launch();
const server = await serve(root, '/any/sub/folder/');
const alone = '<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"></head><body style="margin:0"><!-- piece --></body></html>';
const hosts = readdirSync(HOSTS).map((file) => ({ host: file.replace('.html', ''), html: readFileSync(join(HOSTS, file), 'utf8') }));
const put = (html, code) => html.replace('<!-- piece -->', () => code);

/** Runs in a page. @returns how large a part of the pixels of two pictures differs, or nothing where their sides do */
async function compare([one, other]) {
  const read = async (data) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${data}`;
    await picture.decode();
    const { width, height } = picture;
    const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
    context.drawImage(picture, 0, 0);
    return { width, height, pixels: context.getImageData(0, 0, width, height).data };
  };
  const [a, b] = [await read(one), await read(other)];
  if (a.width !== b.width || a.height !== b.height) return { sides: `${a.width}×${a.height} and ${b.width}×${b.height}` };
  let different = 0;
  for (let at = 0; at < a.pixels.length; at += 4)
    if ([0, 1, 2].some((channel) => Math.abs(a.pixels[at + channel] - b.pixels[at + channel]) > 32)) different += 1;
  return { part: different / (a.width * a.height) };
}

const canvas = await browser.newPage();
let compared = 0;
let worst = 0;
for (const width of WIDTHS) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, locale: 'ru-RU' });
  for (const { host, html } of hosts) {
    for (const { path, name, code } of pieces) {
      const place = `${path}#${name} in ${host}, ${width} px`;
      await page.setContent(put(html, code));
      const inHost = page.locator('.kartoteka-piece');
      const box = await inHost.boundingBox();
      const shown = await inHost.screenshot();
      if (pictures) writeFileSync(join(pictures, `${path.replaceAll('/', '-')}-${name}-${host}-${width}.png`), await page.screenshot({ fullPage: true }));
      // Letters are smoothed by where they begin between two pixels, so it begins there too.
      const start = `${box.y % 1}px 0 0 ${box.x % 1}px`;
      await page.setContent(put(alone, `<div style="width:${box.width}px;padding:${start}">${code}</div>`));
      const wanted = await page.locator('.kartoteka-piece').screenshot();
      const { sides, part } = await canvas.evaluate(compare, [shown, wanted].map((picture) => picture.toString('base64')));
      if (sides) report.add(`${host}: another size than alone`, `${place}: ${sides}`);
      else if (part > MOST_DIFFERENT) report.add(`${host}: looks otherwise than alone`, `${place}: ${(part * 100).toFixed(2)} %`);
      worst = Math.max(worst, part ?? 1);
      compared += 1;
    }
  }
  await page.close();
}

/** The version for the visually impaired of a host is stronger than the piece. */
const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
const authority = hosts.find(({ html }) => html.includes('for-blind')).html;
await page.setContent(put(authority, pieces[0].code));
await page.evaluate(() => document.body.classList.add('for-blind'));
const letters = await page.locator('.kartoteka-piece a').first().evaluate((link) => {
  const { color, backgroundColor, fontSize } = getComputedStyle(link);
  return [color, backgroundColor, fontSize].join(' ');
});
if (letters !== 'rgb(255, 255, 255) rgb(0, 0, 0) 26px') report.add(`a version for the visually impaired cannot change it: ${letters}`, 'a link');

/** Frames: a frame asks this site, so the code gets the address of the server that stands for it here. */
for (const width of WIDTHS) {
  await page.setViewportSize({ width, height: 900 });
  for (const { path, name, code } of frames) {
    const place = `${path}#${name}, ${width} px`;
    const scripts = [];
    const note = (request) => request.resourceType() === 'script' && scripts.push(request.url());
    page.on('request', note);
    await page.setContent(put(alone, code.replace(baseUrl, server.url)));
    const frame = await (await page.locator('iframe').elementHandle()).contentFrame();
    await frame.waitForSelector('.kartoteka-piece');
    const { inner, room } = await frame.evaluate(() => ({
      inner: document.documentElement.scrollWidth,
      room: document.documentElement.clientWidth,
    }));
    const outer = (await page.locator('iframe').boundingBox()).width;
    if (outer !== width) report.add(`a frame is ${outer} px wide, its place ${width}`, place);
    if (inner > room) report.add(`what is in a frame scrolls sideways: ${inner} px in ${room}`, place);
    if (scripts.length > 0) report.add('a frame loads scripts', place);
    if (!code.includes('title="')) report.add('a frame without a title', place);
    page.off('request', note);
  }
}
server.close();
await browser.close();
report.finish(
  `${pieces.length} pieces, ${compared} times compared with themselves in ${hosts.length} hosts (at most ${(worst * 100).toFixed(3)} % of the pixels differ), ${frames.length} frames`,
);
