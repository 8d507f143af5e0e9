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
  // What the server says to programs is no page, even where somebody opens it.
  if (url.pathname.startsWith('/api/')) return;
  // What is shared from another app stays in the address on this device: the server is asked for the page.
  if (request.mode === 'navigate' && url.pathname === '/share') event.respondWith(page(PAGE));
  else if (request.mode === 'navigate') event.respondWith(page(request));
  // Their names change with what is in them.
  else if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request));
});

/** One after the other: two tabs would take each other's copies away. */
let turn = Promise.resolve();

/** A page that stands says what it needs; all of it is kept, or what was kept before stays. */
self.addEventListener('message', (event) => {
  if (!Array.isArray(event.data?.keep)) return;
  const paths = event.data.keep.map(String);
  const kept = turn.then(() => keep(paths)).then((is) => is && event.ports[0]?.postMessage('kept'));
  turn = kept.catch(() => undefined);
  event.waitUntil(turn);
});

async function page(request) {
  const asked = fetch(request);
  asked.catch(() => undefined);
  const silence = new Promise((done) => setTimeout(done, PATIENCE_MS, null));
  const answer = await Promise.race([asked, silence]).catch(() => null);
  return answer ?? (await (await newest())?.match(PAGE)) ?? asked;
}

async function asset(request) {
  return (await caches.match(request)) ?? fetch(request);
}

async function names() {
  return (await caches.keys()).filter((name) => name.startsWith(NAME)).sort();
}

async function newest() {
  const name = (await names()).at(-1);
  return name === undefined ? null : caches.open(name);
}

/** Whether all that the page needs is kept. */
async function keep(paths) {
  const wanted = new Set(paths.filter((path) => path.startsWith('/assets/')));
  const now = await fetch(PAGE);
  if (!now.ok) return false;
  // A tab of before an update has the scripts of before, and not those of this page.
  const needed = (await now.clone().text()).match(/\/assets\/[^"'\s]+/g) ?? [];
  if (!needed.every((path) => wanted.has(path))) return false;
  const before = await newest();
  const known = await before?.match(PAGE);
  if (before && known?.headers.get('etag') === now.headers.get('etag')) {
    const missing = [];
    for (const path of wanted) if (!(await before.match(path))) missing.push(path);
    await before.addAll(missing);
  } else {
    const name = NAME + String(Date.now());
    const after = await caches.open(name);
    try {
      await after.addAll([...wanted]);
      await after.put(PAGE, now);
    } catch (error) {
      await caches.delete(name);
      throw error;
    }
  }
  for (const old of (await names()).slice(0, -1)) await caches.delete(old);
  return true;
}
