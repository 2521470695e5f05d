// Forms kept on this machine, one record per person and report, in the browser's own database.
const NAME = "lantoa";
const STORE = "forms";
const FLAG = "lantoa-queue";

function open() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

async function ask(mode, work) {
  const db = await open();
  try {
    return await new Promise((done, failed) => {
      const step = db.transaction(STORE, mode);
      const asked = work(step.objectStore(STORE));
      step.oncomplete = () => done(asked ? asked.result : undefined);
      step.onabort = () => failed(step.error);
      step.onerror = () => failed(step.error);
    });
  } finally {
    db.close();
  }
}

export function idOf(user, pk) {
  return `${user}/${pk}`;
}

export function get(id) {
  return ask("readonly", (store) => store.get(id));
}

export function all() {
  return ask("readonly", (store) => store.getAll());
}

async function flag() {
  const waiting = (await all()).some((one) => one.status === "queued");
  try {
    if (waiting) localStorage.setItem(FLAG, "1");
    else localStorage.removeItem(FLAG);
  } catch { /* a browser that keeps nothing: the list on the page still sends */ }
}

export async function put(record) {
  await ask("readwrite", (store) => store.put(record));
  await flag();
}

export async function drop(id) {
  await ask("readwrite", (store) => store.delete(id));
  await flag();
}

// What holds figures that the server does not have yet.
export function unsent(record) {
  return ["changed", "queued", "clash", "wrong"].includes(record.status);
}
