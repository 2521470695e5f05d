// Keeps the entry form for work without a network. SITE ({version, shell, device, form}) stands before this file.
// Pages are kept only when the server says for whom (Lantoa-Keep), apart for each person, and forgotten when another
// person's page comes or somebody signs out (js/app.js).
const SHELL = `lantoa-shell-${SITE.version}`;
const PAGES = "lantoa-pages:";
const SLOW = 8000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(SITE.shell)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith("lantoa-shell-") && name !== SHELL);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

async function keep(url, response) {
  const user = response.headers.get("Lantoa-Keep");
  if (!user || !response.ok || response.redirected) return;
  const mine = PAGES + user;
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(PAGES) && name !== mine);
  await Promise.all(others.map((name) => caches.delete(name)));
  const cache = await caches.open(mine);
  await cache.put(url, response);
}

async function kept(url) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(PAGES)) continue;
    const found = await (await caches.open(name)).match(url, { ignoreVary: true, ignoreSearch: true });
    if (found) return found;
  }
  return null;
}

function patient(request) {
  return new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error("slow")), SLOW);
    fetch(request).then(done, failed).finally(() => clearTimeout(timer));
  });
}

async function page(event) {
  const { request } = event;
  const there = await kept(request.url);
  try {
    const response = await (there ? patient(request) : fetch(request));
    if (response.headers.get("Lantoa-Keep")) event.waitUntil(keep(request.url, response.clone()));
    return response;
  } catch (error) {
    const found = there || await kept(SITE.device);
    if (found) return found;
    throw error;
  }
}

async function asset(request) {
  const cache = await caches.open(SHELL);
  const exact = new URL(request.url).search ? await cache.match(request, { ignoreVary: true }) : null;
  if (exact) return exact;
  try {
    return await fetch(request);
  } catch (error) {
    const found = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
    if (found) return found;
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (SITE.shell.some((one) => one.split("?")[0] === url.pathname)) event.respondWith(asset(request));
});

self.addEventListener("message", (event) => {
  if (!event.data || !event.data.keep) return;
  event.waitUntil(fetch(event.data.keep, { credentials: "same-origin" })
    .then((response) => keep(event.data.keep, response)).catch(() => {}));
});
