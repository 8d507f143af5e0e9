// Where a Chromium is: named by ONEFLOOR_CHROMIUM, on the PATH, or in Playwright's cache.

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/** The one without windows first: the same engine in a third less of the machine's time. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

/** The path of an executable; `null` if there is none. */
export function findChromium() {
  const named = process.env.ONEFLOOR_CHROMIUM;
  if (named) return existsSync(named) ? named : null;
  for (const directory of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const path = join(directory, name);
      if (directory && existsSync(path)) return path;
    }
  }
  const cached = chromium.executablePath();
  return existsSync(cached) ? cached : null;
}
