#!/usr/bin/env node
// Plays the stages of the Dockerfile without a container engine: what a stage's COPY lines do not
// bring, and what its image does not have, is not there.
//
// Each stage is an overlay on the root of this machine, in a mount namespace that ends with this
// process. It holds the files of the stage's COPY lines and nothing else of the project, and its PATH
// has only the tools that TOOLS names for the image. RUN lines run as they stand, but for one:
// `cargo build` becomes `cargo check` in the development profile, with the project's own target
// directory, and the binary that it would make is the one in ONEFLOOR_BIN (target/debug/onefloor).
// With --whole the binary is built as the Dockerfile says, which takes minutes.
//
// Needs Linux and root.

import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const project = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const isWhole = process.argv.includes('--whole');
const START_WAIT_MS = 20_000;

/** What a Debian image has, as far as a build calls it. */
const DEBIAN = (
  '[ awk basename cat chmod chown cp cut date dirname echo env expr false find getent grep groupadd ' +
  'gzip head id install ln ls mkdir mktemp mv nproc pwd readlink realpath rm rmdir sed sh sleep sort ' +
  'tail tar test touch tr true uname uniq useradd wc xargs'
).split(' ');
/** By image: what it has besides. No Rust image has Node, and no Node image has Rust. */
const TOOLS = {
  debian: [],
  node: ['node', 'npm', 'npx'],
  rust: ['ar', 'as', 'c++', 'cargo', 'cc', 'g++', 'gcc', 'ld', 'rustc', 'rustdoc'],
};
/** How this machine reaches the registries: not a matter of the stages. */
const FROM_OUTSIDE =
  /^(npm_config_|cargo_(http|net|registr)|https?_proxy|no_proxy|ssl_|node_extra)/i;

/** The output of a command that must work. */
function outcome(command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: project,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
}

/** The instructions of the Dockerfile, each as its word and what follows. */
function instructions() {
  const text = fs.readFileSync(path.join(project, 'deploy/Dockerfile'), 'utf8');
  const lines = text.replace(/^#.*\n/gm, '').replace(/\\\n\s*/g, '');
  return lines
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => /^(\w+)\s+(.*)$/.exec(line).slice(1));
}

/** The files that a clean checkout sends to an engine: what git knows, but for .dockerignore. */
function context() {
  const ignored = fs.readFileSync(path.join(project, '.dockerignore'), 'utf8').split('\n');
  const patterns = ignored.filter(Boolean).map((line) => {
    const name = line.replace(/^\*\*\//, '');
    if (/[*!?[]/.test(name)) throw new Error(`.dockerignore: cannot read ${line}`);
    const anywhere = line === name ? '' : '(.*/)?';
    return new RegExp(`^${anywhere}${name.replaceAll('.', '\\.')}(/|$)`);
  });
  const listed = outcome('git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard');
  return listed
    .split('\0')
    .filter((file) => file && !patterns.some((pattern) => pattern.test(file)))
    .filter((file) => fs.existsSync(path.join(project, file)));
}

/** An executable of this machine; cargo's without rustup, which would look for a toolchain. */
function executable(tool) {
  const toolchain = path.join(outcome('rustc', '--print', 'sysroot').trim(), 'bin');
  const places = [toolchain, ...process.env.PATH.split(path.delimiter)];
  const found = places.map((place) => path.join(place, tool)).find((file) => fs.existsSync(file));
  if (!found) throw new Error(`this machine has no ${tool}`);
  return found;
}

class Stage {
  #env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => FROM_OUTSIDE.test(name)),
  );
  #directory = '/';
  #user = null;
  #stop = 'SIGTERM';
  #entry = null;
  /** Holds what the stage has that this machine has not. */
  #layer;
  #root;

  constructor(image, place) {
    const kind = image.split(':')[0];
    if (!(kind in TOOLS)) throw new Error(`which tools does ${image} have? Say it in TOOLS`);
    this.#layer = path.join(place, 'layer');
    this.#root = path.join(place, 'root');
    for (const name of ['layer', 'work', 'root']) fs.mkdirSync(path.join(place, name));
    const tools = path.join(this.#layer, 'stage-tools');
    fs.mkdirSync(tools);
    for (const tool of [...DEBIAN, ...TOOLS[kind]]) {
      fs.symlinkSync(executable(tool), path.join(tools, tool));
    }
    const layers = `lowerdir=/,upperdir=${this.#layer},workdir=${path.join(place, 'work')}`;
    outcome('mount', '-t', 'overlay', 'overlay', '-o', layers, this.#root);
    for (const part of ['dev', 'proc']) outcome('mount', '--rbind', `/${part}`, this.inside(part));
    // The project itself is out of reach, but for what was compiled before.
    outcome('mount', '-t', 'tmpfs', 'tmpfs', this.inside(project));
    Object.assign(this.#env, { PATH: '/stage-tools', HOME: os.homedir() });
    if (kind === 'rust') {
      this.#env.CARGO_HOME = process.env.CARGO_HOME ?? path.join(os.homedir(), '.cargo');
    }
    if (kind === 'rust' && !isWhole) {
      const target = process.env.CARGO_TARGET_DIR ?? path.join(project, 'target');
      fs.mkdirSync(target, { recursive: true });
      fs.mkdirSync(this.inside(target), { recursive: true });
      outcome('mount', '--bind', target, this.inside(target));
      this.#env.CARGO_TARGET_DIR = target;
    }
  }

  /** Where a path of the stage is on this machine. */
  inside(file) {
    return path.join(this.#root, path.resolve(this.#directory, file));
  }

  /** A path that the stage itself has made or been given. */
  made(file) {
    const there = path.join(this.#layer, file);
    if (!fs.existsSync(there)) throw new Error(`the stage has not made ${file}`);
    return there;
  }

  play(word, rest, copied) {
    const handlers = {
      WORKDIR: () => {
        this.#directory = path.resolve(this.#directory, rest);
        fs.mkdirSync(this.inside('.'), { recursive: true });
      },
      COPY: () => copied(this, rest.split(/\s+/)),
      ENV: () => {
        for (const [, name, value] of rest.matchAll(/(\w+)=(\S+)/g)) this.#env[name] = value;
      },
      RUN: () => this.#run(rest),
      USER: () => (this.#user = rest),
      STOPSIGNAL: () => (this.#stop = rest),
      ENTRYPOINT: () => (this.#entry = JSON.parse(rest)),
      VOLUME: () => {},
      EXPOSE: () => {},
    };
    if (!(word in handlers)) throw new Error(`cannot play ${word}`);
    handlers[word]();
  }

  #run(command) {
    const isBuild = !isWhole && command.startsWith('cargo build');
    const checked = command
      .replace('cargo build', 'cargo check')
      .replace(/ --release| --profile \S+/, '');
    const [program, ...args] = this.#command(['sh', '-ec', isBuild ? checked : command]);
    const { status } = spawnSync(program, args, { stdio: 'inherit' });
    if (status !== 0) throw new Error(`RUN ${command}: ended with ${status}`);
    if (!isBuild) return;
    const profile = /--profile (\S+)/.exec(command)?.[1];
    const folder = profile ?? (command.includes('--release') ? 'release' : 'debug');
    const binary = this.inside(`target/${folder}/onefloor`);
    fs.mkdirSync(path.dirname(binary), { recursive: true });
    const stand = process.env.ONEFLOOR_BIN ?? path.join(project, 'target/debug/onefloor');
    fs.copyFileSync(stand, binary);
  }

  /** A command inside the stage, as its user. */
  #command(command) {
    const env = Object.entries(this.#env).map(([name, value]) => `${name}=${value}`);
    const user = this.#user ? [`--userspec=${this.#user}`] : [];
    const entered = ['sh', '-c', 'cd "$0" && exec "$@"', this.#directory, ...command];
    return ['chroot', ...user, this.#root, '/stage-tools/env', '-i', ...env, ...entered];
  }

  /** Starts what the image starts, waits for its greeting, and stops it as an engine does. */
  async start() {
    this.#env.ONEFLOOR_LISTEN = '127.0.0.1:0';
    const [program, ...args] = this.#command(this.#entry);
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const impatience = setTimeout(() => child.kill('SIGKILL'), START_WAIT_MS);
    let greeting = '';
    child.stdout.on('data', (chunk) => {
      greeting += chunk;
      if (greeting.includes('host-link')) child.kill(this.#stop);
    });
    const [code, signal] = await new Promise((ended) => {
      child.on('exit', (...how) => ended(how));
    });
    clearTimeout(impatience);
    if (code !== 0) throw new Error(`ENTRYPOINT: ended with ${code ?? signal}: ${greeting}`);
  }
}

/** COPY: from the checkout or an earlier stage, files into a directory or one to a name. */
function copier(stages, files) {
  return (stage, words) => {
    const from = words[0].startsWith('--from=') ? words.shift().slice('--from='.length) : null;
    const to = words.pop();
    for (const source of words) {
      const wanted = path.normalize(source).replace(/\/$/, '');
      const pairs = from
        ? [[stages.get(from).made(wanted), '']]
        : files
            .filter((file) => file === wanted || file.startsWith(`${wanted}/`))
            .map((file) => [path.join(project, file), file.slice(wanted.length + 1)]);
      if (pairs.length === 0) throw new Error(`COPY: the checkout has no ${source}`);
      for (const [file, below] of pairs) {
        const isDirectory = below || fs.statSync(file).isDirectory();
        const name = !isDirectory && to.endsWith('/') ? path.basename(file) : below;
        const place = stage.inside(path.join(to, name));
        fs.mkdirSync(path.dirname(place), { recursive: true });
        fs.cpSync(file, place, { recursive: true, preserveTimestamps: true });
      }
    }
  };
}

async function play(place) {
  const stages = new Map();
  const copied = copier(stages, context());
  let stage = null;
  for (const [word, rest] of instructions()) {
    console.log(`-- ${word} ${rest}`);
    if (word === 'FROM') {
      const [image, , name = String(stages.size)] = rest.split(/\s+/);
      const below = path.join(place, name);
      fs.mkdirSync(below);
      stage = new Stage(image, below);
      stages.set(name, stage);
    } else {
      stage.play(word, rest, copied);
    }
  }
  await stage.start();
  console.log(`${stages.size} stages were played, and the last one starts and stops`);
}

if (process.env.ONEFLOOR_STAGES) {
  outcome('mount', '-t', 'tmpfs', 'tmpfs', process.env.ONEFLOOR_STAGES);
  await play(process.env.ONEFLOOR_STAGES).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
} else {
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'onefloor-stages-'));
  const again = ['--mount', '--propagation', 'private', process.execPath, ...process.argv.slice(1)];
  const { status } = spawnSync('unshare', again, {
    stdio: 'inherit',
    env: { ...process.env, ONEFLOOR_STAGES: place },
  });
  fs.rmdirSync(place);
  process.exitCode = status ?? 1;
}
