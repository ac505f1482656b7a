// Filters for the electronic case: what is asked for stands in the address behind #, so that it can be sent on, and works
// from a disk as from a server. Without a script the page has ways to the same materials, a page for each value.
{
  const { facets, folders, lines, materials } = window.kartotekaCase;
  const SHOWN_AT_ONCE = 20;
  const VALUES_AT_ONCE = 8;
  /** So many stand there whole: a button for the last three would take as much room as they do. */
  const MOST_WHOLE = 11;
  const ORDERS = { title: "по алфавиту", date: "сначала новые" };

  /** The facet and the place in it of every value, by the numbers that materials have. */
  const facetOf = facets.flatMap((facet, number) => facet.values.map(() => number));
  const firstOf = facets.map((facet, number) => facetOf.indexOf(number));
  const byDate = materials.map((_, place) => place);
  byDate.sort((one, other) => (materials[other][4] > materials[one][4] ? 1 : materials[other][4] < materials[one][4] ? -1 : one - other));

  const wanted = facets.map(() => new Set());
  let order = "title";
  let shown = SHOWN_AT_ONCE;

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key in made) made[key] = value;
      else made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  };

  // ---- the address ----------------------------------------------------------------------------------------------

  const read = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    facets.forEach((facet, number) => {
      const slugs = (asked.get(facet.key) ?? "").split(",");
      wanted[number] = new Set(
        facet.values.map(([slug], place) => (slugs.includes(slug) ? firstOf[number] + place : -1)).filter((value) => value >= 0),
      );
    });
    order = asked.get("sort") in ORDERS ? asked.get("sort") : "title";
    shown = SHOWN_AT_ONCE;
  };

  const address = () => {
    const parts = facets.flatMap((facet, number) => {
      const slugs = [...wanted[number]].map((value) => facet.values[value - firstOf[number]][0]);
      return slugs.length > 0 ? [`${facet.key}=${slugs.join(",")}`] : [];
    });
    if (order !== "title") parts.push(`sort=${order}`);
    return parts.join("&");
  };

  const write = () => {
    const asked = address();
    // The address without # would load the page again from a server, so the last filter to go leaves a bare path.
    history.replaceState(null, "", asked ? `#${asked}` : location.pathname + location.search);
  };

  // ---- what is found --------------------------------------------------------------------------------------------

  /** The materials that have what is wanted in every facet, and for each value how many would with it. */
  const find = () => {
    const isWanted = new Uint8Array(facetOf.length);
    for (const values of wanted) for (const value of values) isWanted[value] = 1;
    const asked = wanted.map((values) => (values.size > 0 ? 1 : 0));
    const askedInAll = asked.reduce((sum, is) => sum + is, 0);
    const met = new Uint8Array(facets.length);
    const counts = new Uint32Array(facetOf.length);
    const places = [];
    const count = materials.length;
    for (let at = 0; at < count; at += 1) {
      const place = order === "date" ? byDate[at] : at;
      const values = materials[place][3];
      met.fill(0);
      let missed = askedInAll;
      for (const value of values) {
        if (isWanted[value] && !met[facetOf[value]]) {
          met[facetOf[value]] = 1;
          missed -= 1;
        }
      }
      if (missed > 1) continue;
      if (missed === 0) places.push(place);
      for (const value of values) {
        const facet = facetOf[value];
        if (missed === 0 || (asked[facet] && !met[facet])) counts[value] += 1;
      }
    }
    return { counts, places };
  };

  const plural = (count, one, few, many) => {
    const last = count % 10;
    const teens = count % 100 > 10 && count % 100 < 20;
    return teens || last === 0 || last > 4 ? many : last === 1 ? one : few;
  };

  const days = new Intl.DateTimeFormat("ru-RU", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const dateText = (iso) => days.format(new Date(`${iso}T00:00:00Z`));

  const thumbnail = (href, src, webp) => {
    const shown = element("picture", {}, element("img", { alt: "", loading: "lazy", decoding: "async", src }));
    if (webp) shown.prepend(element("source", { type: "image/webp", srcset: webp }));
    return element("a", { className: "thumbnail", href, tabIndex: -1, ariaHidden: "true" }, shown);
  };

  const card = (place) => {
    const [title, folder, name, , date, [kind, association], details, summary, draft, picture] = materials[place];
    const margin = element("p", { className: "margin" });
    if (date) margin.append(element("time", { className: "call-number", dateTime: date }, dateText(date)), " ");
    if (kind !== null) margin.append(element("span", { className: "kind" }, lines[kind]), " ");
    if (draft) margin.append(element("span", { className: "draft" }, "Черновик"));
    const home = [folders[folder], name, ""].join("/").replace(/^\//, "");
    const href = `${home}index.html`;
    const said = element("div", {}, element("h3", { className: "entry-title" }, element("a", { href }, title)));
    if (picture) said.append(thumbnail(href, ...picture.map((address) => address && home + address)));
    if (association !== null) said.append(element("p", { className: "entry-association" }, lines[association]));
    if (details.length > 0) {
      said.append(element("ul", { className: "entry-details" }, ...details.flatMap((line) => [element("li", {}, lines[line]), " "])));
    }
    if (summary) said.append(element("p", { className: "entry-summary" }, summary));
    const entry = element("li", { className: picture ? "entry hung illustrated" : "entry hung" });
    if (margin.childNodes.length > 0) entry.append(margin);
    entry.append(said);
    return entry;
  };

  // ---- the form -------------------------------------------------------------------------------------------------

  const boxes = [];
  const counters = [];
  const drawers = facets.map((facet, number) => {
    const values = facet.values.map(([, name], place) => {
      const value = firstOf[number] + place;
      const box = element("input", { type: "checkbox" });
      box.addEventListener("change", () => {
        if (box.checked) wanted[number].add(value);
        else wanted[number].delete(value);
        change();
      });
      boxes[value] = box;
      counters[value] = element("span", { className: "count" });
      return element("li", {}, element("label", {}, box, " ", element("span", { className: "value" }, name), " ", counters[value]));
    });
    const more = element("button", { type: "button", className: "more-values", ariaExpanded: "false" });
    const list = element("ul", {}, ...values);
    const drawer = { row: null, list, values, more, open: false };
    more.addEventListener("click", () => {
      drawer.open = !drawer.open;
      showValues(drawer, number);
    });
    const label = element("p", { className: "label", id: `_by-${facet.key}` }, facet.label);
    drawer.row = element("div", { className: "hung", role: "group" }, label, element("div", {}, list, more));
    drawer.row.setAttribute("aria-labelledby", label.id);
    return drawer;
  });
  const form = element("form", { className: "filters", ariaLabel: "Подобрать материалы" }, ...drawers.map(({ row }) => row));
  form.addEventListener("submit", (event) => event.preventDefault());

  /** Values that would find nothing are put away; of many only the fullest stand there until more are asked for. */
  let counts = [];
  const showValues = (drawer, number) => {
    const first = firstOf[number];
    const present = drawer.values.map((_, place) => first + place);
    const able = present.filter((value) => counts[value] > 0 || wanted[number].has(value));
    const fullest = [...able].sort((one, other) => counts[other] - counts[one] || one - other).slice(0, VALUES_AT_ONCE);
    const few = new Set(drawer.open || able.length <= MOST_WHOLE ? able : [...fullest, ...wanted[number]]);
    present.forEach((value, place) => {
      const isShown = few.has(value);
      if (drawer.values[place].hidden === isShown) drawer.values[place].hidden = !isShown;
      if (!isShown) return;
      const count = String(counts[value]);
      if (counters[value].textContent !== count) counters[value].textContent = count;
      const isWanted = wanted[number].has(value);
      if (boxes[value].checked !== isWanted) boxes[value].checked = isWanted;
      // A class, since :has() would be asked again of every label after each change.
      boxes[value].parentElement.classList.toggle("wanted", isWanted);
    });
    drawer.row.hidden = able.length === 0;
    drawer.more.hidden = able.length <= MOST_WHOLE;
    drawer.more.ariaExpanded = String(drawer.open);
    drawer.more.textContent = drawer.open ? "свернуть" : `ещё ${able.length - few.size}`;
    if (!drawer.open && able.length === few.size) drawer.more.hidden = true;
  };

  // ---- the page -------------------------------------------------------------------------------------------------

  const ways = document.getElementById("_ways");
  const still = document.getElementById("_found");
  const said = element("p", { className: "note", role: "status" });
  const sort = element("select", { id: "_order" }, ...Object.entries(ORDERS).map(([value, text]) => element("option", { value }, text)));
  const reset = element("button", { type: "button", className: "reset" }, "Сбросить");
  const bar = element(
    "div",
    { className: "found-bar" },
    said,
    element("p", { className: "order" }, element("label", { htmlFor: "_order" }, "Порядок: "), sort),
    reset,
  );
  const entries = element("ul", { className: "entries" });
  const none = element("p", { className: "nothing" }, "Ничего не нашлось. Снимите одну из отметок или сбросьте все.");
  const further = element("button", { type: "button", className: "further" }, "Показать ещё");
  const living = element("div", { className: "found" }, element("h2", { className: "spoken" }, "Найденные материалы"), entries, none, further);

  const show = () => {
    const result = find();
    counts = result.counts;
    drawers.forEach(showValues);
    const asked = address() !== "";
    const total = result.places.length;
    said.textContent = asked
      ? `${plural(total, "Найден", "Найдено", "Найдено")} ${total} ${plural(total, "материал", "материала", "материалов")}`
      : `${total} ${plural(total, "материал", "материала", "материалов")}`;
    sort.value = order;
    reset.hidden = !asked;
    // Where nothing is asked for, the page is as it came.
    still.hidden = asked;
    living.hidden = !asked;
    if (!asked) return;
    entries.replaceChildren(...result.places.slice(0, shown).map(card));
    entries.hidden = total === 0;
    none.hidden = total > 0;
    further.hidden = total <= shown;
  };

  const change = () => {
    shown = SHOWN_AT_ONCE;
    write();
    show();
  };

  sort.addEventListener("change", () => {
    order = sort.value;
    change();
  });
  reset.addEventListener("click", () => {
    wanted.forEach((values) => values.clear());
    order = "title";
    change();
    form.querySelector("input")?.focus();
  });
  further.addEventListener("click", () => {
    const next = shown;
    shown += SHOWN_AT_ONCE;
    show();
    entries.children[next]?.querySelector("a")?.focus();
  });
  addEventListener("hashchange", () => {
    read();
    show();
  });

  if (ways) {
    ways.querySelector("nav").replaceWith(form);
    ways.open = matchMedia("(min-width: 44rem)").matches || location.hash !== "";
    ways.after(bar);
    still.querySelector(".note").hidden = true;
    still.after(living);
    read();
    show();
  }
}
