// The entry form: checks while typing, keeps a draft on the server and on this machine, sends later without a network.
import { judge } from "./sheet-checks.js";
import { drop, get, idOf, put, unsent } from "./offline-store.js";
import { api, call, newKey, run, send, token } from "./offline-sync.js";
import { fill, hour, same, say, typed } from "./sheet-state.js";

const form = document.querySelector("form[data-sheet]");
const rules = JSON.parse(form.dataset.rules);
const words = JSON.parse(form.dataset.words);
const { user, pk } = form.dataset;
const id = idOf(user, pk);
const status = form.querySelector("[data-status]");
const count = form.querySelector("[data-count]");
const visited = new Set();
let draftTimer = 0;
let keepTimer = 0;
let storing = Promise.resolve();

function tell(word, told = {}, late = false) {
  status.textContent = say(words[word], told);
  status.classList.toggle("sheet-late", late);
}

function record(more) {
  return {
    id, user, pk: Number(pk), title: form.dataset.title, lead: form.dataset.lead, due: form.dataset.due,
    url: location.pathname, cells: typed(form), base: JSON.parse(form.elements.base.value || "{}"),
    revision: Number(form.elements.revision.value), note: note(), changedAt: new Date().toISOString(), ...more,
  };
}

function note() {
  const field = form.elements["giai-trinh"];
  return field ? field.value : "";
}

function store(more) {
  storing = storing.then(() => put(record(more))).catch(() => {});
  return storing;
}

// Checks ----------------------------------------------------------------------------------------------

function remark(one) {
  const line = document.createElement("span");
  line.className = `cell-note sheet-told${one.severity === "hard" ? " sheet-note-bad" : ""}`;
  line.id = `xem-${one.cell}`;
  const text = document.createElement("span");
  text.textContent = `${one.message} ${one.cure}${one.asked ? ` ${words.noteAsked}` : ""}`;
  line.append(text);
  return line;
}

function mark(row, found) {
  for (const old of row.querySelectorAll(".sheet-told")) old.remove();
  const bad = found.some((one) => one.severity === "hard");
  row.classList.toggle("sheet-bad", bad);
  row.classList.toggle("sheet-warn", !bad && found.length > 0);
  if (found.length) row.querySelector("th").append(remark(found[0]));
  for (const field of row.querySelectorAll("input:not([type=checkbox]):not([name^='g-']), textarea")) {
    if (bad) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    if (found.length) field.setAttribute("aria-describedby", `xem-${found[0].cell}`);
    else field.setAttribute("aria-describedby", `truoc-${row.dataset.code}`);
  }
}

function check(everything = false) {
  const cells = typed(form);
  const found = judge(rules, cells).filter((one) => one.code !== "MISSING" || everything);
  for (const one of found) one.asked = one.severity === "soft" && !(cells[one.cell] || {}).note && !note();
  for (const row of form.querySelectorAll("tr[data-code]")) {
    const mine = found.filter((one) => one.cell === row.dataset.code);
    if (mine.length || visited.has(row.dataset.code) || everything) mark(row, mine);
  }
  const hard = found.filter((one) => one.severity === "hard").length;
  const soft = found.filter((one) => one.asked).length;
  count.textContent = [hard && say(words.toMend, { n: hard }), soft && say(words.toExplain, { n: soft })]
    .filter(Boolean).join(" · ");
}

function shares() {
  const cells = typed(form);
  for (const [code, line] of Object.entries(rules.lines)) {
    const shown = form.querySelector(`tr[data-code="${CSS.escape(code)}"] strong[data-result]`);
    if (!shown || line.of.length !== 2) continue;
    const [above, below] = line.of.map((one) => Number((cells[one] || {}).value
      ? cells[one].value.replace(/[. ]/g, "").replace(",", ".") : NaN));
    shown.textContent = below > 0 ? `${(Math.round((above / below) * 1000) / 10).toLocaleString("vi-VN")} %` : "–";
  }
}

// Keeping ---------------------------------------------------------------------------------------------

async function draft() {
  draftTimer = 0;
  const body = record({});
  try {
    const response = await call("PUT", `${api(pk)}/draft`,
      { cells: body.cells, base: body.base, revision: body.revision, note: body.note });
    if (response.status === 401) { tell("signin", {}, true); return; }
    if (!response.ok) return;
    const answer = await response.json();
    if (same(typed(form), body.cells)) await store({ status: "kept", changedAt: answer.saved_at });
    tell(answer.stale ? "stale" : "kept", { t: hour(answer.saved_at) }, answer.stale);
  } catch {
    tell("offline", { t: hour(Date.now()) }, true);
  }
}

function changed(event) {
  const row = event.target.closest && event.target.closest("tr[data-code]");
  if (row) visited.add(row.dataset.code);
  const box = row && row.querySelector("input[type=checkbox]");
  if (box && box !== event.target && /^[vndk]-/.test(event.target.name) && event.target.value.trim()) box.checked = false;
  clearTimeout(keepTimer);
  keepTimer = setTimeout(() => store({ status: "changed" }), 250);
  clearTimeout(draftTimer);
  draftTimer = setTimeout(draft, 1500);
  check();
  shares();
}

// Sending ---------------------------------------------------------------------------------------------

async function reachable() {
  if (navigator.onLine === false) return false;
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), 4000);
  try {
    const answer = await fetch("/healthz", { cache: "no-store", signal: waiting.signal });
    return answer.ok;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

function leave(button) {
  for (const one of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) if (token()) one.value = token();
  form.dataset.leaving = "yes";
  if (button && button.getAttribute("formaction")) form.action = button.getAttribute("formaction");
  form.submit();
}

async function submitted(event) {
  if (form.dataset.leaving) return;
  event.preventDefault();
  event.stopPropagation();
  const button = event.submitter;
  const sending = Boolean(button && button.getAttribute("formaction"));
  const pending = draftTimer;
  clearTimeout(draftTimer);
  clearTimeout(keepTimer);
  check(sending);
  if (await reachable()) {
    if (pending) await draft();
    await store({ status: "leaving" });
    leave(button);
    return;
  }
  const at = new Date().toISOString();
  await store({ status: "queued", action: sending ? "send" : "save", key: newKey(), queuedAt: at });
  window.dispatchEvent(new CustomEvent("lantoa:saved"));
  tell("queued", { t: hour(at) }, true);
}

async function again() {
  const mine = await get(id);
  if (!mine || mine.status !== "queued") return;
  const how = await send(mine);
  if (how === "sent") {
    const after = await get(id);
    await drop(id);
    tell("sent", { t: hour(after.sentAt) });
    setTimeout(() => location.reload(), 1200);
  } else if (how !== "offline") tell(how, {}, true);
}

// Beginning -------------------------------------------------------------------------------------------

function restore(mine) {
  fill(form, mine.cells);
  form.elements.base.value = JSON.stringify(mine.base);
  form.elements.revision.value = mine.revision;
  if (form.elements["giai-trinh"]) form.elements["giai-trinh"].value = mine.note || "";
  for (const code of Object.keys(mine.cells)) visited.add(code);
  if (mine.status === "queued") tell("queued", { t: hour(mine.queuedAt) }, true);
  else if (mine.status === "clash" || mine.status === "wrong") tell(mine.status, {}, true);
  else tell("restored", { t: hour(mine.changedAt) }, true);
}

async function begin() {
  const mine = await get(id).catch(() => null);
  const drafted = form.dataset.draftAt;
  const lost = mine && mine.status === "leaving" && mine.revision === Number(form.elements.revision.value);
  if (mine && (unsent(mine) || lost) && !same(typed(form), mine.cells) && !(drafted && Date.parse(drafted) > Date.parse(mine.changedAt))) {
    restore(mine);
    if (mine.status !== "queued") draftTimer = setTimeout(draft, 300);
  } else if (!mine || mine.status !== "queued") {
    await store({ status: "kept", changedAt: mine ? mine.changedAt : new Date().toISOString() });
  }
  check();
  await again();
}

async function serve() {
  if (!("serviceWorker" in navigator) || /(?:^|; )may-chung=1/.test(document.cookie)) return;
  const there = await navigator.serviceWorker.register(form.dataset.worker, { scope: "/" });
  const ready = await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller || there.installing) ready.active.postMessage({ keep: location.pathname });
  if (!await caches.match(form.dataset.device)) ready.active.postMessage({ keep: form.dataset.device });
}

function ask(event) {
  event.preventDefault();
  const { sample, ours, english } = event.detail;
  const box = document.createElement("div");
  box.className = "note sheet-style";
  const said = document.createElement("p");
  said.textContent = say(words.styleAsk, { x: sample });
  box.append(said);
  for (const [word, work] of [["styleOurs", ours], ["styleEnglish", english]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button small";
    button.textContent = words[word];
    button.addEventListener("click", () => { box.remove(); work(); event.target.focus(); });
    box.append(button);
  }
  form.prepend(box);
  box.querySelector("button").focus();
}

form.addEventListener("input", changed);
form.addEventListener("submit", submitted, true);
form.addEventListener("lantoa:style", ask);
form.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    form.requestSubmit(form.querySelector("button.primary"));
  }
});
window.addEventListener("online", () => again());
setInterval(again, 30000);
begin().then(run).catch(() => {});
serve().catch(() => {});
