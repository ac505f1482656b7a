/**
 * What a document refers to. The kinds are what a reader would notice:
 *   link      a place to go to, followed by hand
 *   resource  what the browser fetches by itself: script, style, font, picture, frame; and where a form is sent
 *   metadata  an address said to machines: canonical, Open Graph; absolute by nature
 */
import { parse } from 'parse5';

/** @typedef {{kind: 'link' | 'resource' | 'metadata', url: string, line: number, what: string}} Reference */

const LINKS = new Set(['a', 'area']);
const ADDRESSES = new Set(['href', 'src', 'action', 'formaction', 'poster', 'data', 'background', 'xlink:href', 'ping']);
const METADATA_RELATIONS = /^(canonical|alternate|author|help|license|next|prev|search|up|me)$/i;
const METADATA_PROPERTIES = /^(og|twitter):(url|image|audio|video)(:(secure_)?url)?$/i;

/** @returns {string[]} every address in a style sheet */
export function referencesOfCss(text) {
  const bare = text.replace(/\/\*[^]*?\*\//g, '');
  const found = bare.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^'")\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')/gi);
  return [...found].map((match) => match.slice(1).find((part) => part !== undefined)).filter((url) => url);
}

/** @returns {string[]} the addresses of `srcset`: a picture's address, its size, a comma */
const addressesOfSrcset = (text) => text.split(/,\s+|,$/).map((part) => part.trim().split(/\s+/)[0]).filter(Boolean);

function kindOf(element, name, attributes) {
  if (LINKS.has(element) && name !== 'ping') return 'link';
  const relations = (attributes.rel ?? '').split(/\s+/).filter(Boolean);
  if (element === 'link' && relations.every((one) => METADATA_RELATIONS.test(one))) return 'metadata';
  return 'resource';
}

/** @returns {[kind: string, url: string][]} what one element refers to */
function referencesOfElement(element, attributes) {
  const found = [];
  for (const [name, value] of Object.entries(attributes)) {
    if (ADDRESSES.has(name)) found.push([kindOf(element, name, attributes), value]);
    if (name === 'srcset' || name === 'imagesrcset') found.push(...addressesOfSrcset(value).map((url) => ['resource', url]));
    if (name === 'style') found.push(...referencesOfCss(value).map((url) => ['resource', url]));
  }
  if (element === 'meta' && METADATA_PROPERTIES.test(attributes.property ?? attributes.name ?? ''))
    found.push(['metadata', attributes.content ?? '']);
  if (element === 'meta' && /^refresh$/i.test(attributes['http-equiv'] ?? ''))
    found.push(['link', (attributes.content ?? '').replace(/^[^=]*=\s*/, '').replace(/^["']|["']$/g, '')]);
  return found;
}

function* elementsOf(node) {
  if (node.tagName) yield node;
  for (const child of node.childNodes ?? []) yield* elementsOf(child);
  if (node.content) yield* elementsOf(node.content);
}

/** @returns {{references: Reference[], ids: Set<string>}} of an HTML page or an SVG picture */
export function readDocument(text) {
  const references = [];
  const ids = new Set();
  for (const node of elementsOf(parse(text, { sourceCodeLocationInfo: true }))) {
    const element = node.tagName;
    const attributes = Object.fromEntries(
      node.attrs.map(({ prefix, name, value }) => [prefix ? `${prefix}:${name}` : name, value]),
    );
    const line = node.sourceCodeLocation?.startLine ?? 0;
    if (attributes.id) ids.add(attributes.id);
    if (element === 'a' && attributes.name) ids.add(attributes.name);
    const add = (kind, url) => references.push({ kind, url: url.trim(), line, what: `<${element}>` });
    for (const [kind, url] of referencesOfElement(element, attributes)) add(kind, url);
    if (element === 'style') for (const url of referencesOfCss(node.childNodes[0]?.value ?? '')) add('resource', url);
  }
  return { references, ids };
}
