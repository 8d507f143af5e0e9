// The day before a session and the day after it.

import { expect, type Browser, type Page } from '@playwright/test';
import {
  asks,
  createsSession,
  isAccessible,
  joins,
  PHONE,
  picture,
  PROJECTOR,
  somebody,
} from './people.ts';
import { test } from './story.ts';

/** Text of twice its size, as a reader sets it in their browser. */
async function readsLarge(page: Page): Promise<void> {
  await page.addStyleTag({ content: 'html { font-size: 200% !important; }' });
}

/** What stands out of the page at its side. */
function cut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    const all = [...document.querySelectorAll<HTMLElement>('body *')];
    return all
      .filter((element) => element.getBoundingClientRect().right > wide + 1)
      .map(
        (element) => `${element.tagName}.${element.className}: ${element.innerText.slice(0, 30)}`,
      )
      .slice(0, 5);
  });
}

/** A browser whose storage throws, as one that blocks it does. */
async function keepsNothing(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext(PHONE);
  await context.addInitScript(() => {
    const blocked = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    Object.defineProperty(window, 'localStorage', { get: blocked });
    Object.defineProperty(window, 'sessionStorage', { get: blocked });
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(url);
  return page;
}

test('the day before, polls are brought, ordered and looked at, and one tap asks everybody', async ({
  browser,
  server,
}) => {
  const { session, moderator, linkOf } = await createsSession(browser, server);
  const display = await somebody(browser, await linkOf(/Room display/), PROJECTOR);
  await moderator.getByRole('tab', { name: 'Polls' }).click();
  await moderator.getByRole('button', { name: 'Bring from text or a file' }).click();
  const dialog = moderator.getByRole('dialog');
  // A table as a spreadsheet saves it, in Windows-1252; one row is of no kind that there is.
  const table = "kind;question;option 1;option 2\nranking;Quoi d'abord ?\n;Où ?;Oslo;Genève";
  const polls = Buffer.from(table, 'latin1');
  const file = dialog.getByLabel('Or a file');
  await file.setInputFiles({ name: 'polls.csv', mimeType: 'text/csv', buffer: polls });
  await expect(dialog.getByText("ranking, Quoi d'abord ?")).toBeVisible();
  await expect(dialog.getByText('Oslo · Genève')).toBeVisible();
  await isAccessible(moderator);
  await picture(moderator, 'polls-unread-laptop');
  await dialog.getByRole('button', { name: 'Back to the text' }).click();
  const large = Buffer.alloc(300_000, 'a');
  await file.setInputFiles({ name: 'large.csv', mimeType: 'text/csv', buffer: large });
  await expect(dialog.getByText('256 kB at most')).toBeVisible();
  await picture(moderator, 'polls-too-large-laptop');
  await dialog
    .getByLabel('Polls')
    .fill(
      'Shall we meet every month? [live]\n\nWhere do we meet next?\n- Oslo\n- Riyadh\n- Geneva',
    );
  await dialog.getByRole('button', { name: 'Find the polls' }).click();
  await expect(dialog.getByText('Oslo · Riyadh · Geneva')).toBeVisible();
  await isAccessible(moderator);
  await picture(moderator, 'polls-read-laptop');
  await dialog.getByRole('button', { name: 'Prepare 2 polls' }).click();
  const prepared = moderator.getByRole('region', { name: 'Prepared polls' });
  await expect(prepared.getByRole('listitem')).toHaveCount(2);

  const more = (at: number) =>
    prepared.getByRole('button', { name: 'More about this poll' }).nth(at);
  await more(1).click();
  await moderator.getByRole('menuitem', { name: 'Move up' }).click();
  await expect(prepared.getByRole('listitem').first()).toContainText('Where do we meet next?');
  await more(0).click();
  await moderator.getByRole('menuitem', { name: 'Preview' }).click();
  await expect(dialog.getByText('Riyadh').last()).toBeVisible();
  await isAccessible(moderator);
  await picture(moderator, 'poll-preview-laptop');
  await moderator.keyboard.press('Escape');
  await more(0).click();
  await moderator.getByRole('menuitem', { name: 'Edit the poll' }).click();
  await dialog.getByLabel('Option 3', { exact: true }).fill('Nairobi');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(prepared.getByRole('listitem').first()).toContainText('Nairobi');
  await isAccessible(moderator);
  await picture(moderator, 'polls-prepared-laptop');

  const ana = await joins(browser, server.url, session, 'Ana');
  await prepared.getByRole('button', { name: 'Start', exact: true }).nth(1).click();
  await expect(display.getByText('Shall we meet every month?').first()).toBeVisible();
  await ana.getByRole('radio', { name: 'Agree', exact: true }).check({ force: true });
  await moderator.getByText('Count hands in the room').click();
  const hands = { Agree: '14', Disagree: '6', Abstain: '3' };
  for (const [option, count] of Object.entries(hands)) {
    await moderator.getByLabel(option, { exact: true }).last().fill(count);
  }
  await moderator.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(display.getByText('24', { exact: true })).toBeVisible();
  await isAccessible(display);
  await picture(display, 'poll-patterns-display');
  await picture(ana, 'poll-patterns-phone');
  await readsLarge(ana);
  expect(await cut(ana)).toEqual([]);
  await picture(ana, 'poll-large-phone');
});

test('the day after, a tap, a line and a button say how it was, and nobody is told whose it is', async ({
  browser,
  server,
}) => {
  const { session, moderator, organiser } = await createsSession(browser, server);
  await moderator.getByRole('button', { name: 'Begin the hour' }).click();
  const ana = await joins(browser, server.url, session, 'Ana');
  await asks(ana, 'Who pays for the cables that reach the islands?');
  const nobody = await keepsNothing(browser, `${server.url}/s/${session}`);
  const banner = nobody.getByText(/This browser keeps nothing/);
  await expect(banner).toBeVisible();
  await isAccessible(nobody);
  await banner.scrollIntoViewIfNeeded();
  await picture(nobody, 'blocked-phone');

  await readsLarge(nobody);
  expect(await cut(nobody)).toEqual([]);
  await picture(nobody, 'large-phone', true);

  await organiser.getByRole('button', { name: 'End the session' }).click();
  await organiser.getByRole('dialog').getByRole('button', { name: 'End the session' }).click();
  await expect(ana.getByRole('heading', { name: 'Thank you for taking part' })).toBeVisible();
  await expect(ana.getByRole('heading', { name: /^Queue/ })).toBeHidden();
  const feedback = ana.getByRole('region', { name: 'Your feedback' });
  await isAccessible(ana);
  await picture(ana, 'ended-phone', true);
  await feedback.getByRole('button', { name: 'Send feedback' }).click();
  await expect(feedback.getByText('Choose a number first.')).toBeVisible();
  await feedback.getByRole('radio', { name: '4' }).check({ force: true });
  await feedback.getByLabel(/What to keep/).fill('Les salles étaient trop petites pour nous.');
  await feedback.getByRole('button', { name: 'Send feedback' }).click();
  await expect(feedback.getByText('Your feedback is in.')).toBeVisible();
  await isAccessible(ana);
  await picture(ana, 'feedback-phone');
  // What was given comes back with the person, and is changed there.
  await ana.reload();
  await expect(feedback.getByRole('radio', { name: '4' })).toBeChecked();

  await organiser.getByRole('tab', { name: 'Report' }).click();
  const summary = organiser.getByRole('region', { name: 'Feedback after the end' });
  await expect(summary.getByText('1 person gave feedback.')).toBeVisible();
  await expect(summary.getByText('Les salles')).toHaveAttribute('lang', 'fr');
  await expect(summary.getByRole('row', { name: /Other ratings/ })).toContainText('1');
  await expect(summary.getByText('Ana')).toBeHidden();
  await isAccessible(organiser);
  await summary.scrollIntoViewIfNeeded();
  await picture(organiser, 'feedback-laptop');

  await readsLarge(ana);
  expect(await cut(ana)).toEqual([]);
  await picture(ana, 'ended-large-phone', true);
  await nobody.setViewportSize({ width: 1440, height: 900 });
  await nobody.reload();
  await nobody.emulateMedia({ colorScheme: 'dark' });
  await expect(nobody.getByRole('heading', { name: 'Thank you for taking part' })).toBeVisible();
  await picture(nobody, 'ended-dark-laptop', true);
  await nobody.setViewportSize(PHONE.viewport);
  await nobody.getByRole('button', { name: 'Language' }).click();
  await nobody.getByRole('menuitemradio', { name: 'العربية' }).click();
  await expect(nobody.getByText('شكرًا', { exact: false }).first()).toBeVisible();
  expect(await cut(nobody)).toEqual([]);
  await picture(nobody, 'ended-arabic-phone', true);
});
