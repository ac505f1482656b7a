// Puts the reader's day into the bibliographic description and adds a button that copies it. Without a script the
// description stands there to be copied by hand, with the day left to be filled in.
for (const card of document.querySelectorAll(".citation")) {
  const description = card.querySelector(".description");
  for (const day of description.querySelectorAll(".accessed")) {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    day.textContent = `${two(now.getDate())}.${two(now.getMonth() + 1)}.${now.getFullYear()}`;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Скопировать описание";
  const said = document.createElement("span");
  said.className = "note";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    getSelection().selectAllChildren(description);
    let copied = true;
    try {
      await navigator.clipboard.writeText(description.textContent.trim());
    } catch {
      // An old browser, or a page without https.
      copied = document.execCommand("copy");
    }
    said.textContent = copied ? "Скопировано" : "Не получилось: скопируйте выделенный текст сами";
  });
  const line = document.createElement("p");
  line.className = "copy";
  line.append(button, " ", said);
  card.append(line);
}
