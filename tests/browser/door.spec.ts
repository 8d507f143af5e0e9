// Who is not let in, and why, in words; and every view in other colours, sizes and directions.

import { expect, test } from '@playwright/test';
import {
  createsSession,
  isAccessible,
  joins,
  PHONE,
  picture,
  PROJECTOR,
  somebody,
} from './people.ts';
import { Server } from './server.ts';

let server: Server;

test.beforeEach(async () => {
  server = await Server.start();
});

test.afterEach(async () => {
  await server.stop();
});

test('wrong codes and links are refused in words', async ({ browser }) => {
  const { session } = await createsSession(browser, server);
  const lost = await somebody(browser, server.url, PHONE);
  await lost.getByLabel('Session code').fill('ZZZZZZ');
  await lost.getByRole('button', { name: 'Join the session' }).click();
  await expect(lost.getByText('No session has this code.')).toBeVisible();
  await isAccessible(lost);

  await lost.goto(`${server.url}/s/ZZZZZZ`);
  await expect(lost.getByRole('heading', { name: 'No session has this code' })).toBeVisible();
  await isAccessible(lost);

  const wrong = await somebody(browser, `${server.url}/s/${session}#${'0'.repeat(32)}`, PHONE);
  await expect(wrong.getByRole('heading', { name: 'This link is no longer valid' })).toBeVisible();
  await isAccessible(wrong);
  await picture(wrong, 'refused-phone');
});

test('a replaced link puts its holder out, and a closed door keeps newcomers out', async ({
  browser,
}) => {
  const { session, organiser, linkOf } = await createsSession(browser, server);
  const display = await somebody(browser, await linkOf(/Room display/), PROJECTOR);
  await expect(display.getByText('We begin soon')).toBeVisible();
  const ana = await joins(browser, server.url, session, 'Ana');

  await organiser.getByRole('tab', { name: 'Links' }).click();
  const row = organiser.getByRole('listitem').filter({ hasText: 'Room display' });
  await row.getByRole('button', { name: 'Replace' }).click();
  await organiser.getByRole('dialog').getByRole('button', { name: 'Replace' }).click();
  await expect(
    display.getByRole('heading', { name: 'This link is no longer valid' }),
  ).toBeVisible();
  await isAccessible(organiser);
  await picture(organiser, 'desk-links-laptop');

  await organiser.getByRole('switch', { name: /The door is open/ }).click();
  const late = await somebody(browser, `${server.url}/s/${session}`, PHONE);
  await expect(late.getByRole('heading', { name: 'The session takes nobody new' })).toBeVisible();
  await ana.reload();
  await expect(ana.getByLabel('Your question')).toBeVisible();
});

test('the same views in the dark, and from right to left', async ({ browser }) => {
  const { session, organiser } = await createsSession(browser, server);
  const dark = { ...PHONE, colorScheme: 'dark' as const };
  const ana = await joins(browser, server.url, session, 'Ana', dark);
  await isAccessible(ana);
  await picture(ana, 'participant-dark');
  await ana.getByRole('button', { name: 'Language' }).click();
  await ana.getByRole('menuitemradio', { name: 'العربية' }).click();
  await expect(ana.locator('html')).toHaveAttribute('dir', 'rtl');
  await isAccessible(ana);
  await picture(ana, 'participant-arabic-dark');
  await organiser.emulateMedia({ colorScheme: 'dark' });
  await isAccessible(organiser);
  await picture(organiser, 'desk-dark-laptop');
});

test('nothing is asked of anybody else’s server', async ({ browser }) => {
  const { session } = await createsSession(browser, server);
  const page = await somebody(browser, 'about:blank');
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const { origin } = new URL(request.url());
    if (origin !== server.url && origin !== 'null') elsewhere.push(request.url());
  });
  for (const path of ['/', `/s/${session}`, '/create']) {
    await page.goto(server.url + path);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  }
  expect(elsewhere).toEqual([]);
});
