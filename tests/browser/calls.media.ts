// Calls in breakout rooms: sound and pictures of fake devices, really going from browser to browser.

import { expect, test as base, type Browser, type Page } from '@playwright/test';
import { TokenVerifier } from 'livekit-server-sdk';
import { findChromium } from './chromium.mjs';
import { findTurnserver, installTurnserver } from './find-turnserver.mjs';
import { createsSession, isAccessible, joins, PHONE, picture } from './people.ts';
import { Door } from './door.ts';
import { Relay } from './relay.ts';
import {
  callsRound,
  flowsOf,
  hears,
  isInRoom,
  playsOn,
  roomOf,
  watchesCalls,
  waysOf,
} from './rooms.ts';
import { Server } from './server.ts';
import { test } from './story.ts';

const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const launchOptions = {
  executablePath: findChromium({ makesCalls: true }) ?? undefined,
  // A small picture five times a second: four of these share two cores with everything else.
  args: ['--use-fake-device-for-media-stream=fps=5', ...asRoot],
};
test.use({ launchOptions });
base.use({ launchOptions });
// One at a time: a call needs the machine.
test.describe.configure({ mode: 'serial' });

/** Somebody whose browser grants these devices, and asks nobody. */
async function caller(
  browser: Browser,
  url: string,
  code: string,
  name: string,
  permissions: ('microphone' | 'camera')[] = ['microphone', 'camera'],
): Promise<Page> {
  const page = await joins(browser, url, code, name, { ...PHONE, permissions });
  await watchesCalls(page);
  // The connections are watched from the first script on.
  await page.reload();
  await expect(page.getByRole('button', { name })).toBeVisible();
  return page;
}

async function entersCall(page: Page, devices: ('Microphone' | 'Camera')[]): Promise<void> {
  const room = await isInRoom(page);
  for (const device of devices) {
    await room.getByRole('switch', { name: device }).click();
  }
  await room.getByRole('button', { name: /^Join with/ }).click();
  await expect(room.getByRole('list', { name: 'People in the call' })).toBeVisible({
    timeout: 20_000,
  });
}

test('four hear and see one another; one has no camera, one reloads, one comes late', async ({
  browser,
  server,
}) => {
  const { session, moderator } = await createsSession(browser, server);
  const ana = await caller(browser, server.url, session, 'Ana');
  const bao = await caller(browser, server.url, session, 'Bao');
  const chen = await caller(browser, server.url, session, 'Chen');
  const dia = await caller(browser, server.url, session, 'Dia', ['microphone']);
  const fetched: string[] = [];
  ana.on('request', (request) => fetched.push(request.url()));
  const prompt = 'Whom should the coalition meet next?';
  await callsRound(moderator, { prompt, size: 4, minutes: 10 });
  expect(fetched.filter((url) => /CallPanel|livekit/.test(url))).toEqual([]);
  await isInRoom(ana);
  await picture(ana, 'call-check-phone', true);
  for (const page of [ana, bao, chen]) await entersCall(page, ['Microphone', 'Camera']);
  // Dia's browser refuses the camera: she is told, and talks all the same.
  await (await isInRoom(dia)).getByRole('switch', { name: 'Camera' }).click();
  await expect(dia.getByText('does not let this page use the camera').first()).toBeVisible();
  await entersCall(dia, ['Microphone']);
  await hears(ana, 3, ['audio']);
  await hears(dia, 3, ['audio', 'video']);
  for (const page of [ana, bao, chen]) await hears(page, 2, ['video']);
  // Her own picture and two others; three voices.
  await playsOn(ana, 3, 3);
  await isAccessible(ana);
  await picture(ana, 'call-phone', true);
  expect(fetched.some((url) => url.includes('livekit'))).toBe(false);

  // A reload in mid-round: the same room, the microphone and the camera as they were left.
  const room = await roomOf(bao);
  await bao.reload();
  expect(await roomOf(bao)).toBe(room);
  await expect(bao.getByRole('button', { name: 'Mute' })).toBeVisible({ timeout: 20_000 });
  await hears(bao, 3, ['audio']);
  await hears(ana, 3, ['audio']);

  // One comes late, hears everybody, and is heard; one leaves for good.
  const eli = await caller(browser, server.url, session, 'Eli');
  await entersCall(eli, ['Microphone']);
  await hears(eli, 4, ['audio']);
  await chen.getByRole('button', { name: 'Leave', exact: true }).click();
  await chen.getByRole('menuitem', { name: 'Back to the session' }).click();
  await expect.poll(async () => (await flowsOf(eli)).length, { timeout: 20_000 }).toBe(3);
  // Nothing holds the devices of whoever has left.
  await expect(chen.getByRole('list', { name: 'People in the call' })).toBeHidden();
});

base.describe('with a relay', () => {
  base.skip(
    () => !findTurnserver() && !installTurnserver(),
    'there is no coturn, and it cannot be installed here: see deploy/README.md',
  );

  base('a call goes through a real relay and by no other way', async ({ browser }) => {
    let relay = await Relay.start();
    const server = await Server.start(relay.options);
    try {
      const { session, moderator } = await createsSession(browser, server);
      const ana = await caller(browser, server.url, session, 'Ana');
      const bao = await caller(browser, server.url, session, 'Bao');
      await callsRound(moderator, { prompt: 'Can you hear me?', size: 2, minutes: 5 });
      await entersCall(ana, ['Microphone']);
      await entersCall(bao, ['Microphone']);
      await hears(ana, 1, ['audio']);
      await hears(bao, 1, ['audio']);
      for (const page of [ana, bao]) {
        const [flow] = await flowsOf(page);
        expect(new Set(flow?.paths)).toEqual(new Set(['relay']));
      }
      // Ana's phone goes from one network to another: the same connections find a new way.
      const before = await waysOf(ana);
      expect(before.marks).toHaveLength(1);
      await ana.context().setOffline(true);
      await ana.waitForFunction(() => !navigator.onLine);
      await ana.context().setOffline(false);
      await expect
        .poll(async () => (await waysOf(ana)).marks, { timeout: 20_000 })
        .not.toEqual(before.marks);
      await hears(ana, 1, ['audio']);
      await hears(bao, 1, ['audio']);
      expect((await waysOf(ana)).made).toBe(before.made);

      // The relay is gone for a while, and the call comes back by itself.
      await relay.stop();
      await expect.poll(async () => (await flowsOf(ana)).length, { timeout: 60_000 }).toBe(0);
      relay = await Relay.start(relay);
      await hears(ana, 1, ['audio']);
      await hears(bao, 1, ['audio']);

      // The relay dies: text goes on, and the page says that the call does not.
      await relay.stop();
      await ana.reload();
      await expect(ana.getByText(/No connection to/).first()).toBeVisible({ timeout: 60_000 });
      await ana.getByLabel('Write to the room').fill('Text goes on.');
      await ana.getByRole('button', { name: 'Send', exact: true }).first().click();
      await expect(bao.getByText('Text goes on.').first()).toBeVisible();
    } finally {
      await relay.stop();
      await server.stop();
    }
  });
});

base.describe('with a LiveKit server', () => {
  base(
    'its client comes with the room, its token opens that room, and text goes on without it',
    async ({ browser }) => {
      // What stands in for it reads the tokens as the real one does, and lets nobody in.
      const door = await Door.open();
      const [key, secret] = ['a key', 'a secret of more than thirty-two letters'];
      const server = await Server.start([
        ...['--rooms', 'livekit', '--livekit-url', door.url],
        ...['--livekit-key', key, '--livekit-secret', secret],
      ]);
      try {
        const { session, moderator } = await createsSession(browser, server);
        const ana = await caller(browser, server.url, session, 'Ana');
        const bao = await caller(browser, server.url, session, 'Bao');
        const fetched: string[] = [];
        ana.on('request', (request) => fetched.push(request.url()));
        await callsRound(moderator, { prompt: 'Can you hear me?', size: 2, minutes: 5 });
        const room = await isInRoom(ana);
        await expect(room.getByText('through the media server of this session')).toBeVisible();
        expect(fetched.some((url) => url.includes('livekit'))).toBe(false);
        await room.getByRole('switch', { name: 'Microphone' }).click();
        await room.getByRole('button', { name: /^Join with/ }).click();
        const token = await door.knock();
        expect(fetched.some((url) => url.includes('livekit'))).toBe(true);
        const { sub, name, video } = await new TokenVerifier(key, secret).verify(token);
        // The session has a name of its own there: its code would let readers of that log in.
        expect(sub).toMatch(/^[0-9a-f]+-\d+$/);
        expect(sub).not.toContain(session);
        expect(name).toBe('Ana');
        expect(video).toEqual({
          room: expect.stringMatching(/^[0-9a-f]+-\d+$/),
          roomJoin: true,
          canPublish: true,
          canSubscribe: true,
        });
        await expect(new TokenVerifier(key, 'another secret').verify(token)).rejects.toThrow();
        // Nobody lets her in: she is told, and text goes on.
        await expect(ana.getByText('The media server does not answer.').first()).toBeVisible({
          timeout: 60_000,
        });
        await isAccessible(ana);
        await picture(ana, 'call-server-down-phone', true);
        await ana.getByLabel('Write to the room').fill('Text goes on.');
        await ana.getByRole('button', { name: 'Send', exact: true }).first().click();
        await isInRoom(bao);
        await expect(bao.getByText('Text goes on.').first()).toBeVisible();
      } finally {
        await server.stop();
        await door.close();
      }
    },
  );
});
