// The entry grid: arrow keys and Enter move between cells; a block copied from a spreadsheet spreads out.
function cells(table) {
  return Array.from(table.tBodies[0].rows)
    .map((row) => Array.from(row.querySelectorAll("input")))
    .filter((row) => row.length > 0);
}

function place(rows, input) {
  for (let r = 0; r < rows.length; r += 1) {
    const c = rows[r].indexOf(input);
    if (c >= 0) return [r, c];
  }
  return null;
}

function go(rows, r, c) {
  const target = rows[r] && rows[r][c];
  if (!target) return false;
  target.focus();
  target.select();
  return true;
}

function step(event, input) {
  const atStart = input.selectionStart === 0 && input.selectionEnd === 0;
  const atEnd = input.selectionStart === input.value.length;
  const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
  switch (event.key) {
    case "ArrowUp": return [-1, 0];
    case "ArrowDown": return [1, 0];
    case "Enter": return [event.shiftKey ? -1 : 1, 0];
    case "ArrowLeft": return atStart || whole ? [0, -1] : null;
    case "ArrowRight": return atEnd || whole ? [0, 1] : null;
    default: return null;
  }
}

function move(table, event) {
  const input = event.target;
  if (input.tagName !== "INPUT") return;
  const by = step(event, input);
  if (!by) return;
  const rows = cells(table);
  const [r, c] = place(rows, input);
  if (go(rows, r + by[0], c + by[1]) || event.key === "Enter") event.preventDefault();
}

function spread(table, event) {
  const input = event.target;
  const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
  if (input.tagName !== "INPUT" || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  const rows = cells(table);
  const [top, left] = place(rows, input);
  text.replace(/\r/g, "").replace(/\n$/, "").split("\n").forEach((line, r) => {
    line.split("\t").forEach((value, c) => {
      const target = rows[top + r] && rows[top + r][left + c];
      if (!target || target.readOnly) return;
      target.value = value.trim();
      target.dispatchEvent(new Event("input", { bubbles: true }));
      target.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
}

export function start(root) {
  for (const table of root.querySelectorAll("table[data-grid]")) {
    if (table.dataset.ready) continue;
    table.dataset.ready = "yes";
    table.addEventListener("keydown", (event) => move(table, event));
    table.addEventListener("paste", (event) => spread(table, event));
  }
}
