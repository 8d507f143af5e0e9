// Where somebody stands and why, how the next two are told, and what became of a question.

import { expect, type Page } from '@playwright/test';
import {
  beginsQuestions,
  does,
  goesOn,
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
  picture,
  raisesHand,
  writes,
} from './people.ts';
import { test } from './story.ts';

test('what became of a question is told, and what was taken back is not', async ({
  browser,
  server,
}) => {
  const { session, moderator } = await createsSession(browser, server);
  await beginsQuestions(moderator);
  const ana = await joins(browser, server.url, session, 'Ana');
  await asks(ana, 'Who writes the report?');
  // Pasted again, it comes to the queue once.
  await expect(await writes(ana)).toHaveValue('');
  await (await writes(ana)).fill('who writes  the report? ');
  await ana.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(ana.getByText('You have sent this already.', { exact: false })).toBeVisible();
  await ana.keyboard.press('Escape');
  await expect(queue(moderator)).toHaveCount(1);
  const asked = item(moderator, 'Who writes');
  await does(moderator, 'Who writes', 'Hold back');
  await expect(queue(moderator)).toHaveCount(0);
  await seesApprovals(moderator);
  await asked.getByRole('button', { name: /^Approve/ }).click();
  await expect(queue(moderator)).toHaveCount(1);
  await does(moderator, 'Who writes', 'Call as next');
  const called = asked.getByText('Next', { exact: true });
  await expect(called).toBeVisible();
  // One place for it: an older one would offer what is refused by now.
  await expect(moderator.getByRole('button', { name: 'Undo' })).toHaveCount(1);
  await moderator.getByRole('button', { name: 'Undo' }).click();
  await expect(called).toHaveCount(0);
  await does(moderator, 'Who writes', /^Dismiss/);
  const dismissal = moderator.getByRole('dialog');
  await dismissal.getByText('Against the code of conduct').click();
  await dismissal.getByRole('button', { name: 'Dismiss' }).click();

  await moderator.getByText('Done · 1').click();
  await does(moderator, 'Who writes', 'History…');
  const history = moderator.getByRole('dialog', { name: 'History' });
  const moves = history.getByRole('listitem');
  await expect(moves).toHaveText([
    /Dismissed\s+Against the code of conduct/,
    /In the queue/,
    /Held back/,
    /In the queue/,
  ]);
  await isAccessible(moderator);
  await picture(moderator, 'history-laptop');
  // It goes on while somebody reads.
  await history.getByRole('button', { name: 'Close' }).last().click();
  await asked.getByRole('button', { name: /^Back to/ }).click();
  await does(moderator, 'Who writes', 'History…');
  await expect(moves).toHaveCount(3);
});

test('one segment has an order of its own: first-timers first, room and online in turn', async ({
  browser,
  server,
}) => {
  const { session, moderator } = await createsSession(browser, server);
  await moderator.getByRole('button', { name: 'Begin the hour' }).click();
  const ana = await joins(browser, server.url, session, 'Ana');
  const bao = await joins(browser, server.url, session, 'Bao');
  await asks(ana, 'Ana once?');
  await takesNext(moderator);
  await expect(queue(moderator)).toHaveCount(0);
  await asks(ana, 'Ana again?');
  await asks(bao, 'Bao once?');
  await moderator.getByText('Somebody in the room', { exact: true }).click();
  await moderator.getByLabel('Name', { exact: true }).fill('Ines Ortega');
  await moderator.getByRole('button', { name: 'Add to the queue' }).click();
  const stands = async (...rows: RegExp[]) => {
    await expect(queue(moderator)).toHaveText(rows);
  };
  await stands(/(?=.*Ines)(?=.*the room’s turn)/s, /(?=.*Ana again)(?=.*by arrival)/s, /Bao once/s);

  await withRules(moderator, async (rules) => {
    await rules.getByText('This segment only').click();
    await rules.getByRole('switch', { name: /^First-timers first/ }).click();
  });
  await stands(
    /(?=.*Ines)(?=.*first time)/s,
    /(?=.*Bao once)(?=.*first time)/s,
    /(?=.*Ana again)(?=.*by arrival)/s,
  );
  await expect(item(bao, 'Bao once?').first()).toContainText('first time on the floor');
  await withRules(moderator, async (rules) => {
    await rules.getByRole('switch', { name: /^Online and room in turn/ }).click();
    await isAccessible(moderator);
    await picture(moderator, 'segment-order-laptop');
  });
  await stands(/(?=.*Bao once)(?=.*first time)/s, /(?=.*Ines)(?=.*first time)/s, /Ana again/s);

  // The next segment goes by the session's order again.
  await goesOn(moderator);
  const leaves = moderator.getByRole('dialog');
  const segment = moderator.getByRole('heading', { level: 1, name: 'Keynote addresses' });
  await expect(leaves.or(segment).first()).toBeVisible();
  if (await leaves.isVisible()) await leaves.getByRole('button').last().click();
  await stands(/(?=.*Ines)(?=.*the room’s turn)/s, /Ana again/s, /Bao once/s);
});

test('the next two are alerted by a sound, a buzz and the title of the page', async ({
  browser,
  server,
}) => {
  const { session, moderator } = await createsSession(browser, server);
  await beginsQuestions(moderator);
  const ana = await joins(browser, server.url, session, 'Ana');
  for (const text of ['First?', 'Second?']) await asks(ana, text);
  const bao = await joins(browser, server.url, session, 'Bao');
  await bao.addInitScript(listens);
  await bao.reload();
  await raisesHand(bao);
  // What is switched on is heard once: two notes.
  await bao.getByRole('button', { name: 'Sound when it is my turn' }).click();
  await expect.poll(() => alerts(bao)).toEqual({ notes: 2, buzzes: 0 });
  await expect(bao).not.toHaveTitle(/soon your turn|You are next/);

  await takesNext(moderator);
  await expect(bao).toHaveTitle(/^It is soon your turn/);
  await expect.poll(() => alerts(bao)).toEqual({ notes: 4, buzzes: 1 });
  await takesNext(moderator);
  await expect(bao).toHaveTitle(/^You are next/);
  await expect.poll(() => alerts(bao)).toEqual({ notes: 6, buzzes: 2 });
  await takesNext(moderator);
  await expect(bao).toHaveTitle(/^You have the floor/);
  await expect.poll(() => alerts(bao)).toEqual({ notes: 8, buzzes: 3 });
});

interface Alerts {
  notes: number;
  buzzes: number;
}

/** Counts in the page what would be heard and felt. */
function listens(): void {
  const alerts: Alerts = { notes: 0, buzzes: 0 };
  Object.assign(window, { alerts });
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (at) {
    alerts.notes += 1;
    start.call(this, at);
  };
  navigator.vibrate = () => (alerts.buzzes += 1) > 0;
}

function alerts(page: Page): Promise<Alerts> {
  return page.evaluate(() => (window as unknown as { alerts: Alerts }).alerts);
}
