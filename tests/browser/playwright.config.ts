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
    // What is timed runs when the stories are over.
    { name: 'timing', testMatch: '*.timing.ts', dependencies: ['stories'] },
  ],
  use: {
    locale: 'en-GB',
    actionTimeout: 10_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findChromium() ?? undefined,
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
});
