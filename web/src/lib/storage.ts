// The browser's local storage, which may be full, blocked or absent: then nothing is remembered.

export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Whether anything can be kept here over a reload. */
export function storageWorks(): boolean {
  const probe = 'onefloor.probe';
  try {
    localStorage.setItem(probe, '1');
    localStorage.removeItem(probe);
    return true;
  } catch {
    return false;
  }
}

export function remember(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Nothing to do: the choice lasts as long as the page.
  }
}

/** Takes everything away that is remembered of a session: it is gone, or whoever sat here is. */
export function forgetSession(code: string): void {
  try {
    const known = Object.keys(localStorage).filter(
      (key) => key.split('.').includes(code) || localStorage.getItem(key) === code,
    );
    for (const key of known) localStorage.removeItem(key);
  } catch {
    // Where nothing is remembered, nothing is to be forgotten.
  }
}
