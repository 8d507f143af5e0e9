// The organiser reads the final page again: what is new is shown, her own edit stays.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import {
  createsSession,
  isAccessible,
  joins,
  notice,
  PAGE,
  PHONE,
  picture,
  PROJECTOR,
  somebody,
} from './people.ts';
import { test } from './story.ts';

const FINAL = PAGE.replace(
  'Jennifer Chung, DotAsia',
  'Jennifer Chung, DotAsia\n\n    Late Lin, Example Lab',
)
  .replace('    Roundtable', '    Theater')
  .replace(
    'Key Takeaways (* deadline at the end',
    'Key Takeaways (* deadline two hours after the end',
  );

test('a final page is taken over field by field, and an edit by hand stays', async ({
  browser,
  server,
}) => {
  const { organiser } = await createsSession(browser, server, async (page) => {
    await page.getByLabel('Title').first().fill('The coalition, launched');
  });
  await organiser.getByRole('tab', { name: 'Links' }).click();
  const panel = organiser.getByRole('region', { name: 'Page and file' });
  await panel.getByText('Read the page again').click();

  // The same page brings nothing, and shows what she changed herself.
  await panel.getByLabel('The session’s page').fill(PAGE);
  await panel.getByRole('button', { name: 'Read the page', exact: true }).click();
  await expect(panel.getByText('The page brings nothing new')).toBeVisible();
  await panel.getByText('1 difference stays as it is').click();
  await expect(panel.getByText('Changed by hand')).toBeVisible();
  await isAccessible(organiser);
  await panel.getByRole('button', { name: 'Back to the page' }).click();

  // A PDF leaves what was pasted, and is told by what it is, whatever it is called.
  await panel.locator('input[type=file]').setInputFiles({
    name: 'page.docx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('%PDF-1.7'),
  });
  await panel.getByRole('button', { name: 'Read the page', exact: true }).click();
  await expect(panel.getByText(/This is a PDF/)).toBeVisible();
  await panel.getByRole('button', { name: /Do without/ }).click();
  await expect(panel.getByLabel('The session’s page')).toHaveValue(PAGE);

  await panel.getByLabel('The session’s page').fill(FINAL);
  await panel.getByRole('button', { name: 'Read the page', exact: true }).click();
  await expect(panel.getByRole('heading', { name: 'What the page brings' })).toBeVisible();
  const format = panel.getByRole('listitem').filter({ hasText: 'Theater' });
  await expect(format.getByRole('checkbox')).not.toBeChecked();
  await format.getByRole('checkbox').check();
  const lin = panel.getByRole('listitem').filter({ hasText: 'Late Lin' });
  await expect(lin.getByLabel('Add to the list')).toBeChecked();
  await lin.getByLabel('Make a role link').check();
  await isAccessible(organiser);
  await picture(organiser, 'desk-page-again-laptop');
  await panel.getByRole('button', { name: 'Take over 2 changes' }).click();
  await expect(panel.getByLabel('The session’s page')).toHaveValue('');

  await organiser.reload();
  await organiser.getByRole('tab', { name: 'Links' }).click();
  await expect(organiser.getByRole('listitem').filter({ hasText: 'Late Lin' })).toBeVisible();
  await expect(organiser.getByText('The coalition, launched').first()).toBeVisible();
});

test('the facts are changed by hand, by two at once, and every screen says so', async ({
  browser,
  server,
}) => {
  const { session, organiser, linkOf } = await createsSession(browser, server);
  const display = await somebody(browser, await linkOf(/Room display/), PROJECTOR);
  const form = async (page: Page) => {
    await page.getByRole('tab', { name: 'Links' }).click();
    const panel = page.getByRole('region', { name: 'Page and file' });
    await panel.getByText('Change the facts').click();
    await expect(panel.getByLabel('Title')).not.toHaveValue('');
    return panel;
  };
  const other = await somebody(browser, organiser.url());
  const [hers, his] = [await form(organiser), await form(other)];
  await hers.getByLabel('Title').fill('');
  await hers.getByRole('button', { name: 'Save' }).click();
  await expect(hers.getByText('The session needs a title.')).toBeVisible();
  await hers.getByLabel('Title').fill('Who speaks for small operators?');
  const rapporteurs = hers.getByRole('group', { name: 'Rapporteurs' });
  await rapporteurs.getByRole('button', { name: 'Add' }).click();
  await rapporteurs.getByRole('textbox', { name: 'Name' }).last().fill('Rahel Rapporteur');
  await expect(hers.getByLabel('Make a role link for the new name')).toBeChecked();
  await isAccessible(organiser);
  await picture(organiser, 'desk-facts-laptop', true);
  await hers.getByRole('button', { name: 'Save' }).click();
  await expect(notice(organiser, 'The facts are changed on every screen.')).toBeVisible();
  await expect(display.getByText('Who speaks for small operators?').first()).toBeVisible();
  await expect(organiser.getByRole('listitem').filter({ hasText: 'Rahel' })).toBeVisible();

  // The other has the old facts before him: he loses nothing, and undoes nothing.
  await his.getByLabel('Room').fill('Room 9');
  await his.getByRole('button', { name: 'Save' }).click();
  await expect(his.getByText('Somebody else has changed the session meanwhile.')).toBeVisible();
  await expect(his.getByLabel('Title')).toHaveValue('Who speaks for small operators?');
  await his.getByRole('button', { name: 'Save' }).click();
  await expect(notice(other, 'The facts are changed on every screen.')).toBeVisible();
  await organiser.reload();
  const now = await form(organiser);
  await expect(now.getByLabel('Room')).toHaveValue('Room 9');
  await expect(now.getByLabel('Title')).toHaveValue('Who speaks for small operators?');
  await now.getByRole('button', { name: 'Save' }).click();
  await expect(notice(organiser, 'Nothing has been changed.')).toBeVisible();
  const ana = await joins(browser, server.url, session, 'Ana');
  await expect(ana.getByText('Who speaks for small operators?').first()).toBeVisible();
});

test('a session goes out as a file and comes in as a new one', async ({ browser, server }) => {
  const { organiser } = await createsSession(browser, server);
  await organiser.getByRole('tab', { name: 'Links' }).click();
  const saved = organiser.waitForEvent('download');
  await organiser.getByRole('button', { name: 'Export as a file' }).click();
  const path = await (await saved).path();

  const host = await somebody(browser, server.hostLink);
  await host.locator('input[type=file]').setInputFiles({
    name: 'broken.json',
    mimeType: 'application/json',
    buffer: Buffer.from(
      '{"format":"onefloor-session","version":1,"about":{"title":7},"agenda":[]}',
    ),
  });
  await host.getByRole('button', { name: 'Read the page' }).click();
  await expect(host.getByText(/about\.title/)).toBeVisible();
  await host.locator('input[type=file]').setInputFiles(path);
  await host.getByRole('button', { name: 'Read the page' }).click();
  await expect(host.getByRole('heading', { name: 'Check the plan' })).toBeVisible();
  await isAccessible(host);
  await host.getByRole('button', { name: 'Create the session' }).click();
  await expect(host.getByRole('heading', { name: 'The session is ready' })).toBeVisible();
});

test('a session is made by hand', async ({ browser, server }) => {
  const host = await somebody(browser, server.hostLink);
  await host.getByLabel('The session’s page').fill('Soup for four, with lentils.');
  await host.getByRole('button', { name: 'Read the page' }).click();
  await expect(host.getByText(/does not look like a session page/)).toBeVisible();
  await expect(host.getByLabel('The session’s page')).toHaveValue(/lentils/);
  await host.getByText('By hand').click();
  await host.getByRole('button', { name: 'Open the form' }).click();
  await host.getByLabel('Title').first().fill('Made by hand');
  await host.getByRole('button', { name: 'Create the session' }).click();
  await expect(host.getByRole('heading', { name: 'The session is ready' })).toBeVisible();
});

const CALENDAR = fileURLToPath(
  new URL('../fixtures/programmes/calendars/ripe_plenary.ics', import.meta.url),
);

test('two of three sessions of a calendar are corrected and made, with all links in one file', async ({
  browser,
  server,
}) => {
  const host = await somebody(browser, server.hostLink);
  await host.getByLabel('The session’s page').fill('What I was writing');
  await host.locator('input[type=file]').setInputFiles(CALENDAR);
  await host.getByRole('button', { name: 'Read the page' }).click();
  await expect(host.getByRole('heading', { name: 'Choose the sessions' })).toBeVisible();
  await expect(host.getByText('no time given · Pier 4')).toBeVisible();
  await isAccessible(host);
  await picture(host, 'create-choice-laptop');
  await host.getByRole('checkbox', { name: /Opening Plenary/ }).check();
  await host.getByRole('checkbox', { name: /Address Policy/ }).check();

  // One of them is corrected: somebody moves to another list, and a line goes where it belongs.
  await host.getByRole('button', { name: /Check .*Address Policy/ }).click();
  await expect(host.getByLabel('Room')).toHaveValue('Side Room');
  await host.getByRole('button', { name: /Change .*Luís Prata/ }).click();
  await host.getByRole('menuitem', { name: /Move to: .*Online moderators/ }).click();
  const online = host.getByRole('group', { name: 'Online moderators' });
  await expect(online.getByRole('textbox', { name: 'Name' })).toHaveValue('Luís Prata');
  await host.getByText('Add from a text or a file').click();
  await host
    .getByLabel('The session’s page')
    .fill('10 min Opening\n50 min Panel\n30 min Questions');
  await host.getByRole('button', { name: 'Read the page' }).click();
  await expect(notice(host, 'Added to the form')).toBeVisible();
  await expect(host.getByText('90 of 90 min')).toBeVisible();
  await isAccessible(host);
  await picture(host, 'create-review-laptop', true);
  await host.getByRole('button', { name: 'Back to the list' }).last().click();

  await host.getByRole('button', { name: 'Create 2 sessions' }).click();
  await expect(host.getByRole('heading', { name: '2 sessions are ready' })).toBeVisible();
  await isAccessible(host);
  const saved = host.waitForEvent('download');
  await host.getByRole('button', { name: 'Link sheets as one ZIP' }).click();
  const zip = readFileSync(await (await saved).path(), 'latin1');
  expect(new Set(zip.match(/[12]-[A-Z0-9]{6}\.html/g))).toHaveProperty('size', 2);
  await host
    .getByRole('region', { name: 'Address Policy' })
    .getByText('Links', { exact: true })
    .click();
  await expect(host.getByText('Luís Prata')).toBeVisible();
});

/** What a browser puts on the clipboard of a page whose people stand in a table. */
const COPIED = `<h1>IGF 2025 WS #9 Lamps for ferries</h1><p>A loose remark of the site</p>
<h2>Speakers</h2><table><tr><td>Ana Ruiz</td><td>Dock Office</td></tr>
<tr><td>Bo Sand</td><td>Quay Works</td></tr></table>
<h2>Confirmed experts</h2><p>Cy Lund, Pier Lab</p><p>Dee Holt, Pier Lab</p>`;

test('a page pasted on a phone is put right without a way back to the top', async ({
  browser,
  server,
}) => {
  const host = await somebody(browser, server.hostLink, PHONE);
  const field = host.getByLabel('The session’s page');
  await field.evaluate((area, html) => {
    const copied = new DataTransfer();
    copied.setData('text/html', html);
    copied.setData('text/plain', 'Lamps for ferries');
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: copied, bubbles: true }));
  }, COPIED);
  await field.fill('Lamps for ferries');
  await host.getByRole('button', { name: 'Read the page' }).click();
  await expect(host.getByLabel('Title').first()).toHaveValue('Lamps for ferries');
  const create = host.getByRole('button', { name: 'Create the session' });
  await expect(create).toBeInViewport();

  // People of a heading that no form has are guesses, and each says from which line.
  const guess = host.locator('summary', { hasText: 'A guess, from this line' }).last();
  await guess.click();
  await expect(host.getByText('Dee Holt, Pier Lab')).toBeVisible();

  const speakers = host.getByRole('group', { name: 'Speakers', exact: true });
  const name = (at: number) => speakers.getByRole('textbox', { name: 'Name' }).nth(at);
  await expect(name(3)).toHaveValue('Dee Holt');
  const does = async (who: string, what: string | RegExp) => {
    await speakers.getByRole('button', { name: new RegExp(`Change .*${who}`) }).click();
    await host.getByRole('menuitem', { name: what }).click();
  };
  await name(0).fill('Ana Ruiz and Eli Moss');
  await does('Ana Ruiz and Eli Moss', 'Split into 2');
  await expect(name(1)).toHaveValue('Eli Moss');
  await does('Eli Moss', /Merge into .*Ana Ruiz/);
  await expect(name(1)).toHaveValue('Bo Sand');
  await does('Bo Sand', 'Group and region');
  await speakers.getByLabel('Group', { exact: true }).selectOption({ label: 'Civil society' });
  await speakers.getByLabel('Region', { exact: true }).selectOption({ index: 1 });
  await expect(create).toBeInViewport();

  await host.getByRole('button', { name: 'Put it into a field' }).first().click();
  await host.getByRole('menuitem', { name: 'Description' }).click();
  await isAccessible(host);
  await picture(host, 'create-review-phone');
  await picture(host, 'create-review-phone-whole', true);
  await create.click();
  await expect(host.getByRole('heading', { name: 'The session is ready' })).toBeVisible();
  await expect(host.getByText('Cy Lund').first()).toBeVisible();
});
