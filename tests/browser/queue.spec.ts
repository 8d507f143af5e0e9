// The queue when it gets hard: the last ones, the absent, the slow reader, the unwelcome, the lost line.

import { expect, type Page } from '@playwright/test';
import {
  beginsQuestions,
  does,
  item,
  queue,
  seesApprovals,
  takesNext,
  withRules,
} from './floor.ts';
import {
  asks,
  createsSession,
  isAccessible,
  joins,
  LAPTOP,
  picture,
  PROJECTOR,
  somebody,
  raisesHand,
  writes,
  bar,
} from './people.ts';
import { test } from './story.ts';

/** Called and silent for this long, one's place is put on hold; and a little for the way. */
const NO_SHOW_WAIT_MS = 40_000;

test('a last call is seen by everybody, the last word closes the queue, and a turn has its clock', async ({
  browser,
  server,
}) => {
  const { session, moderator } = await createsSession(browser, server);
  await beginsQuestions(moderator);
  const ana = await joins(browser, server.url, session, 'Ana');
  const bao = await joins(browser, server.url, session, 'Bao');
  await raisesHand(bao);
  await expect(queue(moderator)).toHaveCount(1);

  await moderator.getByRole('button', { name: 'Last call' }).click();
  await moderator.getByRole('menuitem', { name: /Close the queue in .?1 min/ }).click();
  await expect(moderator.getByText(/^Queue closes/)).toBeVisible();
  await expect(ana.getByText(/\b0:[0-5]\d\b/).first()).toBeVisible();
  await asks(ana, 'Who writes the report?');
  await picture(ana, 'last-call-phone', true);
  await isAccessible(ana);

  // Bao came first, and speaks last; nobody comes behind.
  await does(moderator, 'Bao', 'Give the last word');
  await expect(queue(moderator).last()).toContainText('Bao');
  await expect(moderator.getByText('Queue closed')).toBeVisible();
  await withRules(moderator, async (rules) => {
    await expect(rules.getByText(/Closed, because \W?Bao\W? has the last word/)).toBeVisible();
    await expect(rules.getByRole('switch', { name: /^The queue is open/ })).not.toBeChecked();
  });
  await expect(
    ana.getByText(/Bao\W? has the last word. The queue takes nothing new/),
  ).toBeVisible();
  await expect(bar(ana)).toHaveCount(0);
  await picture(moderator, 'last-word-laptop', true);

  await takesNext(moderator);
  await takesNext(moderator);
  // The turn's clock runs down, for the one who speaks and for the desk.
  const runsDown = /(2 minutes|1 minute, \d+ seconds?)\W* left/;
  await expect(bao.getByRole('region', { name: 'Your turn' }).getByText(runsDown)).toBeAttached();
  const desk = moderator.getByRole('region', { name: 'On the floor' });
  await expect(desk.getByText(runsDown)).toBeAttached();
  await isAccessible(bao);
  await picture(bao, 'turn-phone');

  // After the hour, nothing on the desk leads to the floor.
  await moderator.getByRole('button', { name: 'End the session' }).click();
  await moderator.getByRole('dialog').getByRole('button').last().click();
  await expect(
    moderator.getByText('Nobody takes the floor any more.', { exact: false }),
  ).toBeVisible();
  await expect(moderator.getByRole('group', { name: 'Live controls' })).toHaveCount(0);
  await isAccessible(moderator);
  await picture(moderator, 'ended-laptop');
});

test('somebody who is called and does not answer waits on hold, and comes back as the first', async ({
  browser,
  server,
}) => {
  test.setTimeout(120_000);
  const { session, moderator } = await createsSession(browser, server);
  await beginsQuestions(moderator);
  const ana = await joins(browser, server.url, session, 'Ana');
  const bao = await joins(browser, server.url, session, 'Bao');
  await asks(ana, 'Who writes the report?');
  await raisesHand(bao);
  await expect(queue(moderator)).toHaveCount(2);

  await does(moderator, 'Bao', 'Call as next');
  await expect(bao.getByRole('heading', { name: 'The moderator calls you' })).toBeVisible();
  await expect(bao.getByText(/^Confirm within/)).toBeVisible();
  await expect(bao).toHaveTitle(/^The moderator calls you/);
  await isAccessible(bao);
  await picture(bao, 'called-phone');

  const yours = bao.getByRole('region', { name: 'Yours' });
  await expect(yours.getByText(/did not answer in time/)).toBeVisible({ timeout: NO_SHOW_WAIT_MS });
  await expect(queue(moderator)).toHaveCount(1);
  await seesApprovals(moderator);
  await expect(item(moderator, 'Bao')).toContainText('Called, and nobody answered');
  await isAccessible(bao);
  await picture(bao, 'no-show-phone', true);

  await yours.getByRole('button', { name: 'I am here: put me first' }).click();
  await expect(yours.getByText('Place 1')).toBeVisible();
  await expect(queue(moderator).first()).toContainText('Bao');
  await expect(queue(moderator).first()).toContainText('back after being called');
});

test('the list stands still while somebody reads it, and the focus stays where it was', async ({
  browser,
  server,
}) => {
  const { session, moderator } = await createsSession(browser, server);
  const ana = await joins(browser, server.url, session, 'Ana');
  for (const text of ['First of all?', 'And second?']) await asks(ana, text);
  const reader = await joins(browser, server.url, session, 'Reader', LAPTOP);
  await expect(queue(reader)).toHaveCount(2);
  const support = item(reader, 'And second?').getByRole('button', { name: 'Support' });
  await support.focus();

  for (const text of ['Third?', 'Fourth?', 'Fifth?']) await asks(ana, text);
  await does(moderator, 'First of all?', 'Answer in text…');
  const answer = moderator.getByRole('dialog', { name: 'Answer in text' });
  await answer.getByLabel('Answer', { exact: true }).fill('In March.');
  await answer.getByRole('button', { name: 'Send the answer' }).click();

  const show = reader.getByRole('button', { name: /^3 new/ });
  await expect(show).toBeVisible();
  await expect(queue(reader)).toHaveCount(2);
  await expect(queue(reader).first()).toContainText(/just taken|no longer here/);
  await expect(support).toBeFocused();
  await isAccessible(reader);
  await picture(reader, 'still-laptop');

  await show.click();
  await expect(queue(reader)).toHaveCount(4);
  await expect(queue(reader).first()).toContainText('And second?');
  await expect(support).toBeFocused();
});

test('a scale and eight long options stand on the display, on every projector', async ({
  browser,
  server,
}) => {
  const { session, moderator, linkOf } = await createsSession(browser, server);
  const display = await somebody(browser, await linkOf(/Room display/), PROJECTOR);
  const ana = await joins(browser, server.url, session, 'Ana');
  await moderator.getByRole('tab', { name: 'Polls' }).click();
  const closes = async () => {
    await moderator.getByRole('button', { name: 'Close the poll' }).click();
    const sure = moderator.getByRole('dialog');
    await sure.getByRole('button', { name: 'Close the poll' }).click();
    await expect(display.getByText('The poll is closed')).toBeVisible();
  };
  const stands = async (name: string) => {
    for (const size of [PROJECTOR.viewport, { width: 1280, height: 720 }]) {
      await display.setViewportSize(size);
      await expect.poll(() => isWhole(display)).toBe(true);
      await picture(display, `${name}-${size.height}`);
    }
  };

  await moderator.getByRole('radio', { name: /^Scale/ }).check({ force: true });
  await moderator.getByLabel('Question', { exact: true }).fill('Is one meeting a month enough?');
  await moderator.getByRole('button', { name: 'Start the poll' }).click();
  await ana.getByRole('radio', { name: /^4/ }).check({ force: true });
  await expect(display.getByText(/1 of \d+ answered/)).toBeVisible();
  await closes();
  await expect(display.getByRole('row', { name: /^Mean/ })).toContainText('4');
  await stands('poll-scale-display');

  await moderator.getByRole('radio', { name: /^Several choices/ }).check({ force: true });
  await moderator.getByLabel('Question', { exact: true }).fill('What comes first?');
  for (let number = 1; number <= 8; number++) {
    if (number > 2) await moderator.getByRole('button', { name: 'Add an option' }).click();
    const text = `${number}: a coalition that meets in public and tells everybody what it did `;
    const option = text.repeat(2).slice(0, 119).trimEnd();
    await moderator.getByLabel(`Option ${number}`, { exact: true }).fill(option);
  }
  await moderator.getByRole('button', { name: 'Start the poll' }).click();
  await expect(display.getByText(/^8: a coalition/)).toBeVisible();
  await stands('poll-long-display');
  await ana.getByRole('checkbox', { name: /^2: / }).check({ force: true });
  await ana.getByRole('checkbox', { name: /^7: / }).check({ force: true });
  await closes();
  await stands('poll-long-result-display');
  await isAccessible(display);
});

/** Whether every line of the scene is within it. */
function isWhole(display: Page): Promise<boolean> {
  return display.locator('.scene').evaluate((scene) => {
    const edge = scene.getBoundingClientRect();
    const lines = [...scene.querySelectorAll('p, li, th, td')];
    return lines.every((line) => {
      const box = line.getBoundingClientRect();
      const inside = box.bottom <= edge.bottom + 1 && box.top >= edge.top - 1;
      return inside && box.right <= edge.right + 1 && line.scrollWidth <= line.clientWidth + 1;
    });
  });
}

test('a person who is kept out stays out, whatever they reload, until they are let in', async ({
  browser,
  server,
}) => {
  const { session, moderator } = await createsSession(browser, server);
  const troll = await joins(browser, server.url, session, 'Troll');
  await asks(troll, 'Boo');
  await does(moderator, 'Boo', 'Keep the asker out');
  const sure = moderator.getByRole('dialog', { name: 'Keep this person out?' });
  await isAccessible(moderator);
  await sure.getByRole('button', { name: 'Keep the asker out' }).click();
  await expect(moderator.getByText(/Troll\W? is kept out\./).first()).toBeVisible();

  const out = troll.getByRole('heading', { name: 'You cannot take part in this session' });
  await expect(out).toBeVisible();
  await troll.reload();
  await expect(out).toBeVisible();
  await isAccessible(troll);
  await picture(troll, 'kept-out-phone');

  await moderator.getByRole('button', { name: /Let in again/ }).click();
  await expect(moderator.getByText('Nobody is muted or kept out')).toBeVisible();
  await troll.reload();
  await expect(bar(troll)).toBeVisible();
});

test('a question that is refused after a reload is said, with its words', async ({
  browser,
  server,
}) => {
  const { session, moderator } = await createsSession(browser, server);
  const ana = await joins(browser, server.url, session, 'Ana');
  const address = ana.url();
  await ana.context().setOffline(true);
  await server.kill();
  await (await writes(ana)).fill('Who pays for the second year?');
  await ana.getByRole('button', { name: 'Send', exact: true }).click();
  await ana.goto('about:blank');
  await server.run();
  await expect(moderator.getByText('Queue open')).toBeVisible();
  // Closed by a moderator before she is back.
  await moderator.reload();
  await withRules(moderator, (rules) =>
    rules.getByRole('switch', { name: /^The queue is open/ }).click(),
  );
  await expect(moderator.getByText('Queue closed')).toBeVisible();
  await ana.context().setOffline(false);
  await ana.goto(address);

  const said = ana.getByRole('alert').filter({ hasText: 'Not taken' });
  await expect(said).toContainText('The queue takes nothing new at the moment');
  await expect(said).toContainText('Who pays for the second year?');
  await isAccessible(ana);
  await picture(ana, 'refused-late-phone');
  // It stays until it has been read.
  await ana.reload();
  await expect(said).toContainText('Who pays for the second year?');
  await ana.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await said.getByRole('button', { name: 'Copy the text' }).click();
  await expect
    .poll(() => ana.evaluate(() => navigator.clipboard.readText()))
    .toBe('Who pays for the second year?');
  await said.getByRole('button', { name: 'Dismiss' }).click();
  await expect(said).toHaveCount(0);
  await ana.reload();
  await expect(ana.getByRole('region', { name: 'Take part' })).toBeVisible();
  await expect(said).toHaveCount(0);
});
