// Keeps the page for a reload where there is no line. It never shows an old page in place of a new one:
// the server is asked first, and only its silence brings out what was kept. Nothing that the server says of
// a session is kept here.

const NAME = 'onefloor-';
/** How long the server may be silent before the kept page is shown. */
const PATIENCE_MS = 5_000;
const PAGE = '/';

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  // Their names change with what is in them.
  else if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request));
});

/** A page that stands says what it needs; all of it is kept, or what was kept before stays. */
self.addEventListener('message', (event) => {
  if (!Array.isArray(event.data?.keep)) return;
  const kept = keep(event.data.keep.map(String)).then(
    () => event.ports[0]?.postMessage('kept'),
    () => undefined,
  );
  event.waitUntil(kept);
});

async function page(request) {
  const asked = fetch(request);
  asked.catch(() => undefined);
  const silence = new Promise((done) => setTimeout(done, PATIENCE_MS, null));
  const answer = await Promise.race([asked, silence]).catch(() => null);
  return answer ?? (await caches.match(PAGE)) ?? asked;
}

async function asset(request) {
  return (await caches.match(request)) ?? fetch(request);
}

async function keep(paths) {
  const wanted = new Set(paths.filter((path) => path.startsWith('/assets/')));
  const now = await fetch(PAGE);
  if (!now.ok) return;
  const [newest] = (await caches.keys())
    .filter((name) => name.startsWith(NAME))
    .sort()
    .reverse();
  const before = newest === undefined ? null : await caches.open(newest);
  const known = await before?.match(PAGE);
  if (before && known?.headers.get('etag') === now.headers.get('etag')) {
    const missing = [];
    for (const path of wanted) if (!(await before.match(path))) missing.push(path);
    return before.addAll(missing);
  }
  const name = NAME + String(Date.now());
  const after = await caches.open(name);
  try {
    await after.addAll([...wanted]);
    await after.put(PAGE, now);
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
  for (const old of await caches.keys()) if (old !== name) await caches.delete(old);
}
