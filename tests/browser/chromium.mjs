// Where a Chromium is: named by ONEFLOOR_CHROMIUM, on the PATH, or in Playwright's cache.

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** The same engine without windows: a third less of the machine's time, and no sound from a call. */
const SHELL = 'chromium-headless-shell';

/** The path of an executable, the one without windows before others where no call is made; `null` if
 * there is none. */
export function findChromium({ makesCalls = false } = {}) {
  const named = process.env.ONEFLOOR_CHROMIUM;
  if (named) return existsSync(named) ? named : null;
  for (const directory of (process.env.PATH ?? '').split(delimiter)) {
    const names = makesCalls ? NAMES : [SHELL, ...NAMES];
    for (const name of names) {
      const path = join(directory, name);
      if (directory && existsSync(path)) return path;
    }
  }
  const cached = chromium.executablePath();
  return existsSync(cached) ? cached : null;
}
