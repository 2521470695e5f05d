// The review of what was read, by keyboard and in place. Without this file every button is a plain form.
const OFF = "lantoa-reading-keys-off";
const quick = { j: 1, k: -1 };
let index = 0;

const cards = () => [...document.querySelectorAll("[data-waiting]")];
const current = () => document.activeElement && document.activeElement.closest("[data-cards] .read-card");

function keysOff() {
  try { return window.localStorage.getItem(OFF) === "1"; } catch { return false; }
}

function keepKeys(off) {
  try { window.localStorage.setItem(OFF, off ? "1" : ""); } catch { /* only for this page then */ }
}

function showMark(pane, mark) {
  if (!pane || !mark) return;
  const gap = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTop += gap - pane.clientHeight / 3;
}

function light(card) {
  const pane = document.querySelector("[data-source]");
  for (const old of document.querySelectorAll(".read mark.now, .read-card.now")) old.classList.remove("now");
  if (!card) return;
  card.classList.add("now");
  const marks = [...pane.querySelectorAll(`mark[data-muc~="${card.dataset.muc}"]`)];
  for (const mark of marks) mark.classList.add("now");
  showMark(pane, marks[0]);
}

function go(card) {
  if (!card) return;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const waiting = cards();
  const at = waiting.indexOf(current());
  go(at < 0 ? waiting[by > 0 ? 0 : waiting.length - 1] : waiting[Math.min(Math.max(at + by, 0), waiting.length - 1)]);
}

function act(key, card) {
  if (key === "a") {
    const take = card.querySelector("[data-take]");
    if (take) take.click();
  } else if (key === "e") {
    const link = card.querySelector("[data-correct]");
    if (link) link.click();
  } else if (key === "x") {
    const drop = card.querySelector("[data-drop]");
    if (!drop) return;
    drop.open = true;
    drop.querySelector("button").focus();
  }
}

function typed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || keysOff()) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  const open = current() && current().querySelector("[data-drop][open]");
  if (event.key === "Escape" && open) {
    open.open = false;
    go(current());
    return;
  }
  if (quick[event.key]) step(quick[event.key]);
  else if ("aex".includes(event.key) && current()) act(event.key, current());
  else return;
  event.preventDefault();
}

function showKeys() {
  const line = document.querySelector("[data-keys]");
  if (!line) return;
  const off = keysOff();
  line.hidden = false;
  line.querySelector("[data-keys-on]").hidden = off;
  line.querySelector("[data-keys-switch]").setAttribute("aria-pressed", String(!off));
}

// What was done, for screen readers: the page's own message is swapped in with the rest and stays unsaid.
function tell(page) {
  let voice = document.getElementById("reading-voice");
  if (!voice) {
    voice = document.createElement("p");
    voice.id = "reading-voice";
    voice.className = "hidden";
    voice.setAttribute("role", "status");
    document.body.append(voice);
  }
  const said = page.querySelector(".flashes");
  voice.textContent = said ? said.textContent.trim() : "";
}

// The browser then says by itself that the network is away.
function sendPlainly(form, button) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = button ? button.name : "";
  field.value = button ? button.value : "";
  form.append(field);
  form.submit();
}

// A decision is sent without leaving the page; whatever comes back, also a refusal, is shown.
async function send(event) {
  const form = event.target.closest("[data-cards] form, .read-offer form");
  if (!form || !document.querySelector("[data-cards]")) return;
  event.preventDefault();
  const body = new FormData(form);
  if (event.submitter && event.submitter.name) body.append(event.submitter.name, event.submitter.value);
  index = Math.max(cards().indexOf(form.closest("[data-waiting]")), 0);
  const main = document.getElementById("noi-dung");
  main.setAttribute("aria-busy", "true");
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
  } catch {
    sendPlainly(form, event.submitter);
    return;
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("noi-dung");
  if (!fresh || !fresh.querySelector("[data-cards]")) {
    window.location.assign(answer.url);
    return;
  }
  main.replaceWith(fresh);
  tell(fresh);
  begin();
  const summary = fresh.querySelector("[data-faults]");
  const waiting = cards();
  if (summary) summary.focus();
  else if (waiting.length) go(waiting[Math.min(index, waiting.length - 1)]);
  else window.scrollTo(0, 0);
}

function begin() {
  showKeys();
  const pane = document.querySelector("[data-source]");
  if (pane && pane.dataset.show) showMark(pane, document.getElementById(pane.dataset.show));
}

document.addEventListener("keydown", typed);
document.addEventListener("submit", send);
document.addEventListener("focusin", (event) => {
  const card = event.target.closest("[data-cards] .read-card");
  if (card) light(card);
});
document.addEventListener("click", (event) => {
  const mark = event.target.closest("[data-source] mark[data-muc]");
  if (mark) go(document.getElementById(`muc-${mark.dataset.muc.split(" ")[0]}`));
  const link = event.target.closest("[data-to-text]");
  if (link) {
    event.preventDefault();
    light(link.closest(".read-card"));
  }
  if (event.target.closest("[data-keys-switch]")) {
    keepKeys(!keysOff());
    showKeys();
  }
});
begin();
if (window.location.hash.startsWith("#muc-")) go(document.getElementById(window.location.hash.slice(1)));
