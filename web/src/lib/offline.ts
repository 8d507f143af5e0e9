// Keeps the page for a reload where there is no line. Browsers do so on https and on this machine only.

/** Starts the worker that answers for a server that cannot be reached. */
export function startOffline(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  // Without it the page works as it does with it, as long as there is a line.
  navigator.serviceWorker.register('/sw.js').catch(() => undefined);
}

/** Has all kept that this page has loaded. */
export async function keepPage(): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  const registration = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name));
  const own = loaded.filter(({ origin }) => origin === location.origin);
  const channel = new MessageChannel();
  channel.port1.onmessage = () => (document.documentElement.dataset['kept'] = '');
  registration.active?.postMessage({ keep: own.map(({ pathname }) => pathname) }, [channel.port2]);
}
