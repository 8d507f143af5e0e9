// What the fuzz targets begin with: the commands, frames, files and pages that the tests have.
// Writes into corpus/, which is not committed.

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const here = new URL('.', import.meta.url);

function seed(target, bytes) {
  const directory = new URL(`corpus/${target}/`, here);
  mkdirSync(directory, { recursive: true });
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  writeFileSync(new URL(name, directory), bytes);
}

const hour = readFileSync(new URL('../../server/core/tests/golden/hour.jsonl', here), 'utf8');
const steps = hour.split('\n').filter((line) => line.startsWith('{'));
let at = 0;
for (const step of steps.map((line) => JSON.parse(line))) {
  const command = step.does;
  if (command) {
    const json = Buffer.from(JSON.stringify(command));
    seed('commands', Buffer.concat([Buffer.from([Math.floor(at / 40), at % 12]), json]));
    const frame = { type: 'command', id: '0193e5a0-7c1e-7000-8000-000000000001', command };
    seed('frames', Buffer.from(JSON.stringify(frame)));
  }
  if (step.create) {
    const file = { format: 'onefloor-session', version: 1, ...step.create };
    seed('session_files', Buffer.from(JSON.stringify(file)));
  }
  at += 1;
}
const credential = { session: 'AB1-2CD', secret: null, person_key: 'k'.repeat(32) };
const hello = { type: 'hello', protocol: 4, credential, last_version: 7 };
seed('frames', Buffer.from(JSON.stringify(hello)));

const pages = new URL('../fixtures/pages/', here);
for (const name of readdirSync(pages, { recursive: true })) {
  if (/\.(txt|html)$/.test(name)) seed('pages', readFileSync(new URL(name, pages)));
}
