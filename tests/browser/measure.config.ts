import { defineConfig } from '@playwright/test';
import stories from './playwright.config.ts';

/** Figures, not tests: they stand beside the stories and are run by hand. */
export default defineConfig({
  ...stories,
  projects: [{ name: 'figures', testMatch: '*.measure.ts' }],
  workers: 1,
});
