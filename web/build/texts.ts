// Parts the message catalogues: what a participant's first screen can say comes first, and all else
// when it is wanted or when there is time. Nobody loads a language that they do not read.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';

type Catalogue = Record<string, unknown>;
type Parts = Record<'first' | 'rest', Catalogue>;

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

function parted(catalogue: Catalogue, first: Set<string>): Parts {
  const parts: Parts = { first: {}, rest: {} };
  for (const [key, message] of Object.entries(catalogue))
    parts[first.has(key) ? 'first' : 'rest'][key] = message;
  return parts;
}

/** `virtual:texts` has the address of each part of each language; `files` are the first screen's. */
export function texts(locales: string, files: () => Iterable<string>): Plugin {
  const all = () => {
    const names = readdirSync(locales).filter((name) => name.endsWith('.json'));
    const catalogues = names.map((name): [string, Catalogue] => [
      basename(name, '.json'),
      JSON.parse(readFileSync(join(locales, name), 'utf8')) as Catalogue,
    ]);
    const sources = [...files()].map((file) => readFileSync(file, 'utf8'));
    const english = new Map(catalogues).get('en') ?? {};
    const first = keysOf(sources, Object.keys(english));
    return catalogues.map(([locale, texts]): [string, Parts] => [locale, parted(texts, first)]);
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
        if (!parts || (part !== 'first' && part !== 'rest')) return next();
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(parts[part]));
      });
    },
  };
}
