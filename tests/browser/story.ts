// A story with a server of its own.

import { test as base } from '@playwright/test';
import { Server } from './server.ts';

export const test = base.extend<{ server: Server }>({
  // Playwright asks for the empty pattern: this fixture needs no other.
  // eslint-disable-next-line no-empty-pattern
  server: async ({}, use) => {
    const server = await Server.start();
    await use(server);
    await server.stop();
  },
});
