// Carries the choices of «Версия для слабовидящих» to the next page. Without it they work by style, on their page alone.
// Nothing is sent anywhere: they stay in the browser. It runs before the page is first shown, lest it flash.
"use strict";
{
  const NAME = "kartoteka-sight";
  const root = document.documentElement;
  const form = document.querySelector("#_sight form");
  const inputs = [...(form?.elements ?? [])].filter((input) => input.type === "radio");

  const recall = () => {
    try {
      return JSON.parse(localStorage.getItem(NAME)) ?? {};
    } catch {
      return {};
    }
  };

  const remember = (chosen) => {
    try {
      localStorage.setItem(NAME, JSON.stringify(chosen));
    } catch {
      // Storing is switched off in this browser: the choices last as long as the page does.
    }
  };

  // What a picture shows stands in its place, where somebody has said it.
  const describe = (without) => {
    for (const words of document.querySelectorAll(".picture-words")) words.remove();
    if (!without) return;
    for (const picture of document.querySelectorAll("main img[alt]:not([alt=''])")) {
      const words = document.createElement("span");
      words.className = "picture-words";
      words.textContent = `Рисунок: ${picture.alt}`;
      (picture.closest("picture") ?? picture).after(words);
    }
  };

  // Attributes for browsers whose styles cannot ask what is checked.
  const show = (chosen) => {
    for (const { name } of inputs) root.removeAttribute(`data-sight-${name}`);
    for (const [name, value] of Object.entries(chosen)) root.setAttribute(`data-sight-${name}`, value);
    describe(chosen.pictures === "off");
  };

  const choose = () => {
    const chosen = Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
    remember(chosen);
    show(chosen);
  };

  const restore = () => {
    const stored = recall();
    const chosen = {};
    for (const input of inputs) {
      input.checked = (stored[input.name] ?? "") === input.value;
      if (input.checked && input.value) chosen[input.name] = input.value;
    }
    show(chosen);
  };

  if (form) {
    restore();
    form.addEventListener("change", choose);
    form.addEventListener("reset", () => setTimeout(choose)); // the inputs change after the event
    // A page that was left and is shown again may have been overtaken by choices made on another.
    addEventListener("pageshow", (event) => event.persisted && restore());
    addEventListener("storage", (event) => event.key === NAME && restore());
  }
}
