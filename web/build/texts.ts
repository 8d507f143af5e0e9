// Parts the message catalogues: what a participant's first screen can say comes first, what participants
// may need besides when there is time, and the words of staff where staff works. Nobody loads a language
// that they do not read.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';

type Catalogue = Record<string, unknown>;
/** In this order; a text is in the first part whose screens can ask for it. */
const PARTS = ['first', 'later', 'staff'] as const;
type Part = (typeof PARTS)[number];
type Parts = Record<Part, Catalogue>;
/** The files of the screens that ask for a part; staff's are all others. */
type Screens = Record<Exclude<Part, 'staff'>, Iterable<string>>;

const ID = 'virtual:texts';

/** The keys that some sources can ask for: written out, or by the beginning that all of them share. */
export function keysOf(sources: string[], keys: string[]): Set<string> {
  const written = new Set<string>();
  const begun = new Set<string>();
  for (const source of sources) {
    for (const [, key = ''] of source.matchAll(/['"]([\w]+\.[\w.]+)['"]/g)) written.add(key);
    for (const [, start = ''] of source.matchAll(/`([\w]+\.[\w.]*)\$\{/g)) begun.add(start);
  }
  const isBegun = (key: string) => [...begun].some((start) => key.startsWith(start));
  return new Set(keys.filter((key) => written.has(key) || isBegun(key)));
}

/** The part that each key is in. */
export function partOf({ first, later }: Screens, keys: string[]): (key: string) => Part {
  const asked = (files: Iterable<string>) =>
    keysOf(
      [...files].map((file) => readFileSync(file, 'utf8')),
      keys,
    );
  const [atFirst, afterwards] = [asked(first), asked(later)];
  return (key) => (atFirst.has(key) ? 'first' : afterwards.has(key) ? 'later' : 'staff');
}

function parted(catalogue: Catalogue, partOf: (key: string) => Part): Parts {
  const parts: Parts = { first: {}, later: {}, staff: {} };
  for (const [key, message] of Object.entries(catalogue)) parts[partOf(key)][key] = message;
  return parts;
}

/** `virtual:texts` has the address of each part of each language. */
export function texts(locales: string, screens: () => Screens): Plugin {
  const all = () => {
    const names = readdirSync(locales).filter((name) => name.endsWith('.json'));
    const catalogues = names.map((name): [string, Catalogue] => [
      basename(name, '.json'),
      JSON.parse(readFileSync(join(locales, name), 'utf8')) as Catalogue,
    ]);
    const english = new Map(catalogues).get('en') ?? {};
    const part = partOf(screens(), Object.keys(english));
    return catalogues.map(([locale, texts]): [string, Parts] => [locale, parted(texts, part)]);
  };
  let isBuilt = false;
  return {
    name: 'texts',
    configResolved: (config) => void (isBuilt = config.command === 'build'),
    resolveId: (id) => (id === ID ? `\0${ID}` : null),
    load(id) {
      if (id !== `\0${ID}`) return null;
      const addresses: Record<string, Record<string, string>> = {};
      for (const [locale, parts] of all()) {
        addresses[locale] = {};
        for (const [part, texts] of Object.entries(parts)) {
          const source = JSON.stringify(texts);
          const sum = createHash('sha256').update(source).digest('base64url').slice(0, 8);
          const fileName = `assets/${locale}.${part}-${sum}.json`;
          if (isBuilt) this.emitFile({ type: 'asset', fileName, source });
          addresses[locale][part] = isBuilt ? `/${fileName}` : `/texts/${locale}.${part}.json`;
        }
      }
      return `export default ${JSON.stringify(addresses)}`;
    },
    configureServer(server) {
      server.middlewares.use('/texts', (request, response, next) => {
        const [locale, part] = (request.url ?? '').slice(1).split('.');
        const parts = all().find(([name]) => name === locale)?.[1];
        const known = PARTS.find((name) => name === part);
        if (!parts || !known) return next();
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(parts[known]));
      });
    },
  };
}
