// Whose work the binary holds, read from what it is built of.
//
// Crates: all that `onefloor` is linked from on Linux, by `cargo tree`, and what of C comes with them.
// Packages: what the web app imports and what comes with that, by web/node_modules (run `npm ci` in web
// before). Fonts: the manifest in server/documents/fonts/cut.
//
// Each is `{ name, version, licence, by, from, purl, hash, texts, uses, isNamed }`; `uses` are the purls
// of what it needs itself, `isNamed` says that our own code names it, and `hash` is `{ alg, content }` of
// the archive that a registry gave, by the lock file.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const LICENCE = /^(licen[cs]e|copying|copyright|notice|unlicense)/i;
const TARGET = 'x86_64-unknown-linux-gnu';

export function read(...below) {
  return fs.readFileSync(path.join(...below), 'utf8');
}

export function readJson(...below) {
  return JSON.parse(read(...below));
}

/** The licence files of a directory. Where one may choose, MIT, which is the shortest. */
function texts(directory, licence) {
  const files = fs
    .readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENCE.test(entry.name))
    .map(({ name }) => name)
    .sort();
  const mit = files.filter((name) => /mit/i.test(name));
  const mayChoose = /\bOR\b|\//.test(licence) && !/\bAND\b/.test(licence);
  const chosen =
    mayChoose && mit.length > 0
      ? files.filter((name) => mit.includes(name) || /^notice/i.test(name))
      : files;
  return chosen.map((name) => read(directory, name));
}

/** The output of cargo. */
function cargo(...args) {
  const { status, stdout, stderr } = spawnSync('cargo', [...args, '--locked'], {
    cwd: project,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** What the lock file says of the archive of each crate, by name and version. */
function checksums() {
  const entries = read(project, 'Cargo.lock').matchAll(
    /name = "(.+)"\nversion = "(.+)"\nsource = ".+"\nchecksum = "(.+)"/g,
  );
  return new Map([...entries].map(([, name, version, sum]) => [`${name} ${version}`, sum]));
}

const purlOfCrate = ({ name, version }) => `pkg:cargo/${name}@${version}`;

/** The crates that the binary is linked from. Macros are run when it is built, and left behind. */
export function crates() {
  const edges = ['-e', 'normal,no-proc-macro', '--target', TARGET];
  const tree = cargo('tree', '-p', 'onefloor', ...edges, '--prefix', 'none', '-f', '{p}');
  const linked = new Set(tree.split('\n').map((line) => line.split(' ').slice(0, 2).join(' ')));
  const { packages, resolve } = JSON.parse(cargo('metadata', '--format-version', '1'));
  const sums = checksums();
  const byId = new Map(packages.map((one) => [one.id, one]));
  const isShipped = ({ name, version, source }) => source && linked.has(`${name} v${version}`);
  const uses = new Map(
    resolve.nodes.map(({ id, dependencies }) => [
      id,
      dependencies
        .map((other) => byId.get(other))
        .filter(isShipped)
        .map(purlOfCrate),
    ]),
  );
  const ours = packages.filter(({ source }) => !source).map(({ id }) => id);
  const named = new Set(ours.flatMap((id) => uses.get(id)));
  return packages.filter(isShipped).map((one) => {
    const { id, name, version, license, authors, repository, manifest_path } = one;
    const content = sums.get(`${name} ${version}`);
    return {
      name,
      version,
      licence: license ?? 'see the text',
      by: authors.map((author) => author.replace(/\s*<.*>/, '')).join(', '),
      from: repository ?? '',
      purl: purlOfCrate(one),
      hash: content && { alg: 'SHA-256', content },
      texts: texts(path.dirname(manifest_path), license ?? ''),
      uses: uses.get(id),
      isNamed: named.has(purlOfCrate(one)),
      directory: path.dirname(manifest_path),
    };
  });
}

/** SQLite, whose source stands in one of these crates: its faults are told under its own version. */
export function sqlite(crates) {
  const crate = crates.find(({ name }) => name === 'libsqlite3-sys');
  const header = read(crate.directory, 'sqlite3/sqlite3.h');
  const [, version] = /#define SQLITE_VERSION\s+"([\d.]+)"/.exec(header);
  return {
    name: 'sqlite',
    version,
    licence: 'blessing',
    by: '',
    from: 'https://sqlite.org',
    purl: `pkg:generic/sqlite@${version}`,
    texts: [],
    uses: [],
    within: crate.purl,
    isNamed: false,
  };
}

/** A hash as npm writes it, as bills of materials do. */
function hashOf(integrity) {
  const [, size, base64] = /^sha(\d+)-(\S+)/.exec(integrity) ?? [];
  if (!size) return undefined;
  return { alg: `SHA-${size}`, content: Buffer.from(base64, 'base64').toString('hex') };
}

/** The packages that the web app imports, and those that come with them. */
export function webPackages() {
  const web = path.join(project, 'web');
  const sources = fs
    .readdirSync(path.join(web, 'src'), { recursive: true })
    .filter((file) => /\.(ts|svelte)$/.test(file) && !/\.test\.ts$/.test(file));
  const { dependencies } = readJson(web, 'package.json');
  const imported = new Set();
  for (const file of sources) {
    const code = read(web, 'src', file);
    for (const [, name] of code.matchAll(
      /(?:from|import)\s*\(?\s*'((?:@[^/']+\/)?[^./'][^/']*)/g,
    )) {
      if (name in dependencies) imported.add(name);
    }
  }
  const locked = readJson(web, 'package-lock.json').packages;
  const found = new Map();
  const visit = (name, from) => {
    // Node's own rule: the nearest node_modules upwards.
    let directory = from;
    while (!fs.existsSync(path.join(directory, 'node_modules', name, 'package.json'))) {
      if (directory === project) throw new Error(`${name} is not installed: npm ci in web`);
      directory = path.dirname(directory);
    }
    const place = path.join(directory, 'node_modules', name);
    if (found.has(place)) return found.get(place).purl;
    const about = readJson(place, 'package.json');
    const author = about.author?.name ?? about.author ?? '';
    const { integrity = '' } = locked[path.relative(web, place)] ?? {};
    const thing = {
      name,
      version: about.version,
      licence: about.license ?? 'see the text',
      by: author.replace(/\s*<.*>/, ''),
      from: (about.repository?.url ?? about.repository ?? '').replace(/^git\+|\.git$/g, ''),
      purl: `pkg:npm/${name.replace('@', '%40')}@${about.version}`,
      hash: hashOf(integrity),
      texts: texts(place, about.license ?? ''),
      uses: [],
      isNamed: from === web,
    };
    found.set(place, thing);
    // Types are for the compiler and are not shipped.
    const others = Object.keys(about.dependencies ?? {}).filter((it) => !it.startsWith('@types/'));
    thing.uses = others.map((other) => visit(other, place));
    return thing.purl;
  };
  for (const name of imported) visit(name, web);
  return [...found.values()];
}

/** The fonts of the PDF, each cut from one of a package. */
export function fonts() {
  const place = path.join(project, 'server/documents/fonts/cut');
  return readJson(place, 'manifest.json').fonts.map((font) => {
    const [, name, version] = /^(.+)@(.+)$/.exec(font.package);
    return {
      name: font.file,
      version,
      licence: font.licence,
      by: '',
      from: `npm ${font.package}`,
      cutFrom: font.from,
      purl: `pkg:npm/${name.replace('@', '%40')}@${version}#${font.from}`,
      hash: { alg: 'SHA-256', content: font.sha256 },
      texts: [read(place, font.licence_file)],
      uses: [],
      isNamed: true,
    };
  });
}
