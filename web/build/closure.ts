// What a source file needs before it can run: itself, and what it imports, and so on.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const ENDINGS = ['', '.ts', '.svelte', '.svelte.ts', '/index.ts'];
/** `import … from 'x'`, `export … from 'x'` and `import 'x'`; neither types nor `import('x')`. */
const IMPORTS =
  /(?:^|[\s;>])(?:import|export)\s+(?!type\b)(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"]+)['"]/g;

function found(from: string, name: string, src: string): string | null {
  const path = name.startsWith('$lib/')
    ? join(src, 'lib', name.slice('$lib/'.length))
    : name.startsWith('.')
      ? resolve(dirname(from), name)
      : null;
  if (path === null) return null;
  const files = ENDINGS.map((ending) => path + ending);
  return files.find((file) => existsSync(file) && statSync(file).isFile()) ?? null;
}

/** `import('x')`: what comes over the network once it is needed. */
const LATER = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** The files that these load once they need them, by their paths. */
export function loadedBy(files: Iterable<string>, src: string): string[] {
  const named = [...files].flatMap((file) => {
    const source = /\.(ts|svelte)$/.test(file) ? readFileSync(file, 'utf8') : '';
    return [...source.matchAll(LATER)].map(([, name = '']) => found(file, name, src));
  });
  return named.filter((file) => file !== null);
}

/** The files that `roots` need, by their paths; `src` is the directory of the sources. */
export function closure(roots: string[], src: string): Set<string> {
  const needed = new Set<string>();
  const waiting = [...roots];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (needed.has(file)) continue;
    needed.add(file);
    if (!/\.(ts|svelte)$/.test(file)) continue;
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(IMPORTS)) {
      const next = found(file, name, src);
      if (next) waiting.push(next);
    }
  }
  return needed;
}
