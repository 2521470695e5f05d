// The entry grid: arrow keys and Enter move between cells; a block copied from a spreadsheet spreads out; K says that
// there is no data.
const FIELDS = "input:not([type=hidden]), textarea";

function cells(table) {
  return Array.from(table.tBodies[0].rows)
    .map((row) => Array.from(row.querySelectorAll(FIELDS)))
    .filter((row) => row.length > 0);
}

function place(rows, input) {
  for (let r = 0; r < rows.length; r += 1) {
    const c = rows[r].indexOf(input);
    if (c >= 0) return [r, c];
  }
  return null;
}

// The cell at a row and column; in a row with fewer cells the last before the column that takes text.
function go(rows, r, c) {
  const row = rows[r];
  const target = row && (row[c] || row[row.length - 1]);
  if (!target) return false;
  target.focus();
  if (target.type !== "checkbox") target.select();
  return true;
}

function step(event, input) {
  const text = input.type !== "checkbox";
  const many = input.tagName === "TEXTAREA";
  const atStart = !text || (input.selectionStart === 0 && input.selectionEnd === 0);
  const atEnd = !text || input.selectionStart === input.value.length;
  const whole = !text || (input.selectionStart === 0 && input.selectionEnd === input.value.length);
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  switch (event.key) {
    case "ArrowUp": return many && !atStart && !whole ? null : [-1, 0];
    case "ArrowDown": return many && !atEnd && !whole ? null : [1, 0];
    case "Enter": return many ? null : [event.shiftKey ? -1 : 1, 0];
    case "ArrowLeft": return atStart || whole ? [0, -1] : null;
    case "ArrowRight": return atEnd || whole ? [0, 1] : null;
    default: return null;
  }
}

function changed(input) {
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

// K in a cell of figures: there is no data. The figure goes, the box is ticked; K again takes it back.
function absent(event, input) {
  const row = input.closest("tr");
  const box = row && row.querySelector("input[type=checkbox][name^='x-']");
  const figures = /^[vnd]-/.test(input.name) || input === box;
  if (!box || !figures || event.key.toLowerCase() !== "k" || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  box.checked = !box.checked;
  if (box.checked) {
    for (const one of row.querySelectorAll("input[name^='v-'], input[name^='n-'], input[name^='d-']")) one.value = "";
  }
  changed(box);
}

function move(table, event) {
  const input = event.target;
  if (!input.matches(FIELDS)) return;
  absent(event, input);
  const by = step(event, input);
  if (!by) return;
  const rows = cells(table);
  const [r, c] = place(rows, input);
  const there = rows[r][c + by[1]];
  if (by[1] && !there) return;
  if (go(rows, r + by[0], c + by[1]) || event.key === "Enter") event.preventDefault();
}

function put(table, input, block) {
  const rows = cells(table);
  const [top, left] = place(rows, input);
  block.forEach((line, r) => {
    line.forEach((value, c) => {
      const target = rows[top + r] && rows[top + r][left + c];
      if (!target || target.readOnly) return;
      if (target.type === "checkbox") target.checked = Boolean(value.trim());
      else target.value = value.trim();
      changed(target);
    });
  });
}

const ENGLISH = /^-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$/;
const POINT = /^-?[0-9]+\.[0-9]+$/;
const OURS = /^-?([0-9]{1,3}(\.[0-9]{3})+|[0-9]+)(,[0-9]+)?$/;

// The first figure of a foreign block that reads two ways; "" when ours fits all of it; null when only theirs does.
function doubtful(block) {
  const told = block.flat().map((one) => one.trim()).filter((one) => ENGLISH.test(one) || POINT.test(one));
  const sure = told.find((one) => !OURS.test(one));
  if (sure) return block.flat().some((one) => OURS.test(one.trim()) && /[.,]/.test(one) && !ENGLISH.test(one.trim()))
    ? sure : null;
  return told.find((one) => ENGLISH.test(one)) || "";
}

function translated(block) {
  return block.map((line) => line.map((one) => {
    const told = one.trim();
    if (!ENGLISH.test(told) && !POINT.test(told)) return one;
    return told.replace(/,/g, "").replace(".", ",");
  }));
}

function spread(table, event) {
  const input = event.target;
  const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
  if (!input.matches(FIELDS) || input.tagName === "TEXTAREA" || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const block = text.replace(/\r/g, "").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
  const doubt = doubtful(block);
  const asked = doubt && new CustomEvent("lantoa:style", { bubbles: true, cancelable: true,
    detail: { sample: doubt, ours: () => put(table, input, block), english: () => put(table, input, translated(block)) } });
  if (asked && !input.dispatchEvent(asked)) return;
  put(table, input, doubt === null ? translated(block) : block);
}

export function start(root) {
  for (const table of root.querySelectorAll("table[data-grid]")) {
    if (table.dataset.ready) continue;
    table.dataset.ready = "yes";
    table.addEventListener("keydown", (event) => move(table, event));
    table.addEventListener("paste", (event) => spread(table, event));
  }
}
