// On every page: what waits on this machine is sent; signing out forgets the pages kept for offline work.
const FLAG = "lantoa-queue";
const PAGES = "lantoa-pages:";

function waiting() {
  try {
    return localStorage.getItem(FLAG) === "1";
  } catch {
    return false;
  }
}

async function forget() {
  const { all, drop, unsent } = await import("./offline-store.js");
  for (const name of await caches.keys()) if (name.startsWith(PAGES)) await caches.delete(name);
  for (const one of await all()) if (!unsent(one)) await drop(one.id);
}

async function leaving(event) {
  event.preventDefault();
  const form = event.target;
  if (waiting() && form.dataset.unsent && !window.confirm(form.dataset.unsent)) return;
  const late = new Promise((done) => { setTimeout(done, 2000); });
  await Promise.race([forget().catch(() => {}), late]);
  form.submit();
}

export function start(root) {
  if (!("caches" in window) || !("indexedDB" in window)) return;
  for (const form of root.querySelectorAll("form[data-signs-out]")) form.addEventListener("submit", leaving);
  if (root === document && waiting() && !document.querySelector("[data-sheet], [data-device]")) {
    import("./offline-sync.js").then((sync) => sync.run()).catch(() => {});
  }
}
