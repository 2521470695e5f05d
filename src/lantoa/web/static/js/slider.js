/* The slider over days: the word follows the handle, letting go opens that day. Without this its button does. */
const range = document.querySelector("input[type=range][data-days]");
if (range) {
  const days = range.dataset.days.split("|");
  const word = range.form.querySelector("output");
  range.form.querySelector("button").hidden = true;
  const show = () => {
    word.textContent = days[Number(range.value)];
    range.setAttribute("aria-valuetext", word.textContent);
  };
  range.setAttribute("aria-valuetext", word.textContent);
  range.addEventListener("input", show);
  range.addEventListener("change", () => range.form.submit());
}
