import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// Read as a file: imported style sheets are empty in unit tests.
const tokens = readFileSync('src/lib/ui/tokens.css', 'utf8');

type Scheme = 'light' | 'dark';

/** The colour of a token in a scheme, as red, green, blue from 0 to 1. */
function colour(name: string, scheme: Scheme): number[] {
  const found = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokens);
  const hex = found?.[scheme === 'light' ? 1 : 2];
  if (!hex) throw new Error(`no colour --${name}`);
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(rgb: number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string, scheme: Scheme): number {
  const [dark = 0, light = 0] = [one, other]
    .map((name) => luminance(colour(name, scheme)))
    .sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const surfaces = ['canvas', 'surface', 'raised', 'sunken', 'hover'];
const texts = [
  ...['ink', 'ink-soft'].flatMap((ink) => surfaces.map((surface) => [ink, surface] as const)),
  ...['canvas', 'surface', 'raised'].map((surface) => ['ink-faint', surface] as const),
  ...['accent', 'ok', 'warn', 'danger'].flatMap(
    (tone) =>
      [
        [`on-${tone}`, tone],
        [`${tone}-ink`, `${tone}-soft`],
        [tone, 'surface'],
        [tone, 'canvas'],
      ] as const,
  ),
];
/** What stands on a tint: plain text, quiet buttons, and the clock of a turn that is ending or over. */
const tints = ['accent-soft', 'ok-soft', 'warn-soft', 'danger-soft'];
const onTints = tints.flatMap((tint) =>
  ['ink', 'ink-soft', 'warn', 'danger', 'warn-ink', 'danger-ink', 'accent'].map(
    (text) => [text, tint] as const,
  ),
);
const raised = ['accent', 'ok', 'warn', 'danger'].flatMap((tone) =>
  ['raised', 'surface', 'canvas'].map((ground) => [`${tone}-ink`, ground] as const),
);
const edges = ['canvas', 'surface', 'raised'].map((surface) => ['edge', surface] as const);

test.each(['light', 'dark'] as const)('every text can be read in %s', (scheme) => {
  const weak = [...texts, ...onTints, ...raised].filter(
    ([text, ground]) => contrast(text, ground, scheme) < 4.5,
  );
  expect(weak).toEqual([]);
});

test.each(['light', 'dark'] as const)('every control can be made out in %s', (scheme) => {
  const weak = edges.filter(([edge, ground]) => contrast(edge, ground, scheme) < 3);
  expect(weak).toEqual([]);
});
