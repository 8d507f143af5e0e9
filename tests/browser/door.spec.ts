// Who is not let in, and why, in words; and every view in other colours, sizes and directions.

import { expect } from '@playwright/test';
import {
  createsSession,
  isAccessible,
  joins,
  notice,
  PHONE,
  picture,
  PROJECTOR,
  somebody,
  raisesHand,
  writes,
  bar,
} from './people.ts';
import { test } from './story.ts';

test('wrong codes and links are refused in words', async ({ browser, server }) => {
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
  server,
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
  await expect(bar(ana)).toBeVisible();
});

test('the same views in the dark, and from right to left', async ({ browser, server }) => {
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

test('nothing is asked of anybody else’s server', async ({ browser, server }) => {
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

test('a participant’s page is small enough for poor Wi-Fi, in one language', async ({
  browser,
  server,
}) => {
  const { session } = await createsSession(browser, server);
  // What comes by way of a service worker is counted as it is unpacked.
  const page = await somebody(browser, 'about:blank', {
    ...PHONE,
    locale: 'fr-FR',
    serviceWorkers: 'block',
  });
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
  await page.goto(`${server.url}/s/${session}`);
  await expect(page.getByRole('button', { name: 'Demander' })).toBeVisible();
  const needed = asked.length;
  const loaded = () =>
    page.evaluate(() =>
      performance
        .getEntries()
        .filter((entry) => entry instanceof PerformanceResourceTiming)
        .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    );
  const bytes = await loaded();
  // What participants may need later comes by itself, for when there is no line any more; staff's does not.
  await page.waitForResponse((answer) => answer.url().includes('/fr.later-'));
  const all = await loaded();
  const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`;
  console.log(`participant's page: ${needed} requests, ${kib(bytes)}; ${kib(all)} in all`);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(90 * 1024);
  expect(all).toBeLessThanOrEqual(100 * 1024);
  expect(needed).toBeLessThanOrEqual(12);
  expect(asked.filter((path) => /\/en\.|\.staff-/.test(path))).toEqual([]);
});

test('every link opens its own view', async ({ browser, server }) => {
  const { session, linkOf } = await createsSession(browser, server, async (organiser) => {
    const rapporteurs = organiser.getByRole('group', { name: 'Rapporteurs' });
    await rapporteurs.getByLabel('Name').fill('Rahel Rapporteur');
  });
  const rapporteur = await somebody(browser, await linkOf(/Rahel Rapporteur/));
  await expect(rapporteur.getByRole('heading', { name: 'Capture', exact: true })).toBeVisible();
  await expect(rapporteur.getByText(/Due .?9 January/)).toBeVisible();
  await rapporteur.getByLabel('Takeaway', { exact: true }).last().fill('Said at the very start.');
  await rapporteur.getByRole('button', { name: 'Capture', exact: true }).click();
  await expect(rapporteur.getByText('Said at the very start.').first()).toBeVisible();
  const captured = rapporteur.getByRole('region', { name: 'Captured so far' });
  await captured.getByRole('button', { name: 'Edit' }).click();
  await captured.getByLabel('Takeaway', { exact: true }).fill('Said right at the start.');
  await captured.getByRole('button', { name: 'Done' }).click();
  await expect(rapporteur.getByText('Said right at the start.').first()).toBeVisible();
  await isAccessible(rapporteur);
  await picture(rapporteur, 'rapporteur-laptop');

  const runner = await somebody(browser, await linkOf(/Floor runner/), PHONE);
  await expect(runner.getByRole('button', { name: 'Add to the queue' })).toBeVisible();
  await expect(runner.getByRole('button', { name: 'Give the floor' })).toBeHidden();
  await isAccessible(runner);

  const speaker = await somebody(browser, await linkOf(/Jennifer Chung/), PHONE);
  await expect(speaker.getByRole('heading', { name: 'Not begun yet' })).toBeVisible();
  await isAccessible(speaker);
  await speaker.getByRole('link', { name: 'Ask and take part' }).click();
  await expect(bar(speaker)).toBeVisible();
  await isAccessible(speaker);

  // Nobody has to say a name: then a question is anonymous, and a hand wants one.
  const guest = await somebody(browser, `${server.url}/s/${session}`, PHONE);
  await guest.getByRole('button', { name: 'Not now' }).click();
  await (await writes(guest)).fill('From somebody without a name');
  await expect(guest.getByLabel('Ask as')).toHaveValue('hidden_from_all');
  await guest.getByRole('button', { name: 'Send', exact: true }).dblclick();
  await expect(guest.getByRole('region', { name: 'Yours' })).toContainText('without a name');
  await expect(guest.getByText('Write your question first.')).toBeHidden();
  await raisesHand(guest);
  await expect(notice(guest, 'Give a name first.')).toBeVisible();
  await expect(guest.getByLabel('Your name')).toBeVisible();
});

test('a saved page may be chosen as a file, and nonsense is said to be nothing', async ({
  browser,
  server,
}) => {
  const organiser = await somebody(browser, server.hostLink);
  await organiser.getByRole('button', { name: 'Read the page' }).click();
  await expect(organiser.getByText('Paste the page first.')).toBeVisible();
  await organiser.locator('input[type=file]').setInputFiles({
    name: 'page.html',
    mimeType: 'text/html',
    buffer: Buffer.from('<!doctype html><h1>IGF 2025 Workshop #7 On cables</h1><p>Room 4</p>'),
  });
  await organiser.getByRole('button', { name: 'Read the page' }).click();
  await expect(organiser.getByLabel('Title').first()).toHaveValue('On cables');
  await expect(organiser.getByText('Proposed; the page has none')).toBeVisible();
  await organiser.getByLabel('Title').first().fill('');
  await expect(organiser.getByText('The session needs a title.')).toBeVisible();
  await organiser.getByRole('button', { name: 'Create the session' }).click();
  await expect(organiser.getByRole('heading', { name: 'Check what was read' })).toBeVisible();
  await organiser.getByLabel('Title').first().fill('On cables');
  await organiser.getByText('More facts and the description').click();
  await organiser.getByLabel('Year').fill('abcd');
  await organiser.getByLabel('Start (UTC)').fill('2025-06-24T10:00');
  await expect(organiser.getByText('Write a whole number from')).toBeVisible();
  await organiser.getByRole('button', { name: 'Create the session' }).click();
  await expect(organiser.getByText('Some fields need another look')).toBeVisible();
  await isAccessible(organiser);
  await organiser.getByLabel('Year').fill('2025');
  await organiser.getByRole('button', { name: 'Create the session' }).click();
  await expect(organiser.getByRole('heading', { name: 'The session is ready' })).toBeVisible();
  // A reload loses no link: this browser remembers its sessions.
  await organiser.reload();
  await expect(organiser.getByText('On cables')).toBeVisible();
  await organiser.getByRole('listitem').getByRole('link').click();
  await expect(organiser.getByRole('tab', { name: 'Links' })).toBeVisible();
});
