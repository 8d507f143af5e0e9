// A page that is older than its server loads itself anew, but never in a circle.

const KEY = 'onefloor.reloaded';
const AGAIN_AFTER_MS = 60_000;

/** Loads the page anew, unless it has just done so. */
export function reloadOnce(): void {
  try {
    const last_ms = Number(sessionStorage.getItem(KEY) ?? 0);
    if (Date.now() - last_ms < AGAIN_AFTER_MS) return;
    sessionStorage.setItem(KEY, String(Date.now()));
  } catch {
    // Without storage nothing would stop a circle: leave it to the person.
    return;
  }
  location.reload();
}
