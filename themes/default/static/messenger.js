// Adds a button that copies the text for a messenger. Without a script the text can still be selected and copied by hand.
for (const details of document.querySelectorAll("details.messenger")) {
  const text = details.querySelector("textarea");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Скопировать";
  const said = document.createElement("span");
  said.className = "note";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    text.select();
    let copied = true;
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      // An old browser, or a page without https.
      copied = document.execCommand("copy");
    }
    said.textContent = copied ? "Скопировано" : "Не получилось: скопируйте выделенный текст сами";
  });
  const line = document.createElement("p");
  line.append(button, " ", said);
  details.append(line);
}
