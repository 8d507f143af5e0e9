// Breakout rooms in real browsers: drawn, talked in, lost and found again, closed by the server.

import { expect, type Browser, type Page } from '@playwright/test';
import {
  createsSession,
  isAccessible,
  joins,
  LAPTOP,
  picture,
  PROJECTOR,
  somebody,
} from './people.ts';
import { callsRound, closesRound, companyOf, isInRoom, roomOf } from './rooms.ts';
import { test } from './story.ts';

async function crowd(browser: Browser, url: string, code: string, names: string[]) {
  const pages: Page[] = [];
  for (const name of names) pages.push(await joins(browser, url, code, name));
  return pages as [Page, ...Page[]];
}

test('in three rounds of twelve people nobody meets anybody twice', async ({ browser, server }) => {
  const { session, moderator } = await createsSession(browser, server);
  const names = Array.from({ length: 12 }, (_, at) => `Person ${String.fromCharCode(65 + at)}`);
  const people = await crowd(browser, server.url, session, names);
  await expect(moderator.getByText('12 online')).toBeVisible();
  const met = new Set<string>();
  for (const round of [1, 2, 3]) {
    if (round === 1) {
      const prompt = 'Whom should the coalition meet next?';
      await callsRound(moderator, { prompt, size: 3, minutes: 10, rounds: 3 });
    } else {
      await moderator.getByRole('button', { name: 'Next round', exact: true }).click();
    }
    const seen = await Promise.all(
      people.map(async (page) => {
        await isInRoom(page);
        return [await roomOf(page), await companyOf(page)] as const;
      }),
    );
    const rooms = new Map(seen);
    expect(rooms.size).toBe(4);
    for (const [at, [, company]] of seen.entries()) {
      expect(company).toHaveLength(3);
      for (const other of company.filter((name) => name !== 'You' && name !== names[at])) {
        const pair = `${names[at]} meets ${other}`;
        expect(met.has(pair), pair).toBe(false);
        met.add(pair);
      }
    }
    await closesRound(moderator);
    await expect(people[0].getByText('Welcome back')).toBeVisible();
  }
  // Three rounds, two others each, twelve people.
  expect(met.size).toBe(3 * 2 * 12);
});

test('whoever is left alone is offered company, and the round closes with no moderator there', async ({
  browser,
  turnedServer: server,
}) => {
  const { session, moderator } = await createsSession(browser, server);
  const names = ['Ana', 'Bao', 'Chen', 'Dilan'];
  const people = await crowd(browser, server.url, session, names);
  const prompt = 'One success you saw, one challenge you met?';
  const [ana] = people;
  await ana.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await callsRound(moderator, { prompt, size: 2, minutes: 1.5 });
  // For a few seconds everybody sees whom they are about to meet, wherever they were on the page.
  await expect(ana.getByRole('heading', { name: 'You are about to meet' })).toBeInViewport();
  await picture(ana, 'match-phone', true);
  await isAccessible(ana);
  const rooms = await Promise.all(people.map(roomOf));
  await picture(ana, 'room-phone', true);
  await picture(moderator, 'desk-rooms-laptop', true);
  const partner = people.find((_, at) => at > 0 && rooms[at] === rooms[0]) as Page;
  await expect(await isInRoom(ana)).toContainText(prompt);
  // Both write at once, and nobody's words are lost.
  await Promise.all([
    ana.getByLabel('Notes of the room').pressSequentially('Trust comes first. '),
    partner.getByLabel('Notes of the room').pressSequentially('Small steps. '),
  ]);
  for (const page of [ana, partner]) {
    const notes = page.getByLabel('Notes of the room');
    await expect(notes).toHaveValue(/Trust comes first\./);
    await expect(notes).toHaveValue(/Small steps\./);
  }
  expect(await ana.getByLabel('Notes of the room').inputValue()).toBe(
    await partner.getByLabel('Notes of the room').inputValue(),
  );
  await ana.getByRole('textbox', { name: 'Our takeaway' }).fill('Trust grows in small steps.');
  await ana.getByRole('textbox', { name: 'Our takeaway' }).press('Enter');
  await expect(partner.getByRole('textbox', { name: 'Our takeaway' })).toHaveValue(
    'Trust grows in small steps.',
  );
  await isAccessible(ana);

  await ana.getByRole('button', { name: 'Call the moderator' }).click();
  await expect(moderator.getByText(/calling for/)).toBeVisible();
  await moderator.getByRole('button', { name: 'Look in' }).first().click();
  await expect(ana.getByText('A member of the team looks in.')).toBeVisible();
  await moderator.getByRole('button', { name: 'Leave again' }).first().click();

  await ana.getByRole('button', { name: 'Leave', exact: true }).click();
  await ana.getByRole('menuitem', { name: 'Back to the session' }).click();
  await expect(
    partner.getByRole('strong').getByText('There is a place in another room'),
  ).toBeVisible();
  await picture(partner, 'offer-phone', true);
  await partner.getByRole('button', { name: 'Go there' }).click();
  await expect.poll(() => companyOf(partner)).toHaveLength(3);

  await moderator.close();
  await server.turn(90_000, people);
  for (const page of people) {
    await expect(page.getByRole('region', { name: /^Breakout room/ })).toBeHidden();
  }
  await expect(partner.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
});

test('people in the room find their table on the display, and few discuss together', async ({
  browser,
  server,
}) => {
  const { session, moderator, linkOf } = await createsSession(browser, server);
  const display = await somebody(browser, await linkOf(/Room display/), PROJECTOR);
  const names = ['Ada', 'Ben', 'Chi', 'Dia'];
  const people: Page[] = [];
  for (const name of names) {
    const page = await somebody(browser, `${server.url}/#${session}`, LAPTOP);
    await page.goto(server.url);
    await page.getByLabel('Session code').fill(session);
    await page.getByRole('button', { name: 'Join the session' }).click();
    await page.getByLabel('Your name').fill(name);
    await page.getByText('In the room', { exact: true }).click();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('switch', { name: 'Take part in breakout rooms' }).click();
    people.push(page);
  }
  const prompt = 'Whom do you need to meet next?';
  await callsRound(moderator, {
    prompt,
    size: 2,
    minutes: 5,
    tables: 'At tables',
    readyCheck: true,
  });
  await picture(display, 'display-ready');
  for (const page of people) {
    await page
      .getByRole('button', { name: /ready|Take part/ })
      .first()
      .click();
  }
  await expect(display.getByText(prompt)).toBeVisible();
  for (const name of names) await expect(display.getByText(name).first()).toBeVisible();
  const ada = people[0] as Page;
  await expect(ada.getByText(/Your table is|^Table/).first()).toBeVisible();
  await picture(display, 'display-tables');
  await picture(ada, 'table-laptop');
  await isAccessible(display);

  // Somebody joins the table online: one of its phones carries the call, and the others stay silent.
  await closesRound(moderator);
  const eli = await joins(browser, server.url, session, 'Eli');
  const again = { prompt: 'And with those online?', size: 5, minutes: 5, rounds: 2 };
  await callsRound(moderator, { ...again, byItself: true, tables: 'With online' });
  await isInRoom(eli);
  const ben = people[1] as Page;
  for (const page of [ada, ben]) {
    await expect(page.getByText('Somebody joins this table online')).toBeVisible();
  }
  await picture(ben, 'table-mixed-laptop');
  await ada.getByRole('button', { name: 'Use this phone' }).click();
  await expect(ada.getByText('Before you join')).toBeVisible();
  await ada.reload();
  await expect(ada.getByText('Before you join')).toBeVisible();
  await expect(ben.getByText('Before you join')).toBeHidden();

  // In the pause of a series the screen says when it goes on, until the moderator ends it.
  await closesRound(moderator);
  const pause = display.getByText(/The next round begins in/);
  await expect(pause).toBeVisible();
  await picture(display, 'display-pause');
  await picture(moderator, 'desk-pause-laptop', true);
  await moderator.getByRole('button', { name: 'End the series' }).click();
  await expect(pause).toBeHidden();
});
