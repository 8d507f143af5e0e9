// Makes sure that there is a Chromium, and says clearly what to install where that fails.

import { spawnSync } from 'node:child_process';
import { findChromium } from './chromium.mjs';

/** Runs a command in sight; whether it worked. */
function runs(command, args) {
  console.log(`> ${command} ${args.join(' ')}`);
  return spawnSync(command, args, { stdio: 'inherit', timeout: 600_000 }).status === 0;
}

/** Installs packages of the distribution, as root. */
function installs(...names) {
  const options = ['-y', '-q', '--no-install-recommends'];
  return (
    process.getuid?.() === 0 &&
    runs('apt-get', ['update', '-q']) &&
    runs('apt-get', ['install', ...options, ...names, 'fonts-noto-core'])
  );
}

const ways = [
  () => runs('npx', ['playwright', 'install', 'chromium']),
  // A machine that cannot reach Playwright's download may still have its distribution's packages.
  () => installs('chromium', 'chromium-headless-shell'),
  () => installs('chromium'),
];

for (const way of ways) {
  if (findChromium({ makesCalls: true })) break;
  way();
}
if (!findChromium({ makesCalls: true })) {
  console.error(
    'The browser tests need a Chromium, and none could be installed. ' +
      'Install one (Debian: apt install chromium), or name it in ONEFLOOR_CHROMIUM.',
  );
  process.exit(1);
}
