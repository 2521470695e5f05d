// Menus are <details>: close them by Escape or by a click elsewhere.
let listening = false;

export function start() {
  if (listening) return;
  listening = true;
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details[data-menu][open], details.ask[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details[data-menu][open], details.ask[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
