// Adds a button that copies the code beside it. Without a script the code can still be selected and copied by hand.
for (const box of document.querySelectorAll(".code")) {
  const code = box.querySelector("textarea");
  const name = box.querySelector("label").textContent.toLowerCase();
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Скопировать";
  button.setAttribute("aria-label", `Скопировать: ${name}`);
  const said = document.createElement("span");
  said.className = "note";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    code.select();
    let copied = true;
    try {
      await navigator.clipboard.writeText(code.value);
    } catch {
      // An old browser, or a page without https.
      copied = document.execCommand("copy");
    }
    said.textContent = copied ? "Скопировано" : "Не получилось: скопируйте выделенный код сами";
  });
  const line = document.createElement("p");
  line.append(button, " ", said);
  box.append(line);
}
