/**
 * Whether a page fits: functions that run inside it and say what is wrong, each finding with the element and its first words.
 * Each stands by itself, since a browser gets it as text.
 */

/**
 * Scrolling sideways. Only a table may scroll, in a scroller of its own that the keyboard reaches and a screen reader names.
 * @returns {string[]}
 */
export function sideways() {
  const found = [];
  const page = document.documentElement;
  const viewport = document.querySelector('meta[name=viewport]')?.content ?? '';
  if (!viewport.includes('width=device-width')) found.push('a phone shows the page 980 px wide: no meta viewport');

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
  const name = ({ localName, id, classList }) => [localName, id && `#${id}`, ...[...classList].map((one) => `.${one}`)].join('');
  const words = (element) => `«${element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)}»`;

  let widest = { right: page.clientWidth + 1 };
  for (const element of document.body.querySelectorAll('*')) {
    if (!element.checkVisibility() || rightOf(element) < widest.right || isInScroller(element)) continue;
    widest = { element, right: rightOf(element) };
  }
  const culprit = widest.element
    ? `${name(widest.element)} reaches ${Math.round(widest.right)} px (${words(widest.element)})`
    : 'no single element reaches beyond the edge';
  const cutOff = [page, document.body].some((one) => /hidden|clip/.test(getComputedStyle(one).overflowX));
  if (page.scrollWidth > page.clientWidth) found.push(`scrolls sideways, ${page.scrollWidth} px wide: ${culprit}`);
  else if (cutOff && widest.element) found.push(`is cut off at the right instead of scrolling: ${culprit}`);

  for (const element of document.body.querySelectorAll('*')) {
    const scrolls = /auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1;
    if (!scrolls || !element.checkVisibility()) continue;
    const labels = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
    const label = element.getAttribute('aria-label') ?? labels.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
    const wrong = [
      !element.querySelector('table') && 'holds no table',
      element.tabIndex < 0 && 'is not reached by the keyboard',
      element.getAttribute('role') !== 'region' && 'is no region',
      !label.trim() && 'has no name',
    ].filter(Boolean);
    if (wrong.length > 0) found.push(`a scroller ${wrong.join(', ')}: ${name(element)} (${words(element)})`);
  }
  return found;
}

/**
 * Words that cannot be read: cut off by a box that shows no more, beyond the left edge of the page, outside the box that is
 * painted behind them, or over other words.
 * @returns {string[]}
 */
export function lost() {
  const found = [];
  const name = ({ localName, id, classList }) => [localName, id && `#${id}`, ...[...classList].map((one) => `.${one}`)].join('');
  const kept = new Map();
  const styleOf = (element) => kept.get(element) ?? (kept.set(element, getComputedStyle(element)), kept.get(element));

  // Words for screen readers stand in a box of which nothing is painted.
  const isSpoken = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const { position, clipPath, overflowX } = styleOf(one);
      if (position === 'absolute' && clipPath !== 'none' && overflowX !== 'visible') return true;
    }
    return false;
  };
  const isPainted = (style) => style.backgroundColor !== 'rgba(0, 0, 0, 0)' || (style.borderTopStyle !== 'none' && parseFloat(style.borderTopWidth) > 0);

  // What an ellipsis shortens must stand on the page once more in full, under the same address.
  const isSaidElsewhere = (element) => {
    const link = element.closest('a') ?? element.querySelector('a');
    return link && [...document.querySelectorAll('a')].some((other) =>
      other !== link && other.href === link.href && styleOf(other).webkitLineClamp === 'none' && other.textContent.includes(link.textContent.trim()));
  };

  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || isSpoken(parent)) continue;
    if (parent.closest('svg, option, script, style, noscript')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    // The box of a line is as tall as the font wants; the letters themselves are about half of it.
    const size = parseFloat(styleOf(parent).fontSize);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      const middle = (top + bottom) / 2;
      if (right - left > 1) lines.push({ node, parent, left: left + 1, right: right - 1, top: middle - size / 4, bottom: middle + size / 4 });
    }
  }

  const said = (line) => `«${line.node.data.trim().replace(/\s+/g, ' ').slice(0, 40)}»`;
  for (const line of lines) {
    if (line.left + window.scrollX < 0) found.push(`beyond the left edge: ${name(line.parent)} ${said(line)}`);
    let scrolls = false;
    let ownBox = true;
    for (let box = line.parent; box && box !== document.documentElement; box = box.parentElement) {
      const style = styleOf(box);
      if (style.display === 'inline' || style.display === 'contents') continue;
      const { left, right, top, bottom } = box.getBoundingClientRect();
      const out = line.left < left - 1 || line.right > right + 1 || line.top < top - 1 || line.bottom > bottom + 1;
      const cuts = /hidden|clip/.test(`${style.overflowX} ${style.overflowY}`);
      if (out && !scrolls && cuts && !(style.webkitLineClamp !== 'none' && isSaidElsewhere(box))) {
        found.push(`cut off by ${name(box)}: ${name(line.parent)} ${said(line)}`);
        break;
      }
      if (cuts && out) break;
      if (out && !scrolls && ownBox && isPainted(style)) {
        found.push(`sticks out of ${name(box)}: ${name(line.parent)} ${said(line)}`);
        break;
      }
      // The first box that is painted holds the words; what they do in boxes around that is its own affair.
      if (isPainted(style)) ownBox = false;
      if (/auto|scroll/.test(`${style.overflowX} ${style.overflowY}`)) scrolls = true;
      if (style.position === 'fixed' || style.position === 'sticky') break;
    }
  }

  // What a scroller or a shortened box does not show at the moment lies over nothing.
  const isShown = (line) => {
    for (let box = line.parent; box && box !== document.body; box = box.parentElement) {
      if (styleOf(box).overflowX === 'visible' && styleOf(box).overflowY === 'visible') continue;
      const { left, right, top, bottom } = box.getBoundingClientRect();
      if (line.right > right || line.left < left || line.bottom > bottom || line.top < top) return false;
    }
    return true;
  };
  const shown = lines.filter(isShown).sort((one, other) => one.top - other.top);
  for (const [index, one] of shown.entries()) {
    for (let next = index + 1; next < shown.length && shown[next].top < one.bottom - 1; next += 1) {
      const other = shown[next];
      if (one.node === other.node || one.left >= other.right - 1 || other.left >= one.right - 1) continue;
      found.push(`words over words: ${name(one.parent)} ${said(one)} and ${name(other.parent)} ${said(other)}`);
    }
  }
  return [...new Set(found)];
}
