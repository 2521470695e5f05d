// Leaving a form that was changed and not sent asks first. Forms marked data-unsaved only.
let dirty = false;
let listening = false;

export function start(root) {
  for (const form of root.querySelectorAll("form[data-unsaved]")) {
    form.addEventListener("input", () => { dirty = true; });
    form.addEventListener("submit", () => { dirty = false; });
  }
  if (listening) return;
  listening = true;
  window.addEventListener("beforeunload", (event) => {
    if (!dirty) return;
    event.preventDefault();
    event.returnValue = "";
  });
}
