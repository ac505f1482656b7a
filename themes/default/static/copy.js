// Adds a button that copies what stands in a box: the code for other sites, the text for a messenger, a bibliographic
// description, an address to subscribe to. Without a script it can still be selected and copied by hand.
"use strict";
for (const box of document.querySelectorAll("[data-copy]")) {
  const text = box.querySelector("textarea, .description, .address > code");
  // The day on which the reader has the material, left to be filled in where there is no script.
  for (const day of text.querySelectorAll(".accessed")) day.textContent = new Date().toLocaleDateString("ru-RU", { day: "2-digit", month: "2-digit", year: "numeric" });
  const name = box.querySelector("label")?.textContent.toLowerCase();
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = box.dataset.copy;
  if (name) button.setAttribute("aria-label", `${box.dataset.copy}: ${name}`);
  const said = document.createElement("span");
  said.className = "note";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    if (text.select) text.select();
    else getSelection().selectAllChildren(text);
    let copied = true;
    try {
      await navigator.clipboard.writeText(text.value ?? text.textContent.trim());
    } catch {
      // An old browser, or a page without https.
      copied = document.execCommand("copy");
    }
    said.textContent = copied ? "Скопировано" : "Не получилось: скопируйте выделенное сами";
  });
  const line = document.createElement("p");
  line.className = "copy";
  line.append(button, " ", said);
  box.append(line);
}
