import { defineConfig } from '@playwright/test';
import { findChromium } from './chromium.mjs';

export default defineConfig({
  outputDir: 'test-results',
  // Each story has its own server; two run side by side on two cores.
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 300_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  projects: [
    { name: 'stories', testMatch: '*.spec.ts' },
    // Calls need the machine for themselves, and what is timed needs it even more.
    { name: 'calls', testMatch: '*.media.ts', dependencies: ['stories'] },
    { name: 'timing', testMatch: '*.timing.ts', dependencies: ['calls'] },
  ],
  use: {
    locale: 'en-GB',
    actionTimeout: 10_000,
    // The pages' contents at each step, without a film of them: filming every page of a story costs a
    // quarter of its time on two cores.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findChromium() ?? undefined,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
});
