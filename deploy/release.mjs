#!/usr/bin/env node
// Makes what a release has, and tries it: see "A release" in deploy/README.md.
//
//   node deploy/release.mjs [--binary PATH] [--out DIR] [--trial]
//
// Without --binary, the binary is built with the `dist` profile. With --trial a changed tree, outdated
// notices and a binary without the web app are said and pass; what it makes is not for others.
//
// The same commit and binary give the same bytes: files in order, nobody's, at SOURCE_DATE_EPOCH or the
// commit's time. Needs git, GNU tar, cargo, and `npm ci` done in web.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

import { bill } from './bill.mjs';
import { project, read } from './shipped.mjs';

/** A session page to begin with; the README names it. */
const PAGE = 'tests/fixtures/pages/2024_launch_award_128.txt';
/** What goes with the binary, under the same paths as here, so that links between them hold. */
const BESIDE = [
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  'THIRD-PARTY-NOTICES.txt',
  'deploy/Caddyfile',
  'deploy/README.md',
  'deploy/grafana',
  'deploy/guides',
  'deploy/nginx.conf',
  'deploy/onefloor.service',
  'deploy/prometheus',
  'deploy/turnserver.conf',
  PAGE,
];
/** Machines by their number in the head of an ELF file. */
const MACHINES = { 0x3e: 'x86_64', 0xb7: 'aarch64', 0xf3: 'riscv64' };
const START_WAIT_MS = 20_000;
const STOP_WAIT_MS = 15_000;

const { values: options } = parseArgs({
  options: {
    binary: { type: 'string' },
    out: { type: 'string', default: path.join(project, 'target/released') },
    trial: { type: 'boolean', default: false },
  },
});

/** Runs a command in the project; its output. */
function outcome(command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: project,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status === 0) return stdout.trim();
  throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
}

/** What must hold of a release, and is only said of a trial. */
function must(holds, why) {
  if (holds) return;
  if (!options.trial) throw new Error(`${why} (--trial goes on all the same)`);
  console.log(`TRIAL: ${why}`);
}

const sha256 = (file) => createHash('sha256').update(fs.readFileSync(file)).digest('hex');

/** The binary, with what it says of itself. */
function binary() {
  if (!options.binary) outcome('cargo', 'build', '--profile', 'dist', '--locked', '-p', 'onefloor');
  const file = path.resolve(options.binary ?? path.join(project, 'target/dist/onefloor'));
  const head = fs.readFileSync(file).subarray(0, 20);
  const isElf = head.subarray(0, 4).toString('latin1') === '\x7fELF';
  const machine = isElf && MACHINES[head.readUInt16LE(18)];
  if (!machine) throw new Error(`${file} is no Linux binary of a known machine`);
  const [, version] = /^version = "(.+)"$/m.exec(read(project, 'Cargo.toml'));
  const said = outcome(file, '--version');
  if (said !== `onefloor ${version}`) throw new Error(`${file} is ${said}, and not ${version}`);
  return { file, machine, version, sha256: sha256(file) };
}

/** Puts the files of the archive into a directory, with the rights that they have for everybody. */
function laidOut(directory, file) {
  const listed = outcome('git', 'ls-files', '-z', '--', ...BESIDE)
    .split('\0')
    .filter(Boolean);
  const missing = BESIDE.filter((name) => !listed.some((one) => `${one}/`.startsWith(`${name}/`)));
  if (missing.length > 0) throw new Error(`not in git: ${missing.join(', ')}`);
  for (const name of listed) {
    const to = path.join(directory, name);
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.copyFileSync(path.join(project, name), to);
    fs.chmodSync(to, 0o644);
  }
  fs.copyFileSync(file, path.join(directory, 'onefloor'));
  fs.chmodSync(path.join(directory, 'onefloor'), 0o755);
}

function packed(from, name, atS, to) {
  const tar = spawnSync(
    'tar',
    [
      '--create',
      '--format=ustar',
      '--sort=name',
      '--owner=0',
      '--group=0',
      '--numeric-owner',
      '--mode=u=rwX,go=rX',
      `--mtime=@${atS}`,
      `--directory=${from}`,
      name,
    ],
    { maxBuffer: 1 << 30 },
  );
  if (tar.status !== 0) throw new Error(`GNU tar: ${tar.error?.message ?? tar.stderr}`);
  fs.writeFileSync(to, gzipSync(tar.stdout, { level: 9 }));
}

/** The sources of the commit: what an image is built from. */
function sources(name, to) {
  const args = ['archive', '--format=tar', `--prefix=${name}/`, 'HEAD'];
  const tar = spawnSync('git', args, { cwd: project, maxBuffer: 1 << 30 });
  if (tar.status !== 0) throw new Error(`git archive: ${tar.stderr}`);
  fs.writeFileSync(to, gzipSync(tar.stdout, { level: 9 }));
}

/** The image, where a container engine answers; the file that holds it. */
function image(version, atS, to) {
  const answers = (engine) => spawnSync(engine, ['info'], { stdio: 'ignore' }).status === 0;
  const engine = ['docker', 'podman'].find(answers);
  if (!engine) return null;
  const tag = `onefloor:${version}`;
  const epoch = `SOURCE_DATE_EPOCH=${atS}`;
  outcome(engine, 'build', '-f', 'deploy/Dockerfile', '--build-arg', epoch, '-t', tag, '.');
  outcome(engine, 'save', '-o', to, tag);
  return to;
}

/** A port of this machine that nobody has. */
async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Unpacks the archive where nothing else is, reads a page, starts the server, asks it, stops it. */
async function tried(archive, name) {
  const empty = fs.mkdtempSync(path.join(os.tmpdir(), 'onefloor-release-'));
  try {
    outcome('tar', '--extract', `--file=${archive}`, `--directory=${empty}`);
    const at = path.join(empty, name);
    const own = Object.entries(process.env).filter(([key]) => !key.startsWith('ONEFLOOR_'));
    const env = Object.fromEntries(own);
    const page = spawnSync('./onefloor', ['read-page', PAGE], { cwd: at, env, encoding: 'utf8' });
    if (page.status !== 0) throw new Error(`read-page: ${page.stderr}`);
    const { title } = JSON.parse(page.stdout).page ?? JSON.parse(page.stdout);
    if (!title) throw new Error('read-page found no title');
    console.log(`read-page: ${title}`);
    await served(at, env);
  } finally {
    fs.rmSync(empty, { recursive: true });
  }
}

async function served(at, env) {
  const address = `127.0.0.1:${await freePort()}`;
  const args = ['serve', '--listen', address, '--data-dir', path.join(at, 'data')];
  const server = spawn('./onefloor', args, { cwd: at, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  server.stderr.on('data', (text) => (said += text));
  const ended = new Promise((resolve) => {
    server.once('exit', resolve);
    server.once('error', resolve);
  });
  const get = (route) => fetch(`http://${address}${route}`);
  const until = Date.now() + START_WAIT_MS;
  try {
    while (!(await get('/readyz').catch(() => null))?.ok) {
      const isGone = server.exitCode !== null || Date.now() > until;
      if (isGone) throw new Error(`the server is not ready: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const app = await (await get('/')).text();
    must(!app.includes('ONEFLOOR_SKIP_WEB'), 'the binary was built without the web app');
    console.log(`serve: ready, ${app.length} characters of the web app's page`);
  } finally {
    server.kill('SIGTERM');
  }
  const late = new Promise((resolve) => setTimeout(resolve, STOP_WAIT_MS, 'late').unref());
  const code = await Promise.race([ended, late]);
  if (code === 'late') server.kill('SIGKILL');
  if (code !== 0) throw new Error(`the server did not stop well (${code}): ${said}`);
  console.log('serve: stopped on SIGTERM');
}

async function release() {
  must(outcome('git', 'status', '--porcelain') === '', 'the tree is not what its commit says');
  const notices = [path.join(project, 'deploy/notices.mjs'), '--check'];
  const { status, stderr } = spawnSync(process.execPath, notices, { encoding: 'utf8' });
  must(status === 0, stderr.trim());
  const commit = outcome('git', 'rev-parse', 'HEAD');
  const atS = Number(process.env.SOURCE_DATE_EPOCH ?? outcome('git', 'log', '-1', '--format=%ct'));
  const made = binary();
  const named = `onefloor-${made.version}`;
  const name = `${named}-${made.machine}-linux`;
  const out = path.resolve(options.out);
  fs.mkdirSync(out, { recursive: true });
  const to = (file) => path.join(out, file);

  const stage = fs.mkdtempSync(path.join(os.tmpdir(), 'onefloor-stage-'));
  try {
    laidOut(path.join(stage, name), made.file);
    packed(stage, name, atS, to(`${name}.tar.gz`));
  } finally {
    fs.rmSync(stage, { recursive: true });
  }
  await tried(to(`${name}.tar.gz`), name);
  fs.writeFileSync(to(`${named}.cdx.json`), bill({ ...made, atS }));
  sources(`${named}-source`, to(`${named}-source.tar.gz`));
  const files = [`${name}.tar.gz`, `${named}.cdx.json`, `${named}-source.tar.gz`];
  if (image(made.version, atS, to(`${named}-image.tar`))) {
    files.push(`${named}-image.tar`);
  } else {
    console.log(
      `no container engine answers, so that there is no image. Its build context is ` +
        `${named}-source.tar.gz:\n  docker build -f deploy/Dockerfile -t onefloor:${made.version} ${named}-source`,
    );
  }
  const sums = files.sort().map((file) => `${sha256(to(file))}  ${file}\n`);
  fs.writeFileSync(to('SHA256SUMS'), sums.join(''));
  console.log(`${commit} in ${out}:\n${sums.join('')}`);
}

release().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
