// The box in the top bar: "/" goes to it, arrows walk the suggestions, Escape puts them away.
let listening = false;

function inField(element) {
  return element.matches("input, textarea, select, [contenteditable]");
}

function walk(event, box) {
  const stops = [box.querySelector("input"), ...box.querySelectorAll(".suggestions a")];
  const at = stops.indexOf(document.activeElement);
  const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

export function start() {
  if (listening) return;
  listening = true;
  document.addEventListener("keydown", (event) => {
    const box = document.querySelector(".top-search");
    if (!box) return;
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !inField(event.target)) {
      event.preventDefault();
      box.querySelector("input").focus();
    } else if (box.contains(event.target) && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      walk(event, box);
    } else if (event.key === "Escape") {
      box.querySelector(".top-found").replaceChildren();
    }
  });
  document.addEventListener("click", (event) => {
    const box = document.querySelector(".top-search");
    if (box && !box.contains(event.target)) box.querySelector(".top-found").replaceChildren();
  });
}
