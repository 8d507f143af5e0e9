// The hour in the hands of its moderator: the rundown, the speakers, and the screens in the room.

import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { Line } from './line.ts';
import {
  asks,
  createsSession,
  isAccessible,
  joins,
  LAPTOP,
  PHONE,
  picture,
  PROJECTOR,
  somebody,
} from './people.ts';
import { takesNext, goesOn } from './floor.ts';
import { test } from './story.ts';

/** A row of the rundown. */
function row(page: Page, title: RegExp) {
  return page.locator('[data-segment]', { hasText: title });
}

async function act(page: Page, title: RegExp, action: string): Promise<void> {
  await row(page, title)
    .getByRole('button', { name: /Actions for/ })
    .click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

async function order(page: Page): Promise<string[]> {
  return page.locator('[data-segment] .name').allInnerTexts();
}

test('a keynote that overruns by four minutes, and a session that still ends on time', async ({
  browser,
  server,
}) => {
  test.setTimeout(180_000);
  const { moderator, linkOf, session } = await createsSession(
    browser,
    server,
    async (organiser) => {
      await organiser.getByRole('button', { name: /Remove .*Opening/ }).click();
      await expect(organiser.getByRole('checkbox', { name: /Jennifer Chung/ })).toBeChecked();
      await picture(organiser, 'review-speakers-laptop');
    },
  );
  const onsite = await somebody(browser, await linkOf(/Moderator.*Speaker/), PHONE);
  const display = await somebody(browser, await linkOf(/Room display/), PROJECTOR);
  await moderator.getByRole('tab', { name: 'Hour' }).click();
  await picture(moderator, 'rundown-before-laptop');
  await moderator.getByRole('button', { name: 'Begin the hour' }).click();
  await expect(row(moderator, /keynote/i)).toHaveAttribute('aria-current', 'step');
  const promised = await moderator.getByText(/^Ends /).innerText();
  expect(promised).toContain('on time');

  // The keynotes get four minutes more; the desk says from whom they come.
  for (let minute = 0; minute < 4; minute++) {
    await moderator.getByRole('button', { name: 'Segment +1 min' }).click();
  }
  await onsite.getByRole('button', { name: /4 minutes over/ }).click();
  const banner = onsite.getByRole('dialog', { name: 'The plan' });
  await expect(banner).toContainText('4 minutes over');
  await expect(banner).toContainText(/Takes .*4 min.* from .*which then has/);
  await isAccessible(onsite);
  await picture(onsite, 'overrun-phone');
  await picture(moderator, 'overrun-laptop');
  await banner.getByRole('button', { name: 'Re-plan' }).click();
  await expect(banner).toBeHidden();
  await expect(moderator.getByText(/^Ends .*on time/)).toBeVisible();

  // By the menu, with the keyboard alone: left out, moved, put in, taken out.
  await act(moderator, /closing/i, 'Leave it out');
  await expect(row(moderator, /closing/i)).toContainText('left out');
  await act(moderator, /closing/i, 'Take it in again');
  const before = await order(moderator);
  const menu = row(moderator, /closing/i).getByRole('button', { name: /Actions for/ });
  await menu.focus();
  await moderator.keyboard.press('Enter');
  await expect(moderator.getByRole('menu')).toBeVisible();
  await moderator.keyboard.press('m');
  await expect(moderator.getByRole('menuitem', { name: 'Move up' })).toBeFocused();
  await moderator.keyboard.press('Enter');
  await expect.poll(() => order(moderator)).not.toEqual(before);
  await moderator.getByRole('button', { name: 'Put a segment in', exact: true }).click();
  const dialog = moderator.getByRole('dialog');
  await dialog.getByLabel('Title').fill('جائزة 🏆 An award');
  await dialog.getByLabel('Minutes', { exact: true }).fill('999');
  await dialog.getByRole('button', { name: 'Put in' }).click();
  await expect(dialog.getByText(/from .*1.* to .*480/)).toBeVisible();
  await dialog.getByLabel('Minutes', { exact: true }).fill('3');
  await isAccessible(moderator);
  await picture(moderator, 'segment-dialog-laptop');
  await dialog.getByRole('button', { name: 'Put in' }).click();
  await expect(row(onsite, /award/)).toHaveCount(1);
  await expect(row(moderator, /award/)).toContainText('put in today');

  // Dragged by its grip to before the segment that waits next.
  const grip = row(moderator, /award/).locator('[data-grip]');
  const target = moderator.locator('[data-row]').first();
  await grip.scrollIntoViewIfNeeded();
  const from = await grip.boundingBox();
  const to = await target.boundingBox();
  if (!from || !to) throw new Error('the rundown is not there');
  await moderator.mouse.move(from.x + 5, from.y + 5);
  await moderator.mouse.down();
  await moderator.mouse.move(to.x + 40, to.y + 30, { steps: 8 });
  await moderator.mouse.move(to.x + 40, to.y + 4, { steps: 4 });
  await moderator.mouse.up();
  await expect
    .poll(async () => (await order(moderator)).findIndex((name) => name.includes('award')))
    .toBe(1);
  await act(moderator, /award/, 'Remove it');
  await expect(row(moderator, /award/)).toHaveCount(0);

  // Two edit at once: the second is told, and loses nothing that was typed.
  await act(moderator, /networking/i, 'Change the segment');
  await act(onsite, /networking/i, 'Change the segment');
  await onsite.getByRole('dialog').getByLabel('Notes for staff').fill('Tables A to F are set.');
  await onsite.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(onsite.getByRole('dialog')).toBeHidden();
  await dialog.getByLabel('Title').fill('Networking, at the tables');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText(/Somebody else has just changed this segment/)).toBeVisible();
  await expect(dialog.getByLabel('Title')).toHaveValue('Networking, at the tables');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(row(moderator, /networking/i)).toContainText('Tables A to F are set.');

  // Leaving a queue asks first, with the number.
  const ana = await joins(browser, server.url, session, 'Ana');
  await act(moderator, /Q&A|question/i, 'Start it now');
  await asks(ana, 'Who carries the costs?');
  await onsite
    .getByRole('group', { name: 'Most used' })
    .getByRole('button', { name: 'Next segment' })
    .click();
  await expect(onsite.getByRole('dialog')).toContainText('1 person still waits');
  await onsite
    .getByRole('dialog')
    .getByRole('button', { name: /^Start/ })
    .click();
  await expect(display.getByRole('heading', { level: 1 })).toContainText(/moving|networking/i);

  // A key presses the button that carries it, and the sheet says which.
  await moderator.keyboard.press('Escape');
  await moderator.locator('body').press('p');
  await expect(display.getByText('Paused')).toBeVisible();
  await moderator.locator('body').press('p');
  await expect(display.getByText('Paused')).toBeHidden();
  await moderator.locator('body').press('?');
  await expect(moderator.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await picture(moderator, 'keys-laptop');
  await moderator.keyboard.press('Escape');

  // Ended, and taken back; then the picture of the hour and its table.
  await moderator.getByRole('button', { name: 'End the session' }).click();
  await moderator.getByRole('dialog').getByRole('button', { name: 'End the session' }).click();
  await expect(display.getByText('Thank you all')).toBeVisible();
  await moderator.getByRole('button', { name: 'Go on after all' }).click();
  await moderator.getByRole('dialog').getByRole('button', { name: 'Go on after all' }).click();
  await expect(display.getByText('Thank you all')).toBeHidden();
  await moderator.getByRole('button', { name: 'End the session' }).click();
  await moderator.getByRole('dialog').getByRole('button', { name: 'End the session' }).click();
  await expect(moderator.getByRole('heading', { name: 'How the hour went' })).toBeVisible();
  await isAccessible(moderator);
  await picture(moderator, 'picture-laptop');
  const download = moderator.waitForEvent('download');
  await moderator.getByRole('button', { name: 'Times as CSV' }).click();
  const table = readFileSync(await (await download).path(), 'utf8');
  expect(table).toMatch(/^\ufeffrow,title,name,planned_seconds,actual_seconds/);
  expect(table).toMatch(/\nsegment,.*keynote/i);
});

test('a speaker is asked to wrap up and taps "seen"', async ({ browser, server }) => {
  test.setTimeout(120_000);
  const { moderator, linkOf } = await createsSession(browser, server);
  const speaker = await somebody(browser, await linkOf(/Jennifer Chung/), LAPTOP);
  const lectern = await somebody(browser, await linkOf(/Lectern/), PROJECTOR);
  const display = await somebody(browser, await linkOf(/Room display/), PROJECTOR);
  await expect(speaker.getByRole('heading', { name: 'Not begun yet' })).toBeVisible();
  await moderator.getByRole('button', { name: 'Begin the hour' }).click();
  await moderator.getByRole('tab', { name: 'Hour' }).click();
  await act(moderator, /keynote/i, 'Start it now');
  await moderator.getByRole('tab', { name: 'Speakers' }).click();
  // Three speakers share the fifteen minutes.
  await expect(moderator.getByText(/0:00.? of .?5:00/)).toHaveCount(3);
  await moderator.getByRole('button', { name: /^Start\W+Jennifer Chung/ }).click();
  await expect(speaker.getByText(/Jennifer Chung.? speaks/)).toBeVisible();
  await expect(display.getByText('Jennifer Chung')).toBeVisible();
  await isAccessible(speaker);
  await picture(speaker, 'stage-laptop');
  await picture(display, 'display-keynote');
  await isAccessible(moderator);
  await picture(moderator, 'desk-speakers-laptop', true);

  // A quiet word, in the speaker's own language, and the tap that the desk sees.
  await moderator.getByRole('button', { name: 'Wrap up', exact: true }).click();
  await expect(speaker.getByText('Please wrap up').first()).toBeVisible();
  await expect(lectern.getByText('Please wrap up').first()).toBeVisible();
  await expect(display.getByText('Please wrap up')).toBeHidden();
  const sent = moderator.getByRole('list', { name: 'Messages that stand' });
  await expect(sent).toContainText('not seen yet');
  await isAccessible(speaker);
  await picture(speaker, 'stage-wrap-up-laptop');
  await picture(lectern, 'lectern-wrap-up');
  await speaker.getByRole('button', { name: 'Seen' }).click();
  await expect(sent).toContainText(/seen .?\d/);
  await expect(speaker.getByText('Marked as seen')).toBeVisible();

  // Words of one's own; ten thousand characters are too many, and stay in the field.
  const own = moderator.getByLabel('In your own words');
  await own.evaluate((field: HTMLInputElement) => field.removeAttribute('maxlength'));
  await own.fill('x'.repeat(10_000));
  await moderator.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(
    moderator.getByText(/Message.?: .?9,?840.? characters too many/).first(),
  ).toBeVisible();
  await expect(own).toHaveValue('x'.repeat(10_000));
  await own.fill('Louder 🙏 بصوت أعلى');
  await moderator.getByRole('radio', { name: 'Flashing' }).check({ force: true });
  await moderator.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(speaker.getByText('Louder 🙏 بصوت أعلى').first()).toBeVisible();

  // Done: the message goes, the time is kept, and the next one comes.
  await moderator.getByRole('button', { name: 'Speaker done', exact: true }).click();
  await expect(speaker.getByRole('region', { name: 'From the moderator' })).toBeHidden();
  await expect(moderator.getByText(/0:00.? of .?5:00/)).toHaveCount(2);

  // The time is nearly up: the screen says so by itself.
  await moderator.getByRole('button', { name: 'Change the clock' }).click();
  await moderator.getByRole('button', { name: 'Set the time' }).click();
  await moderator.getByLabel('Time left in this segment').fill('0:58');
  await moderator.getByRole('dialog').getByRole('button', { name: 'Set', exact: true }).click();
  await expect(lectern.getByText('Please wrap up').first()).toBeVisible();
  await picture(lectern, 'lectern-ending');
  await moderator.getByRole('button', { name: 'Change the clock' }).click();
  await moderator.getByRole('button', { name: 'Set the time' }).click();
  await moderator.getByLabel('Time left in this segment').fill('0');
  await moderator.getByRole('dialog').getByRole('button', { name: 'Set', exact: true }).click();
  await expect(lectern.getByText('Time is up').first()).toBeVisible();
  await expect(lectern.locator('.stage.over')).toBeVisible();
  await picture(lectern, 'lectern-over');

  // Whoever is called up without being on the page gets a link and the voice.
  await moderator.getByRole('button', { name: 'Add a speaker' }).click();
  await moderator.getByRole('dialog').getByLabel('Name').fill('Wen Walks-in');
  await moderator.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
  await moderator.getByRole('button', { name: 'Wen Walks-in' }).click();
  await expect(display.getByText('Wen Walks-in')).toBeVisible();
});

test('the display shows what the moderator chooses, and by itself what the hour calls for', async ({
  browser,
  server,
}) => {
  test.setTimeout(120_000);
  const { moderator, linkOf, session } = await createsSession(browser, server);
  const link = await linkOf(/Room display/);
  const display = await somebody(browser, link, PROJECTOR);
  const narrow = await somebody(browser, link, { viewport: { width: 1024, height: 768 } });
  const overlay = await somebody(browser, link.replace('#', '?view=overlay#'), PROJECTOR);
  const ana = await joins(browser, server.url, session, 'Ana');
  await moderator.getByRole('button', { name: 'Begin the hour' }).click();
  await moderator.getByRole('tab', { name: 'Hour' }).click();
  await act(moderator, /Q&A|question/i, 'Start it now');
  await expect(display.getByText('The floor is open')).toBeVisible();
  await picture(display, 'display-floor-open');
  await asks(ana, 'Who carries the costs of the second year, and for how long?');
  await takesNext(moderator);
  await expect(display.getByText('Who carries the costs')).toBeVisible();
  await expect(overlay.getByText('Who carries the costs')).toBeVisible();
  const back = await overlay.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(back).toBe('rgba(0, 0, 0, 0)');
  await picture(overlay, 'overlay');
  await picture(narrow, 'display-4x3');
  await moderator.getByRole('tab', { name: 'Speakers' }).click();
  const show = async (mode: string) => {
    await moderator.getByRole('radio', { name: mode }).check({ force: true });
  };
  await show('Join code');
  await expect(display.getByText('Scan, or type the code at')).toBeVisible();
  await picture(display, 'display-join');
  await isAccessible(display);
  await show('Takeaways');
  await expect(display.getByText('The takeaways will stand here.')).toBeVisible();
  await show('Clock');
  await expect(display.getByText('Who carries the costs')).toBeHidden();
  await show('Blank');
  await expect(display.getByRole('heading')).toHaveCount(0);
  await show('By the segment');
  await expect(display.getByText('Who carries the costs')).toBeVisible();
});

test('a display that loses its network for twenty seconds counts on, says so, and recovers', async ({
  browser,
  server,
}) => {
  test.setTimeout(120_000);
  const { moderator, linkOf } = await createsSession(browser, server);
  const context = await browser.newContext(PROJECTOR);
  const display = await context.newPage();
  const line = await Line.of(display);
  await display.goto(await linkOf(/Room display/));
  await moderator.getByRole('button', { name: 'Begin the hour' }).click();
  await expect(display.locator('.digits').first()).toBeVisible();
  await expect(display.getByText(/Reconnecting/)).toBeHidden();

  line.cut();
  const cutAt = Date.now();
  await expect(display.getByText(/Reconnecting\. Last update/)).toBeVisible({ timeout: 5_000 });
  expect(Date.now() - cutAt).toBeLessThan(5_000);
  const face = () => display.locator('.clock .digits').first().innerText();
  const then = await face();
  await expect.poll(face, { timeout: 3_000 }).not.toBe(then);
  await picture(display, 'display-stale');
  // Meanwhile the hour goes on without it.
  await goesOn(moderator);
  await expect.poll(() => Date.now() - cutAt, { timeout: 30_000 }).toBeGreaterThan(20_000);
  line.restore();
  await expect(display.getByText(/Reconnecting/)).toBeHidden({ timeout: 15_000 });
  await expect(display.getByRole('heading', { level: 1 })).toContainText(/keynote/i);
});
