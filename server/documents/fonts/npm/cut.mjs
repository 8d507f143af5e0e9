// Cuts the fonts of the PDF report to the characters that a report can hold.
//
// `npm ci && node cut.mjs` writes the fonts, the licences and the manifest into `../cut`, which is
// committed. `node cut.mjs --check` writes nothing and fails if `../cut` holds anything else. The
// same package-lock.json yields the same bytes on every machine.
//
// Chinese comes as a hundred variable slices, which is a tenth of the download of the whole font.
// Each is fixed at one weight, and their glyphs are put into one file again: Chinese needs none of
// the layout tables that this loses.

import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import fonteditor from 'fonteditor-core';
import subsetFont from 'subset-font';

const packages = new URL('node_modules/', import.meta.url);
const committed = new URL('../cut/', import.meta.url);
/** What `../cut` holds: bytes by file name. */
const files = new Map();
/** A line of the manifest for each font. */
const fonts = [];
const lock = JSON.parse(await readFile(new URL('package-lock.json', import.meta.url), 'utf8'));
/** Name table: copyright, licence and its address stay with the font. */
const kept = { targetFormat: 'sfnt', preserveNameIds: [0, 13, 14] };

/** Latin, Greek, Cyrillic and Vietnamese, with punctuation, currencies, arrows and signs. */
const western = [
  [0x20, 0x52f],
  [0x1e00, 0x1fff],
  [0x2000, 0x2bff],
];

/** Arabic with the letters of its neighbours, and what stands between them. */
const arabic = [
  [0x20, 0x2f],
  [0x3a, 0x40],
  [0x5b, 0x60],
  [0x7b, 0x7e],
  [0xa0, 0xa0],
  [0xab, 0xab],
  [0xbb, 0xbb],
  [0x600, 0x6ff],
  [0x750, 0x77f],
  [0x8a0, 0x8ff],
  [0x200c, 0x2026],
  [0x2039, 0x203a],
  [0xfb50, 0xfdff],
  [0xfe70, 0xfefc],
];

/** Emoji, in one colour as a printer has it, with what joins and varies them. */
const emoji = [
  [0x200d, 0x200d],
  [0x2190, 0x2bff],
  [0xfe0e, 0xfe0f],
  [0x1f000, 0x1faff],
];

/** What stands in words of every script: it comes from the font of the words, so that they join. */
const joining = [
  [0x200b, 0x200d],
  [0x25cc, 0x25cc],
];

/** Each script by name: the package that draws it, and its characters with those of its neighbours. */
const scripts = {
  armenian: [
    [0x530, 0x58f],
    [0xfb13, 0xfb17],
  ],
  bengali: [
    [0x951, 0x952],
    [0x964, 0x965],
    [0x980, 0x9ff],
    [0x1cd0, 0x1cf9],
  ],
  cherokee: [
    [0x13a0, 0x13ff],
    [0xab70, 0xabbf],
  ],
  devanagari: [
    [0x900, 0x97f],
    [0x1cd0, 0x1cf9],
    [0xa830, 0xa839],
    [0xa8e0, 0xa8ff],
  ],
  ethiopic: [
    [0x1200, 0x139f],
    [0x2d80, 0x2ddf],
    [0xab01, 0xab2e],
  ],
  georgian: [
    [0x10a0, 0x10ff],
    [0x1c90, 0x1cbf],
    [0x2d00, 0x2d2d],
  ],
  gujarati: [
    [0x951, 0x952],
    [0x964, 0x965],
    [0xa80, 0xaff],
    [0xa830, 0xa839],
  ],
  gurmukhi: [
    [0x951, 0x952],
    [0x964, 0x965],
    [0xa00, 0xa7f],
    [0xa830, 0xa839],
  ],
  hebrew: [
    [0x590, 0x5ff],
    [0x20aa, 0x20aa],
    [0xfb1d, 0xfb4f],
  ],
  kannada: [
    [0x951, 0x952],
    [0x964, 0x965],
    [0xc80, 0xcff],
    [0x1cd0, 0x1cf9],
  ],
  khmer: [
    [0x1780, 0x17ff],
    [0x19e0, 0x19ff],
  ],
  lao: [[0xe80, 0xeff]],
  malayalam: [
    [0x951, 0x952],
    [0x964, 0x965],
    [0xd00, 0xd7f],
  ],
  myanmar: [
    [0x1000, 0x109f],
    [0xa9e0, 0xa9fe],
    [0xaa60, 0xaa7f],
  ],
  nko: [[0x7c0, 0x7ff]],
  oriya: [
    [0x951, 0x952],
    [0x964, 0x965],
    [0xb00, 0xb7f],
  ],
  sinhala: [
    [0x964, 0x965],
    [0xd80, 0xdff],
  ],
  syriac: [
    [0x700, 0x74f],
    [0x860, 0x86a],
  ],
  tamil: [
    [0x951, 0x952],
    [0x964, 0x965],
    [0xb80, 0xbff],
  ],
  telugu: [
    [0x951, 0x952],
    [0x964, 0x965],
    [0xc00, 0xc7f],
    [0x1cd0, 0x1cf9],
  ],
  thaana: [[0x780, 0x7bf]],
  thai: [[0xe00, 0xe7f]],
  tifinagh: [[0x2d30, 0x2d7f]],
};

/** Korean in whole syllables, as it is typed. */
const hangul = [
  [0x3130, 0x318f],
  [0xac00, 0xd7a3],
];

/** Chinese characters beyond the first plane, as far as names, Cantonese and Japanese need them. */
const rareHan = [[0x20000, 0x2fa1f]];

const characters = (ranges) =>
  ranges
    .map(([from, to]) =>
      String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, at) => from + at)),
    )
    .join('');

/** Keeps a font with its licence, and says in the manifest where both come from. */
async function keep(name, bytes, { source, from, licence }) {
  const file = `${name}.ttf`;
  const licenceFile = `${source.split('/')[1]}.OFL.txt`;
  files.set(file, Buffer.from(bytes));
  // The texts come with trailing spaces and both kinds of line ends.
  const text = await readFile(new URL(`${source}/${licence}`, packages), 'utf8');
  const lines = text.split(/\r?\n/).map((line) => line.trimEnd());
  files.set(licenceFile, Buffer.from(`${lines.join('\n').trim()}\n`));
  const { version, integrity } = lock.packages[`node_modules/${source}`];
  fonts.push({
    file,
    bytes: files.get(file).length,
    sha256: createHash('sha256').update(files.get(file)).digest('hex'),
    package: `${source}@${version}`,
    integrity,
    from,
    licence: 'OFL-1.1',
    licence_file: licenceFile,
  });
}

async function cut(name, source, from, ranges) {
  const font = await readFile(new URL(`${source}/${from}`, packages));
  const bytes = await subsetFont(font, characters(ranges), kept);
  await keep(name, bytes, { source, from, licence: 'LICENSE_FONT' });
}

async function han(name) {
  const source = '@fontsource-variable/noto-sans-sc';
  const folder = new URL(`${source}/`, packages);
  const css = await readFile(new URL('index.css', folder), 'utf8');
  const mapped = new Set();
  let whole;
  for (const [, file, listed] of css.matchAll(/url\(([^)]+)\)[^;]*;\s*unicode-range: ([^;]+);/g)) {
    const ranges = listed.split(',').map((range) => {
      const [from, to = from] = range.trim().slice(2).split('-');
      return [parseInt(from, 16), parseInt(to, 16)];
    });
    // Below are the Latin letters, which the other font has.
    const wanted = ranges.filter(([from]) => from >= 0x2000);
    if (wanted.length === 0) continue;
    const slice = await subsetFont(await readFile(new URL(file, folder)), characters(wanted), {
      ...kept,
      variationAxes: { wght: 400 },
    });
    const font = fonteditor.Font.create(slice, { type: 'ttf' });
    const fresh = font.get().glyf.filter((glyph) => {
      // A few compatibility characters share a glyph, and slices share the space.
      glyph.unicode = (glyph.unicode ?? []).filter((code) => !mapped.has(code));
      glyph.unicode.forEach((code) => mapped.add(code));
      return glyph.unicode.length > 0;
    });
    if (whole) whole.get().glyf.push(...fresh);
    else whole = font;
  }
  const bytes = whole.write({ type: 'ttf', hinting: false });
  await keep(name, bytes, { source, from: 'index.css', licence: 'LICENSE' });
}

/** The names of committed files that are missing, too many or other than they were cut now. */
async function drifted() {
  const names = new Set([...(await readdir(committed)), ...files.keys()]);
  const differs = await Promise.all(
    [...names].map(async (name) => {
      const there = await readFile(new URL(name, committed)).catch(() => null);
      return !there || !files.get(name)?.equals(there);
    }),
  );
  return [...names].filter((_, at) => differs[at]);
}

const sans = '@expo-google-fonts/noto-sans';
// Noto draws the dots of Arabic letters as marks of their own, which readers of a PDF take for
// letters or lose; Plex has whole letters.
const plex = '@expo-google-fonts/ibm-plex-sans-arabic';
await cut('sans', sans, '400Regular/NotoSans_400Regular.ttf', western);
await cut('sans-bold', sans, '700Bold/NotoSans_700Bold.ttf', western);
await cut('arabic', plex, '400Regular/IBMPlexSansArabic_400Regular.ttf', arabic);
await cut('arabic-bold', plex, '700Bold/IBMPlexSansArabic_700Bold.ttf', arabic);
await han('han');
await cut(
  'han-hong-kong',
  '@expo-google-fonts/noto-sans-hk',
  '400Regular/NotoSansHK_400Regular.ttf',
  rareHan,
);
await cut(
  'han-japan',
  '@expo-google-fonts/noto-sans-jp',
  '400Regular/NotoSansJP_400Regular.ttf',
  rareHan,
);
await cut(
  'hangul',
  '@expo-google-fonts/noto-sans-kr',
  '400Regular/NotoSansKR_400Regular.ttf',
  hangul,
);
for (const [script, ranges] of Object.entries(scripts)) {
  const source = `@expo-google-fonts/noto-sans-${script}`;
  const [from] = (await readdir(new URL(`${source}/400Regular/`, packages))).filter((file) =>
    file.endsWith('.ttf'),
  );
  await cut(script, source, `400Regular/${from}`, [...joining, ...ranges]);
}
const signs = '@expo-google-fonts/noto-emoji';
await cut('emoji', signs, '400Regular/NotoEmoji_400Regular.ttf', emoji);

files.set('manifest.json', Buffer.from(`${JSON.stringify({ fonts }, null, 2)}\n`));
if (process.argv.includes('--check')) {
  const names = await drifted();
  if (names.length > 0) {
    console.error(`server/documents/fonts/cut is not what cut.mjs writes: ${names.join(', ')}`);
    process.exit(1);
  }
} else {
  await mkdir(committed, { recursive: true });
  for (const [name, bytes] of files) await writeFile(new URL(name, committed), bytes);
}
