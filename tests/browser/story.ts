// A story with a server of its own, and people who leave when it is told.

import { test as base } from '@playwright/test';
import { Server } from './server.ts';

interface Story {
  server: Server;
  /** A server whose clock the story turns, where minutes must pass. */
  turnedServer: Server;
  everybodyLeaves: void;
}

export const test = base.extend<Story>({
  // Playwright asks for the empty pattern: this fixture needs no other.
  // eslint-disable-next-line no-empty-pattern
  server: async ({}, use) => {
    const server = await Server.start();
    await use(server);
    await server.stop();
  },
  // eslint-disable-next-line no-empty-pattern
  turnedServer: async ({}, use) => {
    const server = await Server.start([], { turnable: true });
    await use(server);
    await server.stop();
  },
  // The browser outlives the story, and pages without a server would try for ever to come back.
  everybodyLeaves: [
    async ({ browser }, use) => {
      await use();
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});
