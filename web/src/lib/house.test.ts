// Rules of the house that hold for every component.

import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'svelte/compiler';
import { expect, test } from 'vitest';

const components = import.meta.glob<string>('../**/*.svelte', {
  query: '?raw',
  import: 'default',
  eager: true,
});
// Read as files: imported style sheets are empty in unit tests.
const sheets = Object.fromEntries(
  readdirSync('src/lib/ui')
    .filter((name) => name.endsWith('.css'))
    .map((name) => [name, readFileSync(`src/lib/ui/${name}`, 'utf8')]),
);

/** Names of things, which are the same in every language. */
const NAMES = new Set(['Onefloor', 'Markdown', 'HTML', 'JSON']);

const style = (source: string) => /<style>([\s\S]*)<\/style>/.exec(source)?.[1] ?? '';

interface Node {
  type?: string;
  data?: string;
  name?: string;
  value?: unknown;
  [key: string]: unknown;
}

/** Letters that stand in the markup itself, or in an attribute that people read or hear. */
function literals(node: unknown, found: string[] = []): string[] {
  if (Array.isArray(node)) node.forEach((one) => literals(one, found));
  if (!node || typeof node !== 'object') return found;
  const { type, data, name } = node as Node;
  if (type === 'StyleDirective') return found;
  if (type === 'Text' && data && /\p{L}/u.test(data)) found.push(data.trim());
  if (type === 'Attribute' && !/^(aria-label|title|label|placeholder|alt|hint)$/.test(name ?? '')) {
    return found;
  }
  for (const [key, child] of Object.entries(node)) if (key !== 'parent') literals(child, found);
  return found;
}

test.each(Object.keys(components))('%s takes its words from the catalogues', (file) => {
  const { fragment } = parse(components[file] ?? '', { modern: true });
  const words = literals(fragment).filter((text) => !NAMES.has(text));
  // An example of a format is no sentence.
  expect(words.filter((text) => !/^\d{4}-\d\d-\d\dT/.test(text))).toEqual([]);
});

const PHYSICAL =
  /(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|(?:left|right|top|bottom|width|height|min-width|max-width|min-height|max-height)\s*:|text-align:\s*(?:left|right)|float:\s*(?:left|right))/;

test.each([...Object.keys(components), ...Object.keys(sheets)])(
  '%s knows no left and no right',
  (file) => {
    const css = sheets[file] ?? style(components[file] ?? '');
    const lines = css.split('\n').filter((line) => !line.trim().startsWith('@media'));
    expect(lines.filter((line) => PHYSICAL.test(line)).map((line) => line.trim())).toEqual([]);
  },
);

// A QR code is black on white in every theme, or scanners fail.
const coloured = Object.keys(components).filter((file) => !file.endsWith('/QrCode.svelte'));

test.each(coloured)('%s uses the colours of the tokens', (file) => {
  const css = style(components[file] ?? '');
  expect(css.match(/#[0-9a-f]{3,8}\b|(?:rgb|hsl|oklch)a?\(/gi) ?? []).toEqual([]);
});
