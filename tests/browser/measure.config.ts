import { defineConfig } from '@playwright/test';
import stories from './playwright.config.ts';

/** Figures, not tests: they stand beside the stories and are run by hand. */
export default defineConfig({
  ...stories,
  testMatch: '*.measure.ts',
  workers: 1,
});
