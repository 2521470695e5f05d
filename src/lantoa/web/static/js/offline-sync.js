// Sends what waits on this machine: once each, by its key, as whoever filled it.
import { all, put } from "./offline-store.js";

export function token() {
  const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return found ? found[1] : "";
}

export function call(method, url, body, headers = {}) {
  return fetch(url, {
    method,
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token(), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

export function api(pk) {
  return `/api/v1/reporting/submissions/${pk}`;
}

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function settled(record, status, answer) {
  if (status === 200) {
    return { ...record, status: "sent", sentAt: answer.at, state: answer.state, revision: answer.revision, faults: [] };
  }
  if (answer.code === "OTHER_USER") return record;
  const faults = answer.errors || [answer];
  return { ...record, status: answer.code === "STALE" ? "clash" : "wrong", faults };
}

// "sent", "clash", "wrong"; "offline" or "signin" when it stays queued.
export async function send(record) {
  let response;
  try {
    response = await call("POST", `${api(record.pk)}/sendings`, {
      action: record.action, cells: record.cells, base: record.base, revision: record.revision,
      note: record.note, user: record.user,
    }, { "Idempotency-Key": record.key });
  } catch {
    return "offline";
  }
  if (response.status === 401) return "signin";
  if (response.status >= 500) return "offline";
  const answer = await response.json().catch(() => ({}));
  const after = settled(record, response.status, answer);
  if (after === record) return "other";
  await put(after);
  return after.status;
}

let running = null;

// One pass over the queue; two tabs at once do no harm, the key sees to it.
export function run() {
  if (!running) {
    running = (async () => {
      const told = [];
      for (const record of await all()) {
        if (record.status === "queued") told.push([record.id, await send(record)]);
      }
      document.dispatchEvent(new CustomEvent("lantoa:synced", { detail: told }));
      return told;
    })().finally(() => { running = null; });
  }
  return running;
}
