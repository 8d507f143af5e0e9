// The voice of somebody on line arrives in the room: with fake devices, or with none at all.

import { expect, type Page } from '@playwright/test';
import { findChromium } from './chromium.mjs';
import { beginsQuestions, takesNext, withRules } from './floor.ts';
import {
  createsSession,
  isAccessible,
  joins,
  LAPTOP,
  PHONE,
  picture,
  PROJECTOR,
  raisesHand,
  somebody,
} from './people.ts';
import { test } from './story.ts';

const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
test.use({
  launchOptions: {
    executablePath: findChromium({ makesCalls: true }) ?? undefined,
    args: ['--use-fake-device-for-media-stream', ...asRoot],
  },
});

/** Says that voices are heard in a meeting. */
async function hearsInMeeting(moderator: Page): Promise<void> {
  await withRules(moderator, async (rules) => {
    await rules
      .getByLabel('Where people online are heard')
      .selectOption({ label: 'In a meeting (Zoom, Teams, Jitsi…)' });
    await rules.getByLabel('Link of the meeting').fill('https://meet.example/igf');
    await rules.getByLabel(/^Name to use there/).fill('IGF speaker');
    await picture(moderator, 'venue-laptop');
    await rules.getByRole('button', { name: 'Save' }).click();
    await expect(rules.getByRole('button', { name: 'Save' })).toBeHidden();
  });
}

test('a speaker on line is checked, connected and heard, and only then their clock starts', async ({
  browser,
  server,
}) => {
  test.setTimeout(120_000);
  const { session, moderator, linkOf } = await createsSession(browser, server);
  await beginsQuestions(moderator);
  await hearsInMeeting(moderator);
  const display = await somebody(browser, await linkOf(/Room display/), PROJECTOR);
  const runner = await somebody(browser, await linkOf(/Floor runner/), PHONE);
  const ana = await joins(browser, server.url, session, 'Ana', {
    ...PHONE,
    permissions: ['microphone'],
  });
  await raisesHand(ana);
  // While she waits as the first, she is told where, and checks her microphone.
  const turn = ana.getByRole('region', { name: 'Your turn' });
  await expect(turn).toContainText(/Join it with the name .*IGF speaker/);
  await expect(turn.getByRole('link', { name: 'Open the meeting' })).toHaveAttribute(
    'href',
    'https://meet.example/igf',
  );
  await turn.getByRole('button', { name: 'Test my microphone' }).click();
  await expect(turn.getByText('Your microphone works.')).toBeVisible({ timeout: 15_000 });
  await isAccessible(ana);
  await picture(ana, 'arrival-check-phone', true);
  await takesNext(moderator);
  await expect(turn.getByRole('heading')).toHaveText('It is your turn: be heard');
  const handover = moderator.getByRole('region', { name: 'Voice on its way into the room' });
  await expect(handover).toContainText('was told where to speak');
  await expect(display.getByText('is being connected')).toBeVisible();
  // Nothing comes for ten seconds: other ways are offered, and none is taken by itself.
  await expect(handover.getByRole('button', { name: 'Try again' })).toBeVisible({
    timeout: 15_000,
  });
  await picture(moderator, 'handover-stuck-laptop');
  await turn.getByRole('button', { name: 'I am there, my microphone works' }).click();
  await expect(handover).toContainText('the microphone works');
  await expect(handover.getByRole('button', { name: 'Try again' })).toBeHidden();
  await isAccessible(moderator);
  await picture(moderator, 'handover-here-laptop');
  await picture(display, 'handover-display');
  await handover.getByRole('button', { name: 'Channel is open' }).click();
  await expect(turn).toContainText('Your channel is open: speak now.');
  await picture(ana, 'arrival-open-phone', true);
  await picture(runner, 'handover-runner-phone', true);
  const ownClock = moderator.locator('[data-strip] dd.clock');
  await expect(ownClock).toHaveCount(0);
  // Whoever stands in the room hears her.
  await runner.getByRole('button', { name: 'The room hears the voice' }).click();
  await expect(turn).toContainText('The room hears you. Your time has begun.');
  await expect(handover).toBeHidden();
  await expect(ownClock).toBeVisible();
  await expect(display.getByText('speaks online')).toBeVisible();
  await picture(ana, 'arrival-heard-phone', true);
});

test('somebody without a microphone says so once, and is read aloud', async ({
  browser,
  server,
}) => {
  test.setTimeout(120_000);
  const { session, moderator, linkOf } = await createsSession(browser, server);
  await beginsQuestions(moderator);
  await hearsInMeeting(moderator);
  const lectern = await somebody(browser, await linkOf(/Lectern/), PROJECTOR);
  // Her browser refuses every device.
  const bao = await joins(browser, server.url, session, 'Bao', { ...PHONE, permissions: [] });
  await raisesHand(bao);
  await takesNext(moderator);
  const turn = bao.getByRole('region', { name: 'Your turn' });
  await turn.getByRole('button', { name: 'My microphone does not work' }).click();
  const handover = moderator.getByRole('region', { name: 'Voice on its way into the room' });
  await expect(handover).toContainText('the microphone does not work');
  // The other ways come at once; without words, nothing is there to be read.
  await expect(handover.getByRole('button', { name: 'Let pass' })).toBeVisible();
  await expect(handover.getByRole('button', { name: 'Read aloud instead' })).toBeHidden();
  await picture(moderator, 'handover-dead-laptop');
  // On a phone it stays in sight however far the page is scrolled.
  await moderator.setViewportSize(PHONE.viewport);
  await moderator.mouse.wheel(0, 2_000);
  await expect(handover.getByRole('button', { name: 'Let pass' })).toBeInViewport();
  await picture(moderator, 'handover-dead-phone');
  await moderator.setViewportSize(LAPTOP.viewport);
  await picture(lectern, 'handover-lectern');
  await picture(bao, 'arrival-dead-phone', true);
  await turn.getByRole('button', { name: 'Have it read aloud' }).click();
  const dialog = bao.getByRole('dialog', { name: 'Have it read aloud' });
  await dialog.getByLabel('What is to be read').fill('Who pays for the second year?');
  await isAccessible(bao);
  await picture(bao, 'read-instead-phone');
  await dialog.getByRole('button', { name: 'Read my words' }).click();
  await expect(handover).toBeHidden();
  await expect(turn.getByRole('heading')).toHaveText('Your words are read aloud');
  await expect(lectern.getByText('Who pays for the second year?')).toBeVisible();
  await expect(lectern.getByText('is read aloud')).toBeVisible();
});
