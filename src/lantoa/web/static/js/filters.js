// A list's drop-downs act at once; typed words still wait for the button or Enter.
export function start(root) {
  for (const form of root.querySelectorAll("form[data-filter]")) {
    for (const choice of form.querySelectorAll("select")) {
      choice.addEventListener("change", () => form.requestSubmit());
    }
  }
}
