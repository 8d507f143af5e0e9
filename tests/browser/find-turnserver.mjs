// A real coturn for the story of the relay: found, or installed where the machine lets us.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/turnserver', '/usr/local/bin/turnserver', '/opt/homebrew/bin/turnserver'];

/** Path of turnserver, or null. */
export function findTurnserver() {
  return process.env.ONEFLOOR_TURNSERVER ?? PLACES.find((path) => existsSync(path)) ?? null;
}

/** Installs it from the distribution's packages, as root; whether it is there then. */
export function installTurnserver() {
  if (!findTurnserver() && process.getuid?.() === 0) {
    const runs = (...args) =>
      spawnSync('apt-get', args, {
        stdio: 'inherit',
        timeout: 300_000,
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    runs('update', '-q');
    // Only the program: a service that starts by itself would take the port from the test.
    runs('install', '-y', '-q', '--no-install-recommends', 'coturn');
  }
  return findTurnserver() !== null;
}
