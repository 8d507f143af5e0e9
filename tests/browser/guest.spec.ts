// A participant's session from the first screen to the day after.

import { expect } from '@playwright/test';
import { does } from './floor.ts';
import {
  asks,
  bar,
  createsSession,
  isAccessible,
  joins,
  LAPTOP,
  PHONE,
  picture,
  raisesHand,
  somebody,
} from './people.ts';
import { test } from './story.ts';

test('whoever comes late sees who speaks, what comes and how to ask, and a supporter reads the answer', async ({
  browser,
  server,
}) => {
  const { session, moderator } = await createsSession(browser, server);
  await moderator.getByRole('button', { name: 'Begin the hour' }).click();
  const ana = await joins(browser, server.url, session, 'Ana');
  await asks(ana, 'Who writes the report?');

  const late = await somebody(browser, `${server.url}/s/${session}`, PHONE);
  // All of it on the first screen, above the fold of a phone.
  const hour = late.getByRole('region', { name: 'The hour' });
  await expect(hour).toContainText('Next:');
  await expect(bar(late)).toBeInViewport();
  await expect(late.getByRole('button', { name: 'Raise hand' })).toBeInViewport();
  await isAccessible(late);
  await picture(late, 'late-phone');
  await expect(late.getByRole('heading', { name: 'Programme' })).toBeAttached();

  // With the keyboard open, the words and the button are in sight, and a key sends.
  await bar(late).click();
  await late.setViewportSize({ width: 390, height: 430 });
  const field = late.getByLabel('Your question');
  await field.fill('When does it begin?');
  await expect(field).toBeInViewport({ ratio: 1 });
  await expect(late.getByRole('button', { name: 'Send', exact: true })).toBeInViewport({
    ratio: 1,
  });
  await picture(late, 'ask-keyboard-phone');
  await isAccessible(late);
  await field.press('Control+Enter');
  await expect(late.getByRole('dialog')).toBeHidden();
  await late.setViewportSize({ width: 390, height: 844 });
  await expect(late.getByRole('button', { name: /Your question.*Place 2/ })).toBeInViewport();

  const asked = late.locator('[data-item]', { hasText: 'Who writes the report?' });
  await asked.getByRole('button', { name: 'Support', exact: true }).click();
  await expect(asked.getByRole('button', { name: 'Supported' })).toBeVisible();
  await does(moderator, 'Who writes', /Answer in text/);
  await moderator.getByRole('dialog').getByLabel('Answer').fill('The rapporteur, by tonight.');
  await moderator.getByRole('dialog').getByRole('button', { name: 'Send the answer' }).click();
  await expect(
    late.getByText('A question that you support was answered in writing.').first(),
  ).toBeVisible();
  const answered = late.getByRole('region', { name: /^Answered/ });
  await expect(answered).toContainText('The rapporteur, by tonight.');
  await expect(answered).toContainText('You support this');
  await picture(late, 'answered-phone', true);
});

test('one person goes on with a laptop, and is one person there', async ({ browser, server }) => {
  const { session, moderator } = await createsSession(browser, server);
  await moderator.getByRole('button', { name: 'Begin the hour' }).click();
  const bao = await joins(browser, server.url, session, 'Bao');
  await asks(bao, 'Who pays for the second year?');
  const ana = await joins(browser, server.url, session, 'Ana');
  const support = { name: 'Support', exact: true };
  await ana.locator('[data-item]').getByRole('button', support).click();
  await raisesHand(ana);

  await ana.getByRole('button', { name: 'Continue on another device' }).click();
  const dialog = ana.getByRole('dialog');
  await expect(dialog.getByText(/Works once/)).toBeVisible();
  await isAccessible(ana);
  await picture(ana, 'device-phone');
  await ana.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await dialog.getByRole('button', { name: 'Copy the link' }).click();
  const link = await ana.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).hash).toMatch(/^#device=/);

  const laptop = await somebody(browser, link, LAPTOP);
  await expect(laptop.getByRole('heading', { name: 'Continue here?' })).toBeVisible();
  await isAccessible(laptop);
  await laptop.getByRole('button', { name: 'Continue here' }).click();
  await expect(laptop.getByRole('button', { name: 'Ana' })).toBeVisible();
  await expect(laptop.getByRole('button', { name: 'Supported' })).toBeVisible();
  await expect(laptop.getByRole('button', { name: 'Lower hand' })).toBeVisible();
  await expect(moderator.getByText('2 online')).toBeVisible();
  await picture(laptop, 'device-laptop');
  // One vote and one hand, from whichever device they are taken back.
  await laptop.getByRole('button', { name: 'Supported' }).click();
  await ana.keyboard.press('Escape');
  await expect(ana.locator('[data-item]').getByRole('button', support)).toBeVisible();
  // A reload there is the same person, and the link opens nothing any more.
  await laptop.reload();
  await expect(laptop.getByRole('button', { name: 'Ana' })).toBeVisible();
  const thief = await somebody(browser, link, PHONE);
  await thief.getByRole('button', { name: 'Continue here' }).click();
  await expect(thief.getByText(/was used already/)).toBeVisible();
  await isAccessible(thief);
  await picture(thief, 'device-used-phone');
});
