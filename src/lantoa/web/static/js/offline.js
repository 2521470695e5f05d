// The list of forms kept on this machine: open, send now, delete; other people's are counted, never shown.
import { all, drop, put, unsent } from "./offline-store.js";
import { run } from "./offline-sync.js";
import { hour, say } from "./sheet-state.js";

const box = document.querySelector("[data-device]");
const words = JSON.parse(box.dataset.words);
const { user } = box.dataset;
const list = box.querySelector("[data-list]");
const status = box.querySelector("[data-status]");
const SHARED = "may-chung";

function button(word, work) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button small";
  made.textContent = words[word];
  made.addEventListener("click", work);
  return made;
}

function told(one) {
  switch (one.status) {
    case "changed": return say(words.listChanged, { t: hour(one.changedAt) });
    case "queued": return say(words.listQueued, { t: hour(one.queuedAt) });
    case "sent": return say(words.listSent, { t: hour(one.sentAt) });
    case "clash": return words.listClash;
    case "wrong": return say(words.listWrong, { x: (one.faults || []).map((fault) => fault.message).join(" ") });
    default: return words.listKept;
  }
}

async function forgetPage(url) {
  for (const name of await caches.keys()) {
    if (name.startsWith("lantoa-pages:")) await (await caches.open(name)).delete(url);
  }
}

async function remove(one) {
  if (unsent(one) && !window.confirm(say(words.removeAsk, { x: one.title }))) return;
  await drop(one.id);
  await forgetPage(one.url).catch(() => {});
  await show();
}

function item(one) {
  const row = document.createElement("li");
  row.className = "card device-form";
  const name = document.createElement("a");
  name.href = one.url;
  name.className = "device-name";
  name.textContent = one.title;
  const lead = document.createElement("span");
  lead.className = "muted";
  lead.textContent = `${one.lead} · ${say(words.due, { x: one.due })}`;
  const how = document.createElement("span");
  how.className = unsent(one) ? "device-unsent" : "device-ok";
  how.textContent = told(one);
  const buttons = document.createElement("span");
  buttons.className = "buttons";
  const open = document.createElement("a");
  open.href = one.url;
  open.className = "button small";
  open.textContent = { clash: words.merge, wrong: words.mend }[one.status] || words.open;
  buttons.append(open);
  if (one.status === "queued") buttons.append(button("sendNow", sync));
  buttons.append(button("remove", () => remove(one)));
  row.append(name, lead, how, buttons);
  return row;
}

async function others(records) {
  const place = box.querySelector("[data-others]");
  const waiting = records.filter((one) => one.user !== user && unsent(one));
  place.hidden = !waiting.length;
  place.replaceChildren();
  if (!waiting.length) return;
  const said = document.createElement("p");
  said.className = "note";
  said.textContent = say(words.others, { n: waiting.length });
  place.append(said, button("removeOthers", async () => {
    if (!window.confirm(words.removeOthersAsk)) return;
    for (const one of records.filter((record) => record.user !== user)) await drop(one.id);
    await show();
  }));
}

async function show() {
  const records = await all();
  const mine = records.filter((one) => one.user === user);
  mine.sort((a, b) => unsent(b) - unsent(a) || (a.changedAt < b.changedAt ? 1 : -1));
  list.replaceChildren(...mine.map(item));
  list.hidden = !mine.length;
  box.querySelector("[data-none]").hidden = mine.length > 0;
  await others(records);
}

async function sync() {
  const done = await run();
  const how = new Map(done);
  const words2 = { offline: "offline", signin: "signin", other: "other", clash: "clash", wrong: "wrong" };
  const bad = [...how.values()].find((one) => words2[one]);
  if (bad === "offline") status.textContent = words.queued.replace("{t}", hour(Date.now()));
  else if (bad) status.textContent = words[words2[bad]];
  else if (how.size) status.textContent = say(words.sent, { t: hour(Date.now()) });
  await show();
}

async function share(event) {
  const shared = event.target.checked;
  document.cookie = `${SHARED}=${shared ? "1" : ""}; path=/; SameSite=Lax; max-age=${shared ? 31536000 : 0}`;
  if (!shared) return;
  for (const name of await caches.keys()) if (name.startsWith("lantoa-")) await caches.delete(name);
  for (const one of await all()) if (!unsent(one)) await drop(one.id);
  for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
  await show();
}

// Reports that the server has are known from the page that follows; what was leaving for it is kept no longer.
async function tidy() {
  for (const one of await all()) if (one.status === "leaving") await put({ ...one, status: "kept" });
}

async function serve() {
  if (!("serviceWorker" in navigator) || /(?:^|; )may-chung=1/.test(document.cookie)) return;
  await navigator.serviceWorker.register(box.dataset.worker, { scope: "/" });
  const ready = await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) ready.active.postMessage({ keep: location.pathname });
}

const shared = box.querySelector("[data-shared]");
shared.checked = /(?:^|; )may-chung=1/.test(document.cookie);
shared.addEventListener("change", share);
window.addEventListener("online", sync);
tidy().then(show).then(sync).catch(() => {});
serve().catch(() => {});
