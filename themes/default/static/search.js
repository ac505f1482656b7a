// The page of the search: what is typed goes to the engine, its answer into the page and the question into the address.
(() => {
  const form = document.getElementById("_search");
  const words = form.elements.q;
  const status = document.getElementById("_search-status");
  const results = document.getElementById("_search-results");
  const subjects = document.getElementById("_subjects");
  const filters = ["kind", "year", "owner"].map((name) => form.elements[name]);
  const AT_ONCE = 10;

  kartotekaSearch.loadWith((name) => {
    const script = document.createElement("script");
    script.src = `${form.dataset.index}${name}.js`;
    script.addEventListener("error", () => kartotekaSearch.fail(name));
    script.addEventListener("load", () => script.remove());
    document.head.append(script);
  });

  // ── What is asked, in the form and in the address ──────────────────────────────────────────────────────────────────

  const asked = () => ({
    text: words.value.trim(),
    typed: words.value,
    filter: Object.fromEntries(filters.map((list) => [list.name, list.value])),
  });

  const parameters = () => {
    const { text, filter } = asked();
    const given = Object.entries({ q: text, ...filter }).filter(([, value]) => value);
    return new URLSearchParams(given).toString();
  };

  // From a disk a browser lets a page change nothing of its address but what stands behind the #.
  const writeAddress = () => {
    const given = parameters();
    try {
      history.replaceState(null, "", given ? `?${given}` : location.pathname);
    } catch {
      location.replace(`#${given}`);
    }
  };

  const readAddress = () => {
    const given = new URLSearchParams(/[#&]q=/.test(location.hash) ? location.hash.slice(1) : location.search);
    words.value = given.get("q") ?? "";
    for (const list of filters) list.value = given.get(list.name) ?? "";
    for (const list of filters) if (list.selectedIndex < 0) list.value = "";
  };

  // ── Words for what was found ───────────────────────────────────────────────────────────────────────────────────────

  const FORMS = { one: "страница", few: "страницы", many: "страниц", other: "страницы" };
  const pages = (count) => `${count}\u00a0${FORMS[new Intl.PluralRules("ru").select(count)]}`;
  const quoted = (list) => list.map((word) => `«${word}»`).join(", ");

  const said = ({ full, fewer, instead, corrected, missing, unquoted, unread }) => {
    const sentences = [];
    if (instead) sentences.push(`Показано по запросу «${instead}».`);
    for (const { word, forms } of corrected) {
      sentences.push(`Слова «${word}» на сайте нет, показано ${quoted(forms.slice(0, 3))}.`);
    }
    if (missing.length > 0 && full.length + fewer.length > 0) sentences.push(`На сайте не встретилось: ${quoted(missing)}.`);
    if (unquoted) sentences.push("Точно такой фразы нет, показаны страницы со всеми её словами.");
    if (full.length > 0) sentences.push(`Найдено: ${pages(full.length)}.`);
    else if (fewer.length > 0) sentences.push(`Страниц со всеми словами нет. Есть не все слова: ${pages(fewer.length)}.`);
    else sentences.push("Ничего не найдено.");
    if (unread > 0) sentences.push(`Фраза проверена на лучших страницах; ещё ${pages(unread)} не просмотрены, добавьте слово.`);
    return sentences.join(" ");
  };

  // ── The list ───────────────────────────────────────────────────────────────────────────────────────────────────────

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };

  const stretches = (list) => list.map(([text, isMarked]) => (isMarked ? element("mark", "", text) : text));

  const entry = ({ title, address, kind, when, owner, text }) => {
    const link = element("a", "", ...stretches(title));
    link.href = address;
    const margin = element("p", "margin", element("span", "kind", kind));
    if (when) margin.append(" ", element("span", "call-number", when));
    const body = element("div", "", element("p", "entry-title", link));
    if (owner) body.append(element("p", "entry-association", owner));
    body.append(element("p", "entry-summary", ...stretches(text)));
    return element("li", "entry hung", margin, body);
  };

  // Adds documents to a list, ten at a time, with a button for the next ten.
  const fill = async (list, answer, documents) => {
    const entries = await kartotekaSearch.shown(answer, documents.slice(0, AT_ONCE));
    return () => {
      list.append(...entries.map(entry));
      const rest = documents.slice(AT_ONCE);
      if (rest.length === 0) return;
      const more = element("button", "more-results", `Показать ещё ${Math.min(rest.length, AT_ONCE)}`);
      more.type = "button";
      more.addEventListener("click", async () => {
        const show = await fill(list, answer, rest);
        const before = list.childElementCount;
        more.remove();
        show();
        list.children[before].querySelector("a").focus();
      });
      list.after(more);
    };
  };

  const section = async (answer, documents, heading) => {
    const list = element("ul", "entries");
    const show = await fill(list, answer, documents);
    const whole = element("section", "shelf", ...(heading ? [element("h2", "", heading)] : []), list);
    show();
    return whole;
  };

  const similar = async (answer) => {
    const found = await kartotekaSearch.suggestions(answer);
    if (found.length === 0) return element("p", "note", "Проверьте, нет ли опечатки, или возьмите слово короче.");
    const line = element("p", "note", "Похожие слова: ");
    found.forEach((word, index) => {
      const link = element("a", "", word);
      link.href = `?${new URLSearchParams({ q: word })}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        words.value = word;
        ask();
        words.focus();
      });
      line.append(...(index > 0 ? [", "] : []), link);
    });
    return line;
  };

  const sections = async (answer) => {
    const { full, fewer } = answer;
    if (full.length + fewer.length === 0) return [await similar(answer)];
    const parts = [];
    if (full.length > 0) parts.push(await section(answer, full));
    if (fewer.length > 0 && full.length < AT_ONCE) {
      parts.push(await section(answer, fewer, full.length > 0 ? "Есть не все слова" : ""));
    }
    return parts;
  };

  // ── Asking ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  let last = 0;
  let address;

  const show = (sentence, parts, isAsked) => {
    results.setAttribute("aria-busy", "false");
    status.textContent = sentence;
    results.replaceChildren(...parts);
    subjects.hidden = isAsked;
  };

  // Only the answer to the last question is shown.
  const ask = async () => {
    const number = ++last;
    const { text, typed, filter } = asked();
    clearTimeout(address);
    address = setTimeout(writeAddress, 300);
    if (!text) return show("", [], false);
    results.setAttribute("aria-busy", "true");
    try {
      const answer = await kartotekaSearch.find(typed, filter);
      const parts = await sections(answer);
      if (number === last) show(said(answer), parts, true);
    } catch {
      if (number === last) show("Не удалось прочитать файлы поиска. Проверьте связь и попробуйте ещё раз.", [], false);
    }
  };

  // ── The keyboard: arrows go from the field through the results and back ────────────────────────────────────────────

  const step = (event) => {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
    const stops = [words, ...results.querySelectorAll(".entry-title a")];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + way];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  };

  const begin = async () => {
    const { kinds, years, owners } = await kartotekaSearch.choices();
    [kinds, years, owners].forEach((names, index) => {
      const list = filters[index];
      list.append(...names.map((name) => new Option(name, name)));
      list.closest("label").hidden = names.length < 2;
    });
    readAddress();
    form.hidden = false;
    if (words.value) await ask();
    else words.focus();
  };

  form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  form.addEventListener("input", ask);
  document.addEventListener("keydown", step);
  addEventListener("hashchange", () => {
    if (location.hash.slice(1) === parameters() || !/[#&]q=/.test(location.hash)) return;
    readAddress();
    ask();
  });
  begin().catch(() => show("Не удалось прочитать файлы поиска. Без них поможет указатель.", [], false));
})();
