// Reads and judges the cells of a report as the server does (reporting/rules/cells.py and checks.py), so that a form
// filled without a network says the same. tests/reporting/test_entry_checks.py holds the two together.
const GROUPED = /^-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?$/;
const SPACED = /^-?[0-9]{1,3}( [0-9]{3})+(,[0-9]+)?$/;
const PLAIN = /^-?[0-9]+(,[0-9]+)?$/;
const PARTS = { ratio: ["numerator", "denominator"], distinct: ["keys"], text: ["text"] };
const NAMES = { value: "số liệu", numerator: "tử số", denominator: "mẫu số", keys: "tên từng loại", text: "lời văn" };

function clean(text) {
  return (text || "").normalize("NFC").replace(/[\s\u00a0\u2007\u202f\u200b\ufeff]+/g, " ").trim();
}

export function written(value) {
  const [whole, part] = String(Math.round(Math.abs(value) * 1000) / 1000).split(".");
  const sign = value < 0 ? "-" : "";
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ".") + (part ? `,${part}` : "");
}

function hard(code, message, cure) {
  return { code, severity: "hard", message, cure };
}

// A number, null for an empty cell, or a remark.
export function read(text, decimals) {
  let told = clean(text);
  if (!told) return null;
  if (SPACED.test(told)) told = told.replace(/ /g, "");
  if (!GROUPED.test(told) && !PLAIN.test(told)) {
    return hard("NOT_A_NUMBER", `“${clean(text).slice(0, 60)}” không phải là số.`,
      "Nhập chữ số, ví dụ 1.234 hoặc 1234. Chưa có số liệu thì đánh dấu “Không có số liệu”.");
  }
  const plain = told.replace(/\./g, "").replace(",", ".");
  const number = Number(plain);
  if (number < 0) return hard("NEGATIVE", `Số liệu không thể là số âm (${clean(text)}).`, "Nhập từ 0 trở lên.");
  if (number >= 1e15) {
    return hard("TOO_BIG", `Số ${clean(text)} quá lớn.`, "Kiểm tra lại đơn vị tính và số chữ số đã nhập.");
  }
  const places = (plain.split(".")[1] || "").replace(/0+$/, "").length;
  if (places > decimals) {
    return hard("NOT_WHOLE",
      decimals === 0 ? `“${clean(text)}” không phải là số nguyên.` : `“${clean(text)}” có quá ${decimals} số lẻ.`,
      "Nếu là hàng nghìn, viết 1.500 hoặc 1500; dấu phẩy chỉ dùng cho phần thập phân.");
  }
  return number;
}

function names(text) {
  const found = (text || "").split(/[;\n]/).map(clean).filter(Boolean);
  if (found.some((name) => /^[\d.,]+$/.test(name))) {
    return hard("NOT_NAMES", "Chỉ tiêu này đếm loại khác nhau nên cần tên từng loại, không ghi con số.",
      "Ghi mỗi tên một dòng, ví dụ: Camera an ninh.");
  }
  return found.length ? found : null;
}

// One cell: {value | numerator, denominator | keys | text, noData, remark}; a remark is the first thing wrong.
export function cellOf(line, typed) {
  const wanted = PARTS[line.kind] || ["value"];
  const cell = { noData: Boolean(clean(typed.no_data)), note: clean(typed.note) };
  for (const part of wanted) {
    let told = null;
    if (part === "keys") told = names(typed.keys);
    else if (part === "text") told = clean(typed.text) || null;
    else told = read(typed[part], line.decimals);
    if (told && told.severity) return { ...cell, remark: told };
    if (told !== null) cell[part] = told;
  }
  const given = wanted.filter((part) => cell[part] !== undefined);
  if (cell.noData && given.length) {
    return { ...cell, remark: hard("NO_DATA_AND_FIGURE", "Vừa đánh dấu “Không có số liệu” vừa ghi số liệu.",
      "Bỏ đánh dấu, hoặc xóa số liệu. Số 0 khác với không có số liệu.") };
  }
  if (given.length && given.length < wanted.length) {
    return { ...cell, remark: hard("WRONG_FIGURE", `Cần đủ: ${wanted.map((part) => NAMES[part]).join(", ")}.`,
      "Ghi đủ và chỉ ghi các mục đó.") };
  }
  cell.empty = !given.length && !cell.noData;
  return cell;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function leaps(value, last, times) {
  return Math.max(value, last) >= times * Math.max(Math.min(value, last), 1);
}

function unusual(value, past, deviations) {
  const steps = past.slice(1).map((after, index) => after - past[index]);
  const usual = median(steps);
  const last = past[past.length - 1];
  const spread = Math.max(median(steps.map((one) => Math.abs(one - usual))), Math.abs(last) / 10, 1);
  return Math.abs(value - last - usual) > deviations * spread;
}

function* fromSeries(rules, code, line, value, name) {
  const past = line.past;
  if (!past.length) return;
  const last = past[past.length - 1];
  if (leaps(value, last, rules.times)) {
    yield { code: "LEAP", severity: "soft", cell: code,
      message: `${name} là ${written(value)}, hơn kém kỳ trước (${written(last)}) từ ${written(rules.times)} lần trở lên.`,
      cure: "Xem lại đơn vị tính và số chữ số đã gõ; nếu đúng thì ghi rõ nguyên nhân." };
  } else if (past.length >= rules.shortest && unusual(value, past, rules.deviations)) {
    yield { code: "JUMP", severity: "soft", cell: code,
      message: `${name} là ${written(value)}, khác hẳn nhịp các kỳ trước (kỳ trước ${written(last)}).`,
      cure: "Kiểm tra lại; nếu đúng thì ghi rõ nguyên nhân." };
  }
}

function* together(rules, value, name) {
  for (const [total, parts, severity] of rules.sums) {
    const all = [total, ...parts].map(value);
    if (all.some((one) => one === undefined)) continue;
    const sum = all.slice(1).reduce((a, b) => a + b, 0);
    if (Math.abs(sum - all[0]) < 0.0005) continue;
    yield { code: "SUM_OF_PARTS", severity, cell: total,
      message: `${name(total)} là ${written(all[0])} nhưng các phần cộng lại là ${written(sum)}.`,
      cure: "Sửa tổng hoặc các phần cho khớp." };
  }
  for (const [part, whole, severity] of rules.limits) {
    const [above, below] = [value(part), value(whole)];
    if (above === undefined || below === undefined || above <= below) continue;
    yield { code: "ABOVE_WHOLE", severity, cell: part,
      message: `${name(part)} (${written(above)}) lớn hơn ${name(whole)} (${written(below)}).`,
      cure: "Kiểm tra lại hai số liệu này." };
  }
}

// All remarks: {code, severity, cell, message, cure}. typed: code → {part: text}.
export function judge(rules, typed) {
  const cells = {};
  const found = [];
  const name = (code) => `${code} ${rules.lines[code].name}`;
  for (const [code, line] of Object.entries(rules.lines)) {
    if (line.computed) continue;
    const cell = cellOf(line, typed[code] || {});
    cells[code] = cell;
    if (cell.remark) found.push({ ...cell.remark, cell: code });
    else if (cell.empty && line.required) {
      found.push({ ...hard("MISSING", `Chưa có số liệu ${name(code)}.`, "Nhập số liệu; không phát sinh thì nhập 0."),
        cell: code });
    }
  }
  const value = (code) => (cells[code] && !cells[code].remark && !cells[code].noData ? cells[code].value : undefined);
  for (const [code, cell] of Object.entries(cells)) {
    if (cell.remark || cell.noData) continue;
    const line = rules.lines[code];
    if (cell.numerator !== undefined && cell.numerator > cell.denominator) {
      found.push({ ...hard("ABOVE_WHOLE",
        `${name(code)}: tử số ${written(cell.numerator)} lớn hơn mẫu số ${written(cell.denominator)}.`,
        "Kiểm tra lại số đạt và tổng số."), cell: code });
    }
    if (cell.value === undefined) continue;
    const least = rules.small[code];
    if (least && cell.value > 0 && cell.value < least) {
      found.push({ code: "SMALL_CELL", severity: "soft", cell: code,
        message: `${name(code)} chỉ có ${written(cell.value)}: công bố theo đơn vị nhỏ có thể làm lộ người liên quan.`,
        cure: "Chỉ ghi số, không ghi tên, nội dung, nguồn tin; khi công bố thì gộp lên cấp trên." });
    }
    found.push(...fromSeries(rules, code, line, cell.value, name(code)));
  }
  found.push(...together(rules, value, name));
  return found.sort((a, b) => (a.severity === "soft") - (b.severity === "soft"));
}

export function filled(rules, typed) {
  return Object.entries(rules.lines)
    .filter(([code, line]) => !line.computed && !cellOf(line, typed[code] || {}).empty).length;
}
