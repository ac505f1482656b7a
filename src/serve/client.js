/**
 * The preview's part of a page: it is put in on the way to the browser and stands in no published site.
 * It is told how things stand, compares that with what the page was loaded with, and loads the page or its style anew. What it
 * shows lives in a shadow tree, so that neither the theme nor the page's own scripts notice it.
 */
(() => {
  'use strict';
  const script = document.currentScript;
  const loaded = { page: script.dataset.page, style: script.dataset.style };
  const PLACE = 'kartoteka-place';
  const FOLDED = 'kartoteka-folded';
  const RETRY = 1000;

  /* ---- where the reader was ---- */

  const details = () => [...document.querySelectorAll('details')];

  function remember() {
    const open = details().map((one) => one.open);
    const place = { at: location.pathname, x: scrollX, y: scrollY, open, hash: location.hash };
    store(PLACE, JSON.stringify(place));
  }

  function goBack() {
    const kept = recall(PLACE);
    store(PLACE, null);
    const place = kept && JSON.parse(kept);
    if (!place || place.at !== location.pathname) return;
    const now = details();
    if (now.length === place.open.length) now.forEach((one, index) => (one.open = place.open[index]));
    const scroll = () => scrollTo({ left: place.x, top: place.y, behavior: 'instant' });
    scroll();
    // Pictures that come late move what stands below them.
    if (document.readyState !== 'complete') addEventListener('load', scroll, { once: true });
  }

  function store(key, value) {
    try {
      if (value === null) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, value);
    } catch {
      // A browser that keeps nothing: the reader starts at the top.
    }
  }

  function recall(key) {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  }

  /* ---- what it shows ---- */

  const host = document.createElement('kartoteka-preview');
  const root = host.attachShadow({ mode: 'open' });
  root.innerHTML = `
    <link rel="stylesheet" href="/_kartoteka/client.css">
    <section class="overlay" role="alertdialog" aria-labelledby="title" aria-describedby="note" tabindex="-1" hidden>
      <header><h2 id="title"></h2><button type="button" class="aside">Отложить <kbd>Esc</kbd></button></header>
      <p id="note">Здесь остался последний удачный сайт. Исправьте ошибки и сохраните файл: окно закроется само.</p>
      <ol></ol>
    </section>
    <aside class="bar" aria-label="Предпросмотр">
      <button type="button" class="fold" aria-expanded="true" aria-controls="inside">Предпросмотр</button>
      <div id="inside">
        <span class="stamp" hidden>Черновик</span>
        <span class="source"></span>
        <button type="button" class="errors" hidden></button>
        <details class="warnings" hidden><summary></summary><ol></ol></details>
        <span class="total"></span>
        <span class="lost" role="status"></span>
      </div>
    </aside>`;
  const find = (selector) => root.querySelector(selector);

  const plural = (count, one, few, many) => {
    const tens = count % 100;
    const form = tens > 10 && tens < 20 ? many : count % 10 === 1 ? one : count % 10 > 1 && count % 10 < 5 ? few : many;
    return `${count} ${form}`;
  };

  function element(name, kind, text) {
    const made = document.createElement(name);
    made.className = kind;
    made.textContent = text;
    return made;
  }

  /** A diagnostic in the words of the terminal. */
  function entry(remark) {
    const made = document.createElement('li');
    made.append(element('strong', 'message', remark.message));
    if (remark.lint) made.append(' ', element('span', 'lint', `[${remark.lint}]`));
    const place = [remark.file, remark.line, remark.column].filter((part) => part !== null && part !== undefined);
    if (place.length) made.append(element('code', 'place', place.join(':')));
    if (remark.text) made.append(element('pre', 'line', remark.text));
    if (remark.reason) made.append(element('p', 'reason', remark.reason));
    if (remark.remedy) made.append(element('p', 'remedy', remark.remedy));
    return made;
  }

  let putAside = null;

  function showErrors(news) {
    const overlay = find('.overlay');
    const errors = news.failure ? [{ message: news.failure }, ...news.errors] : news.errors;
    const count = news.error_count + (news.failure ? 1 : 0);
    const key = JSON.stringify(errors);
    find('.errors').hidden = !count;
    find('.errors').textContent = plural(count, 'ошибка', 'ошибки', 'ошибок');
    if (!count) putAside = null;
    overlay.dataset.key = key;
    find('#title').textContent = `Сайт не собран: ${plural(count, 'ошибка', 'ошибки', 'ошибок')}`;
    find('.overlay ol').replaceChildren(...errors.map(entry));
    const wanted = count > 0 && key !== putAside;
    if (wanted && overlay.hidden) open();
    else if (!wanted) overlay.hidden = true;
  }

  function open() {
    find('.overlay').hidden = false;
    putAside = null;
  }

  function setAside() {
    const overlay = find('.overlay');
    if (overlay.hidden) return;
    putAside = overlay.dataset.key;
    overlay.hidden = true;
  }

  function showBar(news) {
    find('.stamp').hidden = !news.draft;
    find('.source').textContent = news.source ?? '';
    const warnings = find('.warnings');
    warnings.hidden = !news.warnings.length;
    const said = plural(news.warnings.length, 'предупреждение', 'предупреждения', 'предупреждений');
    warnings.querySelector('summary').textContent = `${said} об этой странице`;
    warnings.querySelector('ol').replaceChildren(...news.warnings.map(entry));
    const total = plural(news.warning_count, 'предупреждение', 'предупреждения', 'предупреждений');
    find('.total').textContent = news.warning_count ? `Всего на сайте: ${total}` : 'Предупреждений нет';
  }

  function fold(folded) {
    find('.fold').setAttribute('aria-expanded', String(!folded));
    find('#inside').hidden = folded;
    store(FOLDED, folded ? 'yes' : null);
  }

  find('.fold').addEventListener('click', () => fold(!find('#inside').hidden));
  find('.aside').addEventListener('click', setAside);
  find('.errors').addEventListener('click', () => {
    open();
    find('.overlay').focus();
  });
  addEventListener('keydown', (event) => event.key === 'Escape' && setAside());
  fold(recall(FOLDED) === 'yes');

  /* ---- what it does ---- */

  /** Puts every style sheet of the site in again under an address that the browser has not seen. */
  function exchangeStyle(version) {
    loaded.style = version;
    for (const old of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const address = new URL(old.href, location.href);
      if (address.origin !== location.origin) continue;
      address.searchParams.set('kartoteka', version);
      const fresh = old.cloneNode();
      fresh.href = address.href;
      // The old one stays until the new one is there: the page is never without.
      fresh.addEventListener('load', () => old.remove(), { once: true });
      fresh.addEventListener('error', () => fresh.remove(), { once: true });
      old.after(fresh);
    }
  }

  function hear(event) {
    const news = JSON.parse(event.data);
    find('.lost').textContent = '';
    if (news.version && news.version !== loaded.page) {
      remember();
      location.reload();
      return;
    }
    if (news.style && news.style !== loaded.style) exchangeStyle(news.style);
    showErrors(news);
    showBar(news);
  }

  let line = null;
  let retry = 0;

  /** A page that nobody sees needs no line; it is told everything when it is seen again. */
  function connect() {
    clearTimeout(retry);
    line?.close();
    line = null;
    if (document.hidden) return;
    line = new EventSource(`/_kartoteka/events?${location.pathname}`);
    line.addEventListener('news', hear);
    line.addEventListener('error', () => {
      find('.lost').textContent = 'Программа остановлена: страница не обновляется';
      retry = setTimeout(connect, RETRY);
    });
  }

  function begin() {
    document.body.append(host);
    goBack();
    document.addEventListener('visibilitychange', connect);
    addEventListener('pagehide', () => line?.close());
    addEventListener('pageshow', (event) => event.persisted && connect());
    connect();
  }

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
  else begin();
})();
