// Somebody loses the network for two minutes, with a question half sent.

import { expect } from '@playwright/test';
import { Line } from './line.ts';
import { item, queue } from './floor.ts';
import { asks, createsSession, joins, picture, writes, bar } from './people.ts';
import { test } from './story.ts';

/** How long the server waits for a silent socket, and longer than any retry. */
const SILENT_MS = 30_000;
/** How much later it is when the network is back. */
const LATER_MS = 90_000;

test('a question written while the network was away for two minutes arrives once', async ({
  browser,
  turnedServer: server,
}) => {
  const { session, moderator } = await createsSession(browser, server);
  const ana = await joins(browser, server.url, session, 'Ana');
  const line = await Line.of(ana);
  await ana.reload();
  await asks(ana, 'Asked before the network went');
  await expect(item(moderator, 'Asked before the network went')).toBeVisible();

  line.cut();
  await (await writes(ana)).fill('Asked while nobody could hear');
  await ana.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(ana.getByText(/Reconnecting. Last update/)).toBeVisible({ timeout: 20_000 });
  await expect(ana.getByText('is kept here and goes out')).toBeVisible();
  await (await writes(ana)).fill('Begun, and not sent');
  await picture(ana, 'participant-offline');
  // The hour goes on without her: both her questions' neighbours change meanwhile.
  await queue(moderator)
    .first()
    .getByRole('button', { name: /^Give the floor/ })
    .click();
  await expect(moderator.getByText('0 online')).toBeVisible({ timeout: SILENT_MS + 10_000 });
  await server.turn(LATER_MS, [moderator]);

  line.restore();
  await expect(ana.getByText(/Reconnecting/)).toBeHidden({ timeout: 20_000 });
  await expect(item(moderator, 'Asked while nobody could hear')).toHaveCount(1);
  await expect(ana.getByRole('region', { name: 'Your turn' })).toContainText('before the network');
  const yours = ana.getByRole('region', { name: 'Yours' });
  await expect(yours.getByText('Asked while nobody could hear')).toHaveCount(1);
  await expect(yours.getByText('Place 1')).toBeVisible();
  await expect(ana.getByLabel('Your question')).toHaveValue('Begun, and not sent');

  // What is begun outlives the page as well, and nothing is sent twice.
  await ana.reload();
  await expect(bar(ana)).toHaveText('Finish your question');
  await expect(await writes(ana)).toHaveValue('Begun, and not sent');
  await expect(yours.getByText('Asked while nobody could hear')).toHaveCount(1);
});

test('a reload in a dead spot keeps the page, the queue and the words', async ({
  browser,
  server,
}) => {
  const { session, moderator } = await createsSession(browser, server);
  const ana = await joins(browser, server.url, session, 'Ana');
  await asks(ana, 'Who keeps the archive?');
  await expect(moderator.getByText('Who keeps the archive?').first()).toBeVisible();
  await expect(ana.locator('html[data-kept]')).toBeAttached();
  await (await writes(ana)).fill('Begun in a tunnel');

  await ana.context().setOffline(true);
  await ana.reload();
  await expect(await writes(ana)).toHaveValue('Begun in a tunnel');
  await expect(ana.getByText('Who keeps the archive?').first()).toBeVisible();
  await expect(ana.getByText(/Reconnecting/)).toBeVisible();
  await picture(ana, 'participant-dead-spot');
  await ana.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(ana.getByText('is kept here and goes out')).toBeVisible();

  await ana.context().setOffline(false);
  await expect(moderator.getByText('Begun in a tunnel')).toHaveCount(1);
  await expect(ana.getByText(/Reconnecting/)).toBeHidden();
});
