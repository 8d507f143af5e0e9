// The TCCM hour from its page to its report, as its people live it.

import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import {
  asks,
  isAccessible,
  joins,
  LAPTOP,
  linkFrom,
  PAGE,
  PHONE,
  picture,
  PROJECTOR,
  somebody,
  writes,
} from './people.ts';
import { answers, goesOn, takesNext } from './floor.ts';
import { test } from './story.ts';

test('the launch runs from its page to its report', async ({ browser, turnedServer: server }) => {
  test.setTimeout(240_000);

  // The organiser pastes the page and corrects a field.
  const context = await browser.newContext({
    ...LAPTOP,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const organiser = await context.newPage();
  await organiser.goto(server.url);
  await isAccessible(organiser);
  await picture(organiser, 'start-laptop');
  await organiser.getByRole('link', { name: 'Create a session' }).click();
  await expect(
    organiser.getByText('Sessions are created by whoever runs this server'),
  ).toBeVisible();
  await organiser.goto(server.hostLink);
  await expect(organiser.getByLabel('The session’s page')).toBeVisible();
  await picture(organiser, 'create-laptop');
  await isAccessible(organiser);
  await organiser.getByLabel('The session’s page').fill(PAGE);
  await organiser.getByRole('button', { name: 'Read the page' }).click();
  await expect(organiser.getByRole('heading', { name: 'Check what was read' })).toBeVisible();
  await expect(organiser.getByLabel('Number')).toHaveValue('128');
  await expect(organiser.getByText('60 of 60 min')).toBeVisible();
  await isAccessible(organiser);
  await picture(organiser, 'review-laptop', true);
  await organiser.getByLabel('Room', { exact: true }).fill('Workshop room 3');
  // Short keynotes, so that the overrun of a minute can be lived through.
  await organiser.getByRole('button', { name: /Remove .*Opening/ }).click();
  await organiser.getByLabel('Minutes', { exact: true }).nth(1).fill('1');
  await organiser.getByRole('button', { name: 'Create the session' }).click();
  await expect(organiser.getByRole('heading', { name: 'The session is ready' })).toBeVisible();
  await isAccessible(organiser);
  await picture(organiser, 'links-laptop');
  const code = /Code \W?(\w{3}) (\w{3})/.exec(await organiser.getByRole('main').innerText());
  const session = `${code?.[1]}${code?.[2]}`;
  const displayLink = await linkFrom(organiser, /Room display/);
  const onsiteLink = await linkFrom(organiser, /Moderator.*Speaker/);
  const onlineLink = await linkFrom(organiser, /Moderator.*Rapporteur/);

  // Everybody comes.
  const onsite = await somebody(browser, onsiteLink, PHONE);
  const online = await somebody(browser, onlineLink);
  const display = await somebody(browser, displayLink, PROJECTOR);
  await expect(onsite.getByText('Not begun yet')).toBeVisible();
  await expect(display.getByText('We begin soon')).toBeVisible();
  await picture(display, 'display-before');
  await isAccessible(display);

  // Keynotes run over by a minute, while people join.
  await expect(onsite.getByRole('tab', { name: 'Hour', selected: true })).toBeVisible();
  await onsite.getByRole('button', { name: 'Begin the hour' }).click();
  await expect(display.getByRole('heading', { level: 1 })).toContainText(/keynote/i);
  const hour = onsite.getByRole('tabpanel');
  await hour.getByRole('button', { name: 'Segment +1 min' }).click();
  await expect(onsite.getByText('1 minute over')).toBeVisible();
  await hour.getByRole('button', { name: 'Segment −1 min' }).click();
  await expect(onsite.getByText('1 minute over')).toBeHidden();
  await onsite.getByRole('tabpanel').getByRole('button', { name: 'Pause' }).click();
  await expect(display.getByText('Paused')).toBeVisible();
  await onsite.getByRole('tabpanel').getByRole('button', { name: 'Go on' }).click();
  await isAccessible(onsite);
  await picture(onsite, 'desk-hour-phone', true);

  const ana = await joins(browser, server.url, session, 'Ana');
  const bao = await joins(browser, server.url, session, 'Bao');
  const chen = await joins(browser, server.url, session, 'Chen', LAPTOP);
  await isAccessible(ana);
  await picture(ana, 'participant-phone');
  await expect(online.getByText('3 online')).toBeVisible();
  const everybody = [ana, bao, chen, online, onsite, display];
  await server.turn(60_000, everybody);
  await expect(onsite.getByText('Over time').first()).toBeVisible();
  await server.turn(60_000, everybody);
  await picture(display, 'display-overtime');
  await onsite.getByRole('button', { name: /1 minute over/ }).click();
  const plan = onsite.getByRole('dialog', { name: 'The plan' });
  await expect(plan.getByText(/Takes .?1 min.? from .*which then has/)).toBeVisible();
  await isAccessible(onsite);
  await picture(onsite, 'desk-overrun-phone');
  // Put away for this overrun: the line is gone, and the clock still says it.
  await plan.getByRole('button', { name: 'Put away' }).click();
  await expect(onsite.getByRole('button', { name: /1 minute over/ })).toHaveCount(0);

  // Questions from online and, by proxy, from the room.
  await goesOn(onsite);
  await onsite.getByRole('tab', { name: /Floor/ }).click();
  await asks(ana, 'How will the coalition reach operators outside the usual rooms?');
  await asks(bao, 'Who pays for this in the second year?', 'Anonymous to everybody');
  await online.getByText('Somebody in the room', { exact: true }).click();
  await online.getByLabel('Name', { exact: true }).fill('Ines Ortega');
  await online.getByLabel('Microphone or seat').fill('Microphone 2');
  await online.getByRole('button', { name: 'Add to the queue' }).click();
  await expect(onsite.getByText('Ines Ortega')).toBeVisible();

  // Approve what waits, vote, take in order.
  await online.getByRole('button', { name: 'Approve first' }).click();
  await asks(chen, 'Will the meetings be interpreted?');
  await expect(ana.getByText('Will the meetings be interpreted?')).toBeHidden();
  await expect(chen.getByText('Waits for approval')).toBeVisible();
  await onsite.getByRole('button', { name: '1 to approve' }).click();
  await onsite.getByRole('button', { name: /^Approve: .*interpreted/ }).click();
  await onsite.getByRole('tab', { name: /Floor/ }).click();
  await expect(ana.getByText('Will the meetings be interpreted?')).toBeVisible();
  const supported = chen.locator('[data-item]', { hasText: 'second year' });
  await supported.getByRole('button', { name: 'Support', exact: true }).click();
  await expect(ana.getByText('1 supports this').first()).toBeVisible();
  const queue = onsite.getByRole('region', { name: /Queue/ }).locator('[data-item]');
  await expect(queue).toHaveCount(4);
  await expect(queue.nth(0)).toContainText('outside the usual rooms');
  await expect(queue.nth(1)).toContainText('Ines Ortega');
  await isAccessible(onsite);
  await picture(onsite, 'desk-floor-phone', true);
  await online.evaluate(() => scrollTo(0, 0));
  await picture(online, 'desk-laptop');

  await takesNext(onsite);
  await expect(display.getByText('outside the usual rooms')).toBeVisible();
  await expect(ana.getByText('Your words are read aloud').first()).toBeVisible();
  await expect(display.getByText('Ana', { exact: true })).toBeVisible();
  await isAccessible(display);
  await picture(display, 'display-question');
  await takesNext(onsite);
  await expect(display.getByText('Ines Ortega')).toBeVisible();

  // Answered by mistake, and back.
  const onFloor = onsite.getByRole('region', { name: 'On the floor' });
  await answers(onsite);
  await expect(onsite.getByText('Nobody has the floor.')).toBeVisible();
  await onsite.getByRole('button', { name: 'Undo' }).last().click();
  await expect(onFloor.getByText('Ines Ortega')).toBeVisible();

  // The rapporteur captures what has the floor.
  await online.getByRole('tab', { name: 'Report' }).click();
  await online
    .getByLabel('Takeaway', { exact: true })
    .last()
    .fill('Operators far from the hubs want a regional desk.');
  await online.getByRole('button', { name: 'Capture', exact: true }).click();
  // Beside the pad, among all that was captured, and in the block of the form.
  await expect(online.getByText('Operators far from the hubs want a regional desk.')).toHaveCount(
    3,
  );

  // The server dies in mid-session, and everybody comes back by themselves.
  const before = await ana.getByRole('region', { name: 'The hour' }).innerText();
  expect(before).toMatch(/\d/);
  await server.kill();
  await asks2(chen, 'Asked while the server was away');
  await server.run();
  for (const page of everybody) {
    await expect(page.getByText('Ines Ortega').first()).toBeVisible();
    await expect(page.getByText('Reconnecting')).toBeHidden({
      timeout: 20_000,
    });
  }
  await expect(onsite.getByText('Asked while the server was away')).toBeVisible({
    timeout: 20_000,
  });
  await expect(chen.locator('[data-item]', { hasText: 'second year' })).toContainText('1 supports');
  const [first, second] = await Promise.all([left(ana), left(display)]);
  expect(Math.abs(first - second)).toBeLessThanOrEqual(1);
  await answers(onsite);

  // Networking: two talk, one comes late, and it closes by itself.
  await onsite.getByRole('tab', { name: 'Breakout' }).click();
  await onsite.getByLabel('Prompt for the rooms').fill('Whom should the coalition meet next?');
  await onsite.getByLabel('Minutes', { exact: true }).fill('2');
  await onsite.getByRole('switch', { name: /Ask first who is ready/ }).click();
  await onsite.getByRole('button', { name: 'Preview', exact: true }).click();
  await onsite.getByRole('dialog').getByRole('button', { name: 'Draw and open the rooms' }).click();
  await expect(ana.getByRole('heading', { name: /Breakout room/ })).toBeVisible();
  await ana.getByLabel('Write to the room').fill('The exchange points in my region.');
  await ana.getByRole('button', { name: 'Send', exact: true }).first().click();
  await expect(bao.getByText('The exchange points in my region.')).toBeVisible();
  await bao.getByLabel('Write to the room').fill('And the universities.');
  await bao.getByRole('button', { name: 'Send', exact: true }).first().click();
  await expect(ana.getByText('And the universities.')).toBeVisible();
  // Back, pressed by mistake, asks first.
  await ana.evaluate(() => history.back());
  const stays = ana.getByRole('dialog', { name: 'Leave this page?' });
  await stays.getByRole('button', { name: 'Stay in the room' }).click();
  await expect(stays).toBeHidden();
  await expect(ana.getByRole('heading', { name: /Breakout room/ })).toBeVisible();
  // Both would stay in touch, and say how.
  const met = (page: Page) => page.getByRole('region', { name: 'People you met' });
  for (const [page, other, contact] of [
    [ana, 'Bao', 'ana@registry.example'],
    [bao, 'Ana', 'bao@network.example'],
  ] as const) {
    await page.getByRole('button', { name: new RegExp(`^About .*${other}`) }).click();
    await page.getByRole('menuitem', { name: 'Exchange contacts' }).click();
    await met(page).getByLabel('How people can reach you').fill(contact);
    await met(page).getByRole('button', { name: 'Save', exact: true }).click();
  }
  await expect(met(ana)).toContainText('bao@network.example');
  await expect(met(bao)).toContainText('ana@registry.example');
  await isAccessible(ana);
  await picture(ana, 'breakout-phone', true);
  await picture(display, 'display-breakout');
  await isAccessible(display);
  const late = await joins(browser, server.url, session, 'Dilan');
  await expect(late.getByRole('heading', { name: /Breakout room/ })).toBeVisible();
  await expect(late.getByText('And the universities.')).toBeVisible();
  await picture(onsite, 'desk-round-phone', true);
  await onsite.getByRole('button', { name: 'Round −1 min' }).click();
  await online.getByRole('tab', { name: 'Report' }).click();
  await online.getByLabel('Takeaway', { exact: true }).last().press('Alt+2');
  await online
    .getByLabel('Call to action: who should do what')
    .last()
    .fill('Registries: open a regional desk within a year.');
  await online.getByRole('button', { name: 'Capture', exact: true }).click();
  await expect(online.getByText('open a regional desk within a year.')).toHaveCount(3);
  await online.getByLabel('Session report').last().fill('The floor spoke about reach and funding.');
  await expect(online.getByText('Saved', { exact: true })).toBeVisible();
  await isAccessible(online);
  await picture(online, 'desk-report-laptop', true);
  await server.turn(60_000, [...everybody, late]);
  await expect(ana.getByRole('heading', { name: 'Welcome back' })).toBeVisible();

  // The report has the IGF's blocks, their deadlines, and exactly what was said.
  const download = online.waitForEvent('download');
  await online.getByRole('button', { name: 'Other formats' }).click();
  await online.getByRole('menuitem', { name: 'Markdown' }).click();
  const markdown = readFileSync(await (await download).path(), 'utf8');
  expect(markdown).toContain('IGF 2024 Launch / Award Event #128');
  expect(markdown).toMatch(/## Key Takeaways \(deadline: at the end of the session day\)/);
  expect(markdown).toMatch(/## Call to Action \(deadline: at the end of the session day\)/);
  expect(markdown).toMatch(/## Session Report \(deadline: 9 January\)/);
  expect(markdown).toContain('Operators far from the hubs want a regional desk.');
  expect(markdown).toContain('Registries: open a regional desk within a year.');
  expect(markdown).toContain('The floor spoke about reach and funding.');
  expect(markdown).toContain('How will the coalition reach operators outside the usual rooms?');
  expect(markdown).toContain('Ines Ortega');
  expect(markdown).not.toContain('The exchange points in my region.');
  const anonymous = markdown.split('\n').find((line) => line.includes('second year'));
  expect(anonymous).toContain('Anonymous');
  expect(anonymous).not.toContain('Bao');

  // The organiser ends the hour at the desk.
  await organiser.getByRole('link', { name: 'Open your desk' }).click();
  await expect(organiser.getByRole('tab', { name: 'Links' })).toBeVisible();
  await organiser.getByRole('button', { name: 'End the session' }).click();
  await organiser.getByRole('dialog').getByRole('button', { name: 'End the session' }).click();
  await expect(display.getByText('Thank you all')).toBeVisible();
  await expect(ana.getByText('The session has ended').first()).toBeVisible();
  // What they have of one another stands, and nobody is asked who they are any more.
  await expect(met(ana)).toContainText('bao@network.example');
  await expect(met(bao)).toContainText('ana@registry.example');
  await expect(met(ana).getByText('Dilan')).toBeVisible();
  await expect(late.getByText('How should we call you?')).toHaveCount(0);
  await expect(ana.getByText('Operators far from the hubs want a regional desk.')).toBeVisible();
  await isAccessible(ana);
  await picture(ana, 'ended-phone', true);
  await isAccessible(organiser);
  await picture(organiser, 'desk-ended-laptop', true);
});

/** Sends while nobody answers: the page takes it and keeps it. */
async function asks2(page: Page, text: string): Promise<void> {
  await (await writes(page)).fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByLabel('Your question')).toHaveValue('');
}

/** The seconds that a clock says, from what it says to a screen reader. */
async function left(page: Page): Promise<number> {
  const words =
    (await page
      .getByText(/ left$| over time$/)
      .first()
      .textContent()) ?? '';
  const part = (unit: string) => Number(new RegExp(`(\\d+) ${unit}`).exec(words)?.[1] ?? 0);
  return part('hour') * 3600 + part('minute') * 60 + part('second');
}
