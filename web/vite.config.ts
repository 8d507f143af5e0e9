/// <reference types="vitest/config" />
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { firstScreen, groups, participantScreens } from './build/chunks.ts';
import { texts } from './build/texts.ts';

/** Writes `.br` and `.gz` beside every text asset, so that the binary never compresses at run time. */
function precompress(): Plugin {
  let outDir = 'dist';
  return {
    name: 'precompress',
    apply: 'build',
    configResolved: (config) => void (outDir = join(config.root, config.build.outDir)),
    closeBundle() {
      for (const file of readdirSync(outDir, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(html|js|css|svg|json|webmanifest|txt)$/.test(file)) continue;
        const path = join(outDir, file);
        const bytes = readFileSync(path);
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
        writeFileSync(
          `${path}.br`,
          brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
        );
      }
    },
  };
}

const src = fileURLToPath(new URL('./src', import.meta.url));
const locales = join(src, 'lib/i18n/locales');
const server = 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [
    svelte(),
    texts(locales, () => ({ first: firstScreen(src), later: participantScreens(src) })),
    precompress(),
  ],
  resolve: {
    alias: { $lib: fileURLToPath(new URL('./src/lib', import.meta.url)) },
    // Component tests mount in a DOM: without this, vitest would pick Svelte's server build.
    ...(process.env.VITEST && { conditions: ['browser'] }),
  },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: groups(src) } },
    },
  },
  server: { proxy: { '/api': server, '/ws': { target: server, ws: true } } },
  test: {
    environment: 'happy-dom',
    include: ['{src,build}/**/*.test.ts'],
    setupFiles: ['src/test-setup.ts'],
  },
});
