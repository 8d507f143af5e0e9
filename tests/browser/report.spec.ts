// The report: captured as it is said, put together, put to everybody, signed, and taken home.

import { readFileSync } from 'node:fs';
import { expect, type Browser, type Locator, type Page } from '@playwright/test';
import {
  asks,
  createsSession,
  isAccessible,
  joins,
  PHONE,
  picture,
  PROJECTOR,
  somebody,
  writes,
} from './people.ts';
import { Line } from './line.ts';
import { lettersOf, withoutSpaces } from './reader.ts';
import { takesNext } from './floor.ts';
import { test } from './story.ts';

const SMALL_LAPTOP = { viewport: { width: 1366, height: 768 } };
const TAKEAWAY = 'Operators far from the hubs want a regional desk.';
const CALL = 'Fund a regional desk within a year.';
const AGREED = 'The desk answers to its region.';

/** A link of both roles opens the desk; who writes the report all the time takes the page for it. */
async function reports(
  browser: Browser,
  link: string,
  options = SMALL_LAPTOP as Parameters<typeof somebody>[2],
): Promise<Page> {
  const page = await somebody(browser, link.replace('#', '?view=rapporteur#'), options);
  await expect(pad(page)).toBeVisible();
  return page;
}

function pad(page: Page) {
  return page.getByRole('textbox', { name: /^Takeaway/ }).first();
}

/** The list of all that was captured, and not the block that also has it. */
function captured(page: Page) {
  return page.getByRole('region', { name: 'Captured so far' });
}

async function opens(page: Page, part: string): Promise<void> {
  await page.getByRole('tab', { name: part }).click();
}

async function markdownOf(page: Page): Promise<string> {
  await opens(page, 'Annex');
  await page.getByRole('button', { name: 'Other formats' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Markdown' }).click();
  return readFileSync(await (await saved).path(), 'utf8');
}

test('a rapporteur captures by the keyboard, assembles a draft, signs and reopens', async ({
  browser,
  server,
}) => {
  const { session, moderator, linkOf } = await createsSession(browser, server);
  const rapporteur = await reports(browser, await linkOf(/Moderator.*Rapporteur/));
  await isAccessible(rapporteur);
  await picture(rapporteur, 'report-empty-laptop');
  await moderator.getByRole('button', { name: 'Begin the hour' }).click();
  const ana = await joins(browser, server.url, session, 'Ana');
  await asks(ana, 'Who will interpret the meetings?');

  // A takeaway, and a call to action with whom it is for, without a mouse.
  await pad(rapporteur).focus();
  await rapporteur.keyboard.type(TAKEAWAY);
  await rapporteur.keyboard.press('Enter');
  await expect(captured(rapporteur).getByText(TAKEAWAY)).toBeVisible();
  await rapporteur.keyboard.press('Alt+2');
  await rapporteur.keyboard.type(CALL);
  await rapporteur.keyboard.press('Tab');
  await rapporteur.keyboard.type('Registries');
  await rapporteur.keyboard.press('Tab');
  await rapporteur.keyboard.type('the regional IGFs');
  await rapporteur.keyboard.press('Enter');
  const call = captured(rapporteur).getByRole('listitem').filter({ hasText: CALL });
  await expect(call).toContainText('Registries');
  await expect(call).toContainText('the regional IGFs');

  // The answer to the question on the floor: a slash and a number say what it is.
  await takesNext(moderator);
  await expect(rapporteur.getByRole('list', { name: 'On the floor' })).toContainText('interpret');
  await rapporteur.keyboard.type('/7 that volunteers interpret the first three.');
  await expect(rapporteur.getByRole('group', { name: 'Linked to' })).toContainText('Ana');
  await rapporteur.keyboard.press('Enter');
  const note = captured(rapporteur).getByRole('listitem').filter({ hasText: 'volunteers' });
  await expect(note).toContainText('Note');
  await expect(note.getByRole('button', { name: 'Question' })).toBeVisible();
  await isAccessible(rapporteur);
  await picture(rapporteur, 'report-captured-laptop');
  await picture(rapporteur, 'report-captured-laptop-full', true);

  // The draft says it as published reports do.
  await opens(rapporteur, 'Draft');
  await expect(rapporteur.getByRole('radio', { name: /^Note/ })).toBeChecked();
  await rapporteur.getByRole('button', { name: 'Assemble a draft' }).click();
  const line = rapporteur.getByRole('listitem').filter({ hasText: 'One stakeholder asked' });
  await expect(line).toContainText('“Who will interpret the meetings?”');
  await expect(line).toContainText('The response was that volunteers interpret the first three.');
  await isAccessible(rapporteur);
  await picture(rapporteur, 'report-draft-laptop');
  await line.getByRole('button', { name: 'Edit this line' }).click();
  const OWN = 'One stakeholder asked about interpretation; volunteers will help at first.';
  await rapporteur.getByLabel('Line of the draft').fill(OWN);
  await rapporteur.keyboard.press('Control+Enter');
  const edited = rapporteur.getByRole('listitem').filter({ hasText: OWN });
  await expect(edited.getByText('Edited')).toBeVisible();

  await expect(rapporteur.getByRole('radio', { name: /^Note/ })).toBeChecked();

  // More was said meanwhile: assembled again, what was edited stays.
  await asks(ana, 'When is the first meeting?');
  await takesNext(moderator);
  await expect(rapporteur.getByRole('list', { name: 'On the floor' })).toContainText(
    'first meeting',
  );
  await rapporteur.getByRole('button', { name: 'Assemble again' }).click();
  await expect(
    rapporteur.getByRole('listitem').filter({ hasText: 'When is the first meeting?' }).first(),
  ).toBeVisible();
  await expect(rapporteur.getByText('New', { exact: true })).toBeVisible();
  await expect(edited).toBeVisible();
  await picture(rapporteur, 'report-draft-again-laptop', true);
  await rapporteur.getByRole('button', { name: 'Put into the report' }).click();
  await expect(rapporteur.getByText('All lines that you keep are in the report.')).toBeVisible();

  // Signed, and open again.
  await opens(rapporteur, 'Form');
  const report = rapporteur.getByRole('region', { name: 'Session report' });
  await expect(report.getByRole('textbox')).toHaveValue(new RegExp(OWN));
  await report.getByRole('textbox').press('Control+End');
  await rapporteur.keyboard.type('\nThe room agreed to meet again.');
  await expect(report.getByText('Saved', { exact: true })).toBeVisible();
  await picture(rapporteur, 'report-form-laptop', true);
  await report.getByRole('button', { name: 'Sign as final' }).click();
  await expect(report.getByText(/^Signed/)).toBeVisible();
  await expect(report.getByRole('textbox')).not.toBeEditable();
  await isAccessible(rapporteur);
  await picture(rapporteur, 'report-signed-laptop', true);
  // The same page in the dark, from right to left.
  const arabic = await somebody(browser, rapporteur.url(), {
    ...SMALL_LAPTOP,
    locale: 'ar',
    colorScheme: 'dark',
  });
  await expect(arabic.getByText(TAKEAWAY).first()).toBeVisible();
  await isAccessible(arabic);
  await picture(arabic, 'report-arabic-dark-laptop');
  await picture(arabic, 'report-arabic-dark-laptop-full', true);
  await report.getByRole('button', { name: 'Reopen' }).click();
  await expect(report.getByRole('textbox')).toBeEditable();
  const markdown = await markdownOf(rapporteur);
  expect(markdown).toContain(TAKEAWAY);
  expect(markdown).toContain(CALL);
  expect(markdown).toContain(OWN);
  expect(markdown).toContain('The room agreed to meet again.');
  expect(markdown).not.toContain('“Who will interpret the meetings?” The response');
});

test('what was said in Arabic, Chinese and Russian is read out of the PDF in its order', async ({
  browser,
  server,
}) => {
  const { linkOf } = await createsSession(browser, server);
  const rapporteur = await reports(browser, await linkOf(/Moderator.*Rapporteur/));
  const said = [
    'تتابع المجتمعات المحلية قرارات ICANN (انظر RFC 7282)، ولا تنتظر الجلسة التالية.',
    'سألت إحدى الحاضرات: «متى نلتقي؟»، وكان الجواب في الساعة 14:30.',
    'The minister said: الإنترنت للجميع (حتى في القرى), and the room agreed.',
    '社区网络需要长期的公共资金（至少5年），而不只是试点。',
    'Сетям нужны простые правила и доступные частоты.',
  ];
  for (const text of said) {
    await pad(rapporteur).fill(text);
    await pad(rapporteur).press('Enter');
    await expect(captured(rapporteur).getByText(text)).toBeVisible();
  }
  await opens(rapporteur, 'Annex');
  const saved = rapporteur.waitForEvent('download');
  await rapporteur.getByRole('button', { name: 'PDF', exact: true }).click();
  const letters = await lettersOf(await (await saved).path());
  for (const text of said) expect(letters).toContain(withoutSpaces(text));
});

test('two rapporteurs type in one entry at once, and both texts are in both', async ({
  browser,
  server,
}) => {
  const { linkOf } = await createsSession(browser, server);
  const link = await linkOf(/Moderator.*Rapporteur/);
  const [mona, rui] = await Promise.all([reports(browser, link), reports(browser, link)]);
  await pad(mona).fill('The coalition begins.');
  await pad(mona).press('Enter');
  for (const page of [mona, rui]) {
    const entry = captured(page).getByRole('listitem').filter({ hasText: 'coalition begins' });
    await entry.getByRole('button', { name: 'Edit' }).click();
  }
  const field = (page: Page) => captured(page).getByRole('textbox');
  await expect(field(rui)).toBeFocused();
  await field(mona).press('Control+Home');
  await field(rui).press('Control+End');
  const slowly = { delay: 60 };
  await Promise.all([
    field(mona).pressSequentially('By spring and in all regions, ', slowly),
    field(rui).pressSequentially(' It reports every quarter to all.', slowly),
  ]);
  const both =
    'By spring and in all regions, The coalition begins. It reports every quarter to all.';
  for (const page of [mona, rui]) {
    await expect(field(page)).toHaveValue(both);
    await expect(captured(page).getByText('Saved', { exact: true })).toBeVisible();
  }
  await picture(rui, 'report-together-laptop');

  // At the same place, too.
  await field(mona).press('Control+End');
  await field(rui).press('Control+End');
  await Promise.all([
    field(mona).pressSequentially(' Mona was here.', slowly),
    field(rui).pressSequentially(' Rui was here.', slowly),
  ]);
  await expect.poll(() => field(mona).inputValue()).toContain('Rui was here.');
  await expect.poll(() => field(rui).inputValue()).toContain('Mona was here.');
  await expect(field(rui)).toHaveValue(await field(mona).inputValue());

  // Taken out by one while the other writes: what was written can come back.
  await field(mona).press('Escape');
  const row = captured(mona).getByRole('listitem').filter({ hasText: 'Rui was here' });
  await row.getByRole('button', { name: 'More' }).click();
  await mona.getByRole('menuitem', { name: 'Take out' }).click();
  await expect(captured(rui).getByText(/Somebody has taken this out meanwhile/)).toBeVisible();
  await isAccessible(rui);
  await picture(rui, 'report-taken-out-laptop');
  await captured(rui).getByRole('button', { name: 'Put it back' }).click();
  await expect(captured(mona).getByText(/Rui was here/)).toBeVisible();
});

test('what a rapporteur types while the network is away goes out once', async ({
  browser,
  server,
}) => {
  const { linkOf } = await createsSession(browser, server);
  const link = await linkOf(/Moderator.*Rapporteur/);
  const [mona, rui] = await Promise.all([reports(browser, link), reports(browser, link)]);
  await pad(mona).fill('The coalition begins.');
  await pad(mona).press('Enter');
  await expect(captured(rui).getByText('The coalition begins.')).toBeVisible();
  const entry = captured(mona).getByRole('listitem').filter({ hasText: 'coalition begins' });
  await entry.getByRole('button', { name: 'Edit' }).click();

  await mona.context().setOffline(true);
  await server.kill();
  await expect(mona.getByText(/Reconnecting. Last update/)).toBeVisible();
  await captured(mona).getByRole('textbox').press('Control+End');
  await mona.keyboard.type(' Typed on the train.');
  await pad(mona).fill('Captured on the train.');
  await pad(mona).press('Enter');
  await pad(mona).fill('Begun on the train');
  const kept = captured(mona).getByRole('list', { name: /^Kept here/ });
  await expect(kept).toContainText('Captured on the train.');
  await isAccessible(mona);
  await picture(mona, 'report-offline-laptop');
  await server.run();
  await mona.context().setOffline(false);
  await expect(mona.getByText(/Reconnecting/)).toBeHidden({ timeout: 20_000 });
  for (const page of [mona, rui]) {
    await expect(captured(page).getByText('Captured on the train.')).toHaveCount(1, {
      timeout: 20_000,
    });
  }
  await expect(captured(rui).getByText('The coalition begins. Typed on the train.')).toHaveCount(1);
  await expect(pad(mona)).toHaveValue('Begun on the train');
  await mona.reload();
  await expect(pad(mona)).toHaveValue('Begun on the train');
  await expect(captured(mona).getByText('Captured on the train.')).toHaveCount(1);
  await expect(captured(mona).getByText('The coalition begins. Typed on the train.')).toHaveCount(
    1,
  );
});

test('whoever pastes a whole transcript is told that it is too long, and goes on', async ({
  browser,
  server,
}) => {
  // One that the server reads and refuses, and one that no frame can hold.
  const transcripts = ['word '.repeat(20_000).trim(), '说'.repeat(90_000)];
  const { session, linkOf } = await createsSession(browser, server);
  const mona = await reports(browser, await linkOf(/Moderator.*Rapporteur/));
  const ana = await joins(browser, server.url, session, 'Ana');
  const refused = (place: Page | Locator) =>
    place
      .getByText(/too (long|many)/)
      .filter({ visible: true })
      .first();
  for (const [nth, transcript] of transcripts.entries()) {
    await pad(mona).fill(transcript);
    await pad(mona).press('Enter');
    await expect(refused(mona)).toBeVisible();
    await expect(pad(mona)).toHaveValue(transcript);
    await mona.reload();
    await expect(pad(mona)).toHaveValue(transcript);
    await pad(mona).fill(`In short, ${nth}.`);
    await pad(mona).press('Enter');
    await expect(captured(mona).getByText(`In short, ${nth}.`)).toBeVisible();

    await (await writes(ana)).fill(transcript);
    await ana.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(refused(ana)).toBeVisible();
    await expect(ana.getByLabel('Your question')).toHaveValue(transcript);
    await asks(ana, `Who reads it all, ${nth}?`);
    await expect(refused(ana)).toBeHidden();
  }
  await opens(mona, 'Form');
  const report = mona.getByRole('region', { name: 'Session report' });
  const field = report.getByRole('textbox');
  for (const transcript of transcripts) {
    await field.fill(transcript);
    await expect(refused(report)).toBeVisible();
    await expect(field).toHaveValue(transcript);
    await picture(mona, 'report-too-long-laptop');
    await field.fill('What was said, in short.');
    await expect(report.getByText('Saved', { exact: true })).toBeVisible();
    await expect(refused(report)).toBeHidden();
  }
  // The longest that is allowed goes through in the script that takes most bytes.
  await field.fill('说'.repeat(40_000));
  await expect(report.getByText('Saved', { exact: true })).toBeVisible();
  await mona.reload();
  await opens(mona, 'Form');
  await expect(field).toHaveValue('说'.repeat(40_000));
});

test('a rapporteur whose laptop sleeps for ten minutes goes on in the same sentence', async ({
  browser,
  server,
}) => {
  const { moderator, linkOf } = await createsSession(browser, server, async (organiser) => {
    const rapporteurs = organiser.getByRole('group', { name: 'Rapporteurs' });
    await rapporteurs.getByRole('button', { name: 'Add' }).click();
    await rapporteurs.getByRole('textbox', { name: 'Name' }).last().fill('Rahel Rapporteur');
  });
  // By links of their own: whoever came by one link of a name counts once in the team.
  const [mona, rui] = await Promise.all([
    reports(browser, await linkOf(/Moderator.*Rapporteur/)),
    reports(browser, await linkOf(/Rahel Rapporteur/)),
  ]);
  const line = await Line.of(mona);
  // While a laptop sleeps, its calendar goes on, and what counts milliseconds stands still.
  await mona.addInitScript(() => {
    const own = window as unknown as { slept_ms: number };
    const now = Date.now.bind(Date);
    own.slept_ms = 0;
    Date.now = () => now() + own.slept_ms;
  });
  await mona.reload();
  await moderator.getByRole('button', { name: 'Begin the hour' }).click();
  await pad(mona).fill('The coalition begins.');
  await pad(mona).press('Enter');
  for (const page of [mona, rui]) {
    const entry = captured(page).getByRole('listitem').filter({ hasText: 'coalition begins' });
    await entry.getByRole('button', { name: 'Edit' }).click();
  }
  const field = (page: Page) => captured(page).getByRole('textbox');
  await field(mona).press('Control+End');
  await mona.keyboard.type(' It reports every qua');
  await expect(field(rui)).toHaveValue('The coalition begins. It reports every qua');
  await pad(mona).fill('Begun before the lid closed');
  await field(mona).press('Control+End');

  const team = moderator.getByText(/^\d of the team$/);
  const before = parseInt(await team.innerText());
  line.cut();
  await field(rui).press('Control+Home');
  await rui.keyboard.type('By spring, ');
  // The server gives the silent screen up.
  await expect(team).toHaveText(`${before - 1} of the team`, { timeout: 60_000 });
  await mona.evaluate(() => {
    (window as unknown as { slept_ms: number }).slept_ms = 600_000;
  });
  line.restore();

  await expect(field(mona)).toHaveValue('By spring, The coalition begins. It reports every qua', {
    timeout: 30_000,
  });
  await mona.keyboard.type('rter.');
  for (const page of [mona, rui]) {
    await expect(field(page)).toHaveValue(
      'By spring, The coalition begins. It reports every quarter.',
    );
  }
  await expect(pad(mona)).toHaveValue('Begun before the lid closed');
  // Her clock is right at once, whatever her calendar says.
  const left_s = async (page: Page) => {
    const digits = await page
      .getByText(/^−?\d+:\d\d$/)
      .first()
      .innerText();
    const [minutes, seconds] = digits.split(':').map((part) => parseInt(part));
    return (minutes ?? NaN) * 60 + (seconds ?? NaN);
  };
  await expect
    .poll(async () => Math.abs((await left_s(mona)) - (await left_s(rui))))
    .toBeLessThan(2);
});

test('takeaways are put to everybody, and the report says what support they had', async ({
  browser,
  server,
}) => {
  const { session, moderator, linkOf } = await createsSession(browser, server);
  const rapporteur = await reports(browser, await linkOf(/Moderator.*Rapporteur/));
  const display = await somebody(browser, await linkOf(/Room display/), PROJECTOR);
  const ana = await joins(browser, server.url, session, 'Ana', PHONE);
  const bao = await joins(browser, server.url, session, 'Bao', PHONE);
  await moderator.getByRole('button', { name: 'Begin the hour' }).click();
  await pad(rapporteur).fill(TAKEAWAY);
  await pad(rapporteur).press('Enter');
  await expect(captured(rapporteur).getByText(TAKEAWAY)).toBeVisible();
  await pad(rapporteur).fill(`/2 ${CALL}`);
  await rapporteur.getByLabel('Who acts').fill('Registries');
  await rapporteur.keyboard.press('Enter');
  await expect(captured(rapporteur).getByText(CALL)).toBeVisible();
  await rapporteur.getByRole('textbox', { name: 'Call to action' }).fill(`/3 ${AGREED}`);
  await rapporteur.keyboard.press('Enter');
  // What was captured is said beside the button, wherever the list is.
  await expect(rapporteur.locator('form').getByText(AGREED)).toBeVisible();
  await picture(rapporteur, 'report-pad-captured-laptop');

  await opens(rapporteur, 'Rough consensus');
  await picture(rapporteur, 'consensus-choose-laptop');
  await rapporteur.getByRole('button', { name: /^Put \W?3/ }).click();
  const asked = (page: Page, text: string) => page.getByRole('group', { name: new RegExp(text) });
  await expect(display.getByText(TAKEAWAY)).toBeVisible();
  await expect(display.getByText('Support', { exact: true })).toBeVisible();
  await picture(display, 'consensus-display-open');
  await isAccessible(display);
  // Three are asked one after another.
  const next = (page: Page) => page.getByRole('button', { name: 'Next', exact: true });
  await expect(asked(ana, CALL)).toBeHidden();
  await asked(ana, TAKEAWAY).getByText('Support', { exact: true }).click();
  await expect(ana.getByText('Your answer is in.').first()).toBeVisible();
  await picture(ana, 'consensus-paged-phone', true);
  await next(ana).click();
  await asked(ana, CALL).getByText('Can live with it').click();
  await asked(bao, TAKEAWAY).getByText('Object', { exact: true }).click();
  await expect(bao.getByText('Not sent yet: an objection needs a word why.')).toBeVisible();
  await picture(bao, 'consensus-object-phone', true);
  await bao.getByLabel('Why you object, in a few words').fill('Hubs first.');
  await bao.getByRole('button', { name: 'Send the objection' }).click();
  await expect(bao.getByText('Your answer is in.').first()).toBeVisible();
  await isAccessible(bao);
  await picture(bao, 'consensus-phone', true);

  // The desk counts the hands of the room.
  await moderator.getByRole('tab', { name: 'Polls' }).click();
  await expect(moderator.getByText('Hubs first.')).toBeVisible();
  await moderator.getByText('Count hands in the room').first().click();
  await moderator.getByLabel('Support', { exact: true }).first().fill('11');
  await moderator.getByRole('button', { name: 'Save', exact: true }).first().click();
  await expect(rapporteur.getByRole('cell', { name: /^12/ }).first()).toBeVisible();
  await isAccessible(moderator);
  await isAccessible(rapporteur);
  await picture(rapporteur, 'consensus-laptop', true);
  await picture(moderator, 'consensus-desk-laptop', true);
  await rapporteur.getByRole('button', { name: 'Close', exact: true }).click();
  await rapporteur
    .getByRole('dialog')
    .getByRole('button', { name: 'Close', exact: true })
    .last()
    .click();
  // What came of it is one line until somebody wants to read it.
  const closed = ana.locator('summary').getByText('Closed. Thank you.');
  await expect(closed).toBeVisible();
  await expect(ana.getByText(TAKEAWAY, { exact: true })).toBeHidden();
  await picture(ana, 'consensus-closed-phone');
  await closed.click();
  await expect(ana.getByText(TAKEAWAY, { exact: true })).toBeVisible();
  // The moderator brings it back to the screen, which shows one after the other.
  await moderator.getByRole('tab', { name: 'Speakers' }).click();
  const speakers = moderator.getByRole('tabpanel', { name: 'Speakers' });
  await speakers.getByText('Consensus', { exact: true }).click();
  await expect(display.getByText('11 hands counted')).toBeVisible({ timeout: 30_000 });
  await expect(display.getByText(TAKEAWAY, { exact: true })).toBeVisible();
  await isAccessible(display);
  await isAccessible(ana);
  await picture(display, 'consensus-display');
  await picture(ana, 'consensus-result-phone', true);

  await opens(rapporteur, 'Form');
  await expect(
    rapporteur.getByText('Support 12 · Can live with it 0 · Object 1').first(),
  ).toBeVisible();
  await picture(rapporteur, 'consensus-form-laptop', true);
  const markdown = await markdownOf(rapporteur);
  await test.info().attach('markdown', { body: markdown });
  expect(markdown).toMatch(/support\W+12|12\W+support/i);
  expect(markdown).toContain('Hubs first.');
  expect(markdown).not.toContain('Bao');
});
