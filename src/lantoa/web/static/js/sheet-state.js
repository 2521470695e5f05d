// What stands in the fields of an entry form: read, filled again, compared.
const PARTS = { v: "value", n: "numerator", d: "denominator", k: "keys", t: "text", x: "no_data", g: "note" };

export function fields(form) {
  return Array.from(form.elements).filter((one) => /^[vndktxg]-/.test(one.name));
}

// code → {part: text}, empty parts left out, every line named.
export function typed(form) {
  const cells = {};
  for (const one of fields(form)) {
    const code = one.name.slice(2);
    const text = one.type === "checkbox" ? (one.checked ? "x" : "") : one.value;
    cells[code] = cells[code] || {};
    if (text.trim()) cells[code][PARTS[one.name[0]]] = text;
  }
  return cells;
}

export function fill(form, cells) {
  for (const one of fields(form)) {
    const cell = cells[one.name.slice(2)];
    if (!cell) continue;
    const text = cell[PARTS[one.name[0]]] || "";
    if (one.type === "checkbox") one.checked = Boolean(text);
    else one.value = text;
  }
}

function plain(cell) {
  return JSON.stringify(Object.entries(cell || {}).filter(([, text]) => text && text.trim())
    .map(([part, text]) => [part, text.trim()]).sort());
}

export function same(one, other) {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((code) => plain(one[code]) === plain(other[code]));
}

export function hour(at) {
  const day = new Date(at);
  const two = (number) => String(number).padStart(2, "0");
  const time = `${two(day.getHours())}:${two(day.getMinutes())}`;
  const today = new Date().toDateString() === day.toDateString();
  return today ? time : `${time} ${two(day.getDate())}/${two(day.getMonth() + 1)}/${day.getFullYear()}`;
}

export function say(text, told = {}) {
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in told ? told[name] : all));
}
