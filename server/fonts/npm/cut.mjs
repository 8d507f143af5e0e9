// Cuts the fonts of the PDF report to what it can need, and writes them into `dist`.
//
// Chinese comes as a hundred variable slices, which is a tenth of the download of the whole font.
// Each is fixed at one weight, and their glyphs are put into one file again: Chinese needs none of
// the layout tables that this loses.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import fonteditor from 'fonteditor-core';
import subsetFont from 'subset-font';

const packages = new URL('node_modules/', import.meta.url);
const dist = new URL('dist/', import.meta.url);
/** Name table: copyright, licence and its address stay with the font. */
const kept = { targetFormat: 'sfnt', preserveNameIds: [0, 13, 14] };

/** Latin, Greek, Cyrillic and Vietnamese, with punctuation, currencies, arrows and signs. */
const western = [
  [0x20, 0x52f],
  [0x1e00, 0x1fff],
  [0x2000, 0x2bff],
];

const characters = (ranges) =>
  ranges
    .map(([from, to]) =>
      String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, at) => from + at)),
    )
    .join('');

async function cut(name, file, ranges) {
  const font = await readFile(new URL(file, packages));
  await writeFile(
    new URL(`${name}.ttf`, dist),
    ranges ? await subsetFont(font, characters(ranges), kept) : font,
  );
}

async function han(name) {
  const folder = new URL('@fontsource-variable/noto-sans-sc/', packages);
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
  const file = whole.write({ type: 'ttf', hinting: false });
  await writeFile(new URL(`${name}.ttf`, dist), Buffer.from(file));
}

await mkdir(dist, { recursive: true });
const sans = '@expo-google-fonts/noto-sans/';
const arabic = '@expo-google-fonts/noto-naskh-arabic/';
await cut('sans', `${sans}400Regular/NotoSans_400Regular.ttf`, western);
await cut('sans-bold', `${sans}700Bold/NotoSans_700Bold.ttf`, western);
await cut('arabic', `${arabic}400Regular/NotoNaskhArabic_400Regular.ttf`);
await cut('arabic-bold', `${arabic}700Bold/NotoNaskhArabic_700Bold.ttf`);
await han('han');
