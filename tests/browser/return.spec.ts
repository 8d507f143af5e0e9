// Somebody loses the network for two minutes, with a question half sent.

import { expect, type Page, type WebSocketRoute } from '@playwright/test';
import { asks, createsSession, joins, picture } from './people.ts';
import { test } from './story.ts';

/** Longer than the server waits for a silent socket (30 s), and longer than any retry. */
const AWAY_MS = 120_000;

/** A network that can go away: the page's sockets are cut, and new ones get nowhere. */
async function network(page: Page): Promise<{ cut(): void; mend(): void }> {
  let isCut = false;
  const open = new Set<WebSocketRoute>();
  await page.routeWebSocket(/\/ws$/, (socket) => {
    if (isCut) return void socket.close();
    const server = socket.connectToServer();
    open.add(socket);
    socket.onMessage((message) => {
      if (!isCut) server.send(message);
    });
    server.onMessage((message) => {
      if (!isCut) socket.send(message);
    });
  });
  return {
    cut() {
      isCut = true;
      for (const socket of open) void socket.close();
      open.clear();
    },
    mend() {
      isCut = false;
    },
  };
}

test('a question written while the network was away for two minutes arrives once', async ({
  browser,
  server,
}) => {
  const { session, moderator } = await createsSession(browser, server);
  const ana = await joins(browser, server.url, session, 'Ana');
  const link = await network(ana);
  await ana.reload();
  await asks(ana, 'Asked before the network went');
  await expect(moderator.getByText('Asked before the network went')).toBeVisible();

  link.cut();
  const away = Date.now();
  await ana.getByLabel('Your question').fill('Asked while nobody could hear');
  await ana.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(ana.getByText(/Reconnecting. Last update/)).toBeVisible();
  await expect(ana.getByText('is kept here and goes out')).toBeVisible();
  await ana.getByLabel('Your question').fill('Begun, and not sent');
  await picture(ana, 'participant-offline');
  // The hour goes on without her: both her questions' neighbours change meanwhile.
  await moderator.getByRole('button', { name: 'Take the next', exact: true }).click();
  await expect
    .poll(() => Date.now() - away, {
      timeout: AWAY_MS + 10_000,
      intervals: [1_000],
    })
    .toBeGreaterThan(AWAY_MS);
  await expect(moderator.getByText('0 online')).toBeVisible();

  link.mend();
  await expect(ana.getByText(/Reconnecting/)).toBeHidden({ timeout: 20_000 });
  await expect(moderator.getByText('Asked while nobody could hear')).toHaveCount(1);
  await expect(ana.getByRole('region', { name: 'Your turn' })).toContainText('before the network');
  const yours = ana.getByRole('region', { name: 'Yours' });
  await expect(yours.getByText('Asked while nobody could hear')).toHaveCount(1);
  await expect(yours.getByText('Place 1')).toBeVisible();
  await expect(ana.getByLabel('Your question')).toHaveValue('Begun, and not sent');

  // What is begun outlives the page as well, and nothing is sent twice.
  await ana.reload();
  await expect(ana.getByLabel('Your question')).toHaveValue('Begun, and not sent');
  await expect(yours.getByText('Asked while nobody could hear')).toHaveCount(1);
});
