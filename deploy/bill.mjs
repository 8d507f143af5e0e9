// The bill of materials of a release: CycloneDX 1.6, as JSON. What it lists is what `shipped.mjs` reads.

import { createHash } from 'node:crypto';

import { crates, fonts, sqlite, webPackages } from './shipped.mjs';

/** `MIT OR Apache-2.0`, `(MIT AND BSD-3-Clause)`, `Apache-2.0 WITH LLVM-exception`. */
const EXPRESSION = /^\(*[\w.+-]+\)*( (OR|AND|WITH) \(*[\w.+-]+\)*)*$/;

function licences(text) {
  // Old crates write a choice as a path.
  const expression = text.replaceAll('/', ' OR ');
  if (!EXPRESSION.test(expression)) return [{ license: { name: text } }];
  return [{ expression }];
}

function component(type, thing) {
  const { name, version, purl, licence, by, from, hash } = thing;
  return {
    type,
    'bom-ref': purl,
    ...(by && { authors: by.split(', ').map((author) => ({ name: author })) }),
    name,
    version,
    ...(hash && { hashes: [hash] }),
    licenses: licences(licence),
    purl,
    ...(/^https?:/.test(from) && { externalReferences: [{ type: 'vcs', url: from }] }),
  };
}

/** A UUID that the contents give, so that the same release has the same. */
function serialNumber(text) {
  const digits = createHash('sha256').update(text).digest('hex').slice(0, 32).split('');
  digits[12] = '8';
  digits[16] = '89ab'[parseInt(digits[16], 16) % 4];
  const uuid = digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return `urn:uuid:${uuid}`;
}

/** The bill of a binary: its version, its SHA-256, and when, in seconds since 1970. */
export function bill({ version, sha256, atS }) {
  const linked = crates();
  const database = sqlite(linked);
  linked.find(({ purl }) => purl === database.within).uses.push(database.purl);
  const typed = [
    ...[...linked, database, ...webPackages()].map((thing) => ['library', thing]),
    ...fonts().map((thing) => ['file', thing]),
  ];
  // One package in two places is one; a font that two files are cut from has two purls.
  const byPurl = new Map(typed.map((one) => [one[1].purl, one]));
  const all = [...byPurl.values()].sort(([, one], [, other]) => (one.purl < other.purl ? -1 : 1));
  const root = `pkg:generic/onefloor@${version}`;
  const named = all.filter(([, thing]) => thing.isNamed).map(([, thing]) => thing.purl);
  const dependencies = [
    { ref: root, dependsOn: named },
    ...all.map(([, { purl, uses }]) => ({ ref: purl, dependsOn: [...new Set(uses)].sort() })),
  ];
  const components = all.map(([type, thing]) => component(type, thing));
  const whole = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialNumber(JSON.stringify([version, sha256, components])),
    version: 1,
    metadata: {
      timestamp: new Date(atS * 1000).toISOString(),
      lifecycles: [{ phase: 'build' }],
      component: {
        type: 'application',
        'bom-ref': root,
        name: 'onefloor',
        version,
        hashes: [{ alg: 'SHA-256', content: sha256 }],
        licenses: [{ expression: 'Apache-2.0' }],
        purl: root,
      },
    },
    components,
    dependencies,
  };
  check(whole);
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** What the schema requires of what is written here, and what a reader counts on. */
function check({ components, dependencies }) {
  const refs = new Set(dependencies.map(({ ref }) => ref));
  const wrong = components.flatMap((one) => {
    const { type, name, version, purl, licenses, hashes = [] } = one;
    const sizes = { 'SHA-256': 64, 'SHA-512': 128, 'SHA-1': 40 };
    const isWhole = [type, name, version, purl].every((text) => typeof text === 'string' && text);
    const isHashed = hashes.every(({ alg, content }) => content.length === sizes[alg]);
    return isWhole && isHashed && licenses.length > 0 && refs.has(purl) ? [] : [one];
  });
  const unknown = dependencies.flatMap(({ dependsOn }) => dependsOn).filter((to) => !refs.has(to));
  if (wrong.length + unknown.length === 0) return;
  throw new Error(`the bill of materials is wrong: ${JSON.stringify([...wrong, ...unknown])}`);
}
