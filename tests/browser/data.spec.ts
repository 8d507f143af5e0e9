// What is kept of people: said before they write, shown, taken home, erased; and a session deleted.

import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { asks, createsSession, isAccessible, joins, PHONE, picture, somebody } from './people.ts';
import { test } from './story.ts';

test('somebody reads what is stored of them and erases themselves, and the organiser deletes the rest', async ({
  browser,
  server,
}) => {
  const { session, organiser, moderator } = await createsSession(browser, server);
  const late = await somebody(browser, `${server.url}/s/${session}`, PHONE);
  await expect(late.getByText(/deleted \W?30\W? days after the session/)).toBeVisible();
  const ana = await joins(browser, server.url, session, 'Ana Example');
  await asks(ana, 'Who keeps the minutes of the meeting?');
  await expect(moderator.getByText('Who keeps the minutes of the meeting?').first()).toBeVisible();

  await ana.getByRole('button', { name: 'What is stored of you' }).click();
  const stored = ana.getByRole('dialog', { name: 'What is stored of you' });
  await expect(stored.getByText('Ana Example')).toBeVisible();
  await expect(stored.getByText('Who keeps the minutes of the meeting?')).toBeVisible();
  await picture(ana, 'stored-phone');
  await isAccessible(ana);
  const saved = ana.waitForEvent('download');
  await stored.getByRole('button', { name: 'Download' }).click();
  const file: unknown = JSON.parse(readFileSync(await (await saved).path(), 'utf8'));
  expect(file).toMatchObject({ profile: { name: 'Ana Example' } });

  await stored.getByRole('button', { name: 'Erase me' }).click();
  const asked = ana.getByRole('dialog', { name: 'Erase yourself?' });
  await asked.getByRole('button', { name: 'Erase me' }).click();
  await expect(ana.getByText('You were taken out of this session')).toBeVisible();
  await expect(moderator.getByText('Who keeps the minutes of the meeting?')).toHaveCount(0);
  expect(await ana.evaluate(() => JSON.stringify(localStorage))).not.toContain(session);

  // Twice asked: by the dialog, and by the code.
  await organiser.getByRole('tab', { name: 'Links' }).click();
  await organiser.getByRole('button', { name: 'Delete this session' }).click();
  const sure = organiser.getByRole('dialog', { name: 'Delete the whole session?' });
  await sure.getByRole('textbox').fill('AAAAAA');
  await sure.getByRole('button', { name: 'Delete this session' }).click();
  await expect(sure.getByText('This is not the code of the session.')).toBeVisible();
  await picture(organiser, 'delete-laptop');
  await sure.getByRole('textbox').fill(session);
  await sure.getByRole('button', { name: 'Delete this session' }).click();
  await expect(moderator.getByText('This session was deleted')).toBeVisible();
  await expect(late.getByText('This session was deleted')).toBeVisible();
});
