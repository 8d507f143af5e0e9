// One floor in the hands of its people: the room, those online, and the staff between them.

import { expect, type Page } from '@playwright/test';
import { beginsQuestions, does, item, queue, seesApprovals, takesNext } from './floor.ts';
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
  raisesHand,
  writes,
  bar,
} from './people.ts';
import { test } from './story.ts';

test('a floor runner adds two in the room while the network is away, and they come once, in order', async ({
  browser,
  server,
}) => {
  const { moderator, linkOf } = await createsSession(browser, server);
  const runner = await somebody(browser, await linkOf(/Floor runner/), PHONE);
  await expect(
    runner.getByRole('heading', { name: 'Bring somebody in the room to the queue' }),
  ).toBeVisible();
  await runner.context().setOffline(true);
  await server.kill();
  for (const [name, microphone] of [
    ['Ines Ortega', /^Microphone \W?2/],
    ['Juma Otieno', /^Microphone \W?1/],
  ] as const) {
    await runner.getByLabel('Name', { exact: true }).fill(name);
    await runner.getByRole('button', { name: microphone }).click();
    await runner.getByRole('button', { name: 'Add to the queue' }).click();
  }
  await expect(runner.getByText('Waits for the network').first()).toBeVisible();
  await picture(runner, 'runner-offline-phone');
  await server.run();
  await runner.context().setOffline(false);
  await expect(queue(moderator)).toHaveCount(2, { timeout: 20_000 });
  await expect(queue(moderator).nth(0)).toContainText('Ines Ortega');
  await expect(queue(moderator).nth(1)).toContainText('Juma Otieno');
  await expect(runner.getByText(/^Place \W?[12]/)).toHaveCount(2);
  // The same name again is asked about first.
  await runner.getByLabel('Name', { exact: true }).fill('ines ortega');
  await runner.getByRole('button', { name: 'Add to the queue' }).click();
  await expect(runner.getByText(/waits already/).first()).toBeVisible();
  await isAccessible(runner);
  await picture(runner, 'runner-phone');
});

test('two duplicates, one from online and one from the room, are asked as one', async ({
  browser,
  server,
}) => {
  const { session, moderator } = await createsSession(browser, server);
  const ana = await joins(browser, server.url, session, 'Ana');
  const bao = await joins(browser, server.url, session, 'Bao');
  await asks(ana, 'Who will pay for the coalition in the second year?');

  // While Bao types the same, the question that waits is offered.
  await (await writes(bao)).fill('Who pays for the coalition in the second year');
  const offer = bao.getByRole('button', { name: 'Support this instead' });
  await expect(offer).toBeVisible();
  await isAccessible(bao);
  await picture(bao, 'similar-phone', true);
  await offer.click();
  await expect(bao.getByRole('dialog')).toBeHidden();
  await expect(await writes(bao)).toHaveValue('');
  await bao.keyboard.press('Escape');
  await expect(item(moderator, 'second year')).toContainText('1 supports');

  // The same from the room; the desk says that it is alike, and one press asks them together.
  await moderator.getByText('Somebody in the room', { exact: true }).click();
  await moderator.getByLabel('Name', { exact: true }).fill('Ines Ortega');
  await moderator
    .getByLabel(/^Question/)
    .fill('Who is going to pay for the coalition in its second year?');
  await moderator.getByRole('button', { name: 'Add to the queue' }).click();
  await expect(queue(moderator)).toHaveCount(2);
  await moderator.getByRole('button', { name: /^Like .?1/ }).click();
  const dialog = moderator.getByRole('dialog', { name: 'Ask together' });
  await dialog.getByRole('checkbox').first().check({ force: true });
  await isAccessible(moderator);
  await picture(moderator, 'merge-laptop');
  await dialog.getByRole('button', { name: /^Ask (2 )?together$/ }).click();
  await expect(queue(moderator)).toHaveCount(1);

  // Worded anew; the asker reads both.
  await does(moderator, 'second year', /Change the wording/);
  const reword = moderator.getByRole('dialog', { name: 'Change the wording' });
  await reword.getByLabel('As it is to be asked').fill('Who pays from the second year on?');
  await reword.getByRole('button', { name: 'Save' }).click();
  const yours = ana.getByRole('region', { name: 'Yours' });
  await expect(yours).toContainText('Who pays from the second year on?');
  await expect(yours).toContainText('Who will pay for the coalition');
  await picture(ana, 'mine-phone', true);
});

test('an impatient asker watches the place go from 7 to 1, is alerted, and is heard', async ({
  browser,
  server,
}) => {
  test.setTimeout(120_000);
  const { session, moderator } = await createsSession(browser, server);
  await beginsQuestions(moderator);
  // Six who wrote in the meeting's chat come in with one paste.
  await moderator.getByRole('button', { name: 'Paste from a chat' }).click();
  const names = ['Ada', 'Ben', 'Chi', 'Dia', 'Eli', 'Fay'];
  const chat = names.map((name, at) => `10:3${at}:00 From ${name} to Everyone: Question ${at}?`);
  const paste = moderator.getByRole('dialog', { name: 'Paste from a chat' });
  await paste.getByLabel('Chat of the meeting').fill(chat.join('\n'));
  await paste.getByRole('button', { name: 'Find the messages' }).click();
  await expect(paste.getByRole('list', { name: '6 messages found' })).toBeVisible();
  await isAccessible(moderator);
  await picture(moderator, 'paste-laptop');
  await paste.getByRole('button', { name: 'Add 6 to the queue' }).click();
  await expect(queue(moderator)).toHaveCount(6);

  // The same pasted again adds nobody twice.
  await moderator.getByRole('button', { name: 'Paste from a chat' }).click();
  await paste.getByLabel('Chat of the meeting').fill(chat.join('\n'));
  await paste.getByRole('button', { name: 'Find the messages' }).click();
  await expect(paste.getByText('It has come to the queue already.')).toHaveCount(6);
  await paste.getByRole('button', { name: 'Close' }).click();

  // What the online moderator reads out, one at a time, in the marks that listeners know.
  await moderator.getByRole('button', { name: 'Read aloud' }).click();
  const sheet = moderator.getByRole('dialog', { name: 'Read aloud' });
  await expect(sheet).toContainText('<QUESTION>');
  await expect(sheet).toContainText('Question 0?');
  await isAccessible(moderator);
  await picture(moderator, 'read-aloud-laptop');
  await moderator.keyboard.press('Escape');

  const gina = await joins(browser, server.url, session, 'Gina');
  await raisesHand(gina);
  const yours = gina.getByRole('region', { name: 'Yours' });
  await expect(yours.getByText('Place 7')).toBeVisible();
  await expect(yours).toContainText('you will speak');
  await picture(gina, 'place-phone', true);
  for (let place = 6; place >= 1; place--) {
    await takesNext(moderator);
    await expect(yours.getByText(`Place ${place}`)).toBeVisible();
  }
  const turn = gina.getByRole('region', { name: 'Your turn' });
  await expect(turn).toBeVisible();
  await turn.getByRole('button', { name: 'I am ready' }).click();
  await expect(queue(moderator).first()).toContainText('Ready');
  await isAccessible(gina);
  await picture(gina, 'next-phone');
  await takesNext(moderator);
  await expect(gina.getByText('You have the floor').first()).toBeVisible();
});

test('two moderators move different rows at once, and neither undoes the other', async ({
  browser,
  server,
}) => {
  const { session, moderator, linkOf } = await createsSession(browser, server);
  const onsite = await somebody(browser, await linkOf(/Moderator.*Speaker/), LAPTOP);
  const ana = await joins(browser, server.url, session, 'Ana');
  for (const text of ['First', 'Second', 'Third', 'Fourth']) await asks(ana, text);
  await expect(queue(onsite)).toHaveCount(4);
  const drag = async (desk: Page, from: string, to: string) => {
    const grip = item(desk, from).locator('[data-grip]');
    await grip.scrollIntoViewIfNeeded();
    const [start, target] = [await grip.boundingBox(), await item(desk, to).boundingBox()];
    if (!start || !target) throw new Error('the rows are not there');
    await desk.mouse.move(start.x + 5, start.y + 5);
    await desk.mouse.down();
    await desk.mouse.move(target.x + 40, target.y + 20, { steps: 6 });
    await desk.mouse.move(target.x + 40, target.y + 4, { steps: 3 });
    await desk.mouse.up();
  };
  await Promise.all([drag(moderator, 'Fourth', 'First'), drag(onsite, 'Third', 'Second')]);
  for (const desk of [moderator, onsite]) {
    await expect(queue(desk).nth(0)).toContainText('Fourth');
    await expect(queue(desk).nth(1)).toContainText('First');
    await expect(queue(desk).nth(2)).toContainText('Third');
    await expect(queue(desk).nth(3)).toContainText('Second');
  }
  await expect(queue(moderator).nth(0)).toContainText('moved by the moderator');

  // By the keyboard, with a reason that everybody reads.
  await does(moderator, 'Second', /Move to/);
  const place = moderator.getByRole('dialog', { name: 'Move in the queue' });
  await place.getByLabel('Where to').selectOption({ index: 0 });
  await place.getByLabel(/Reason/).fill('time zone');
  await isAccessible(moderator);
  await place.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(queue(onsite).nth(0)).toContainText('Second');
  await expect(ana.getByText(/moved by the moderator: \W?time zone/).first()).toBeVisible();

  // Whoever works on one is seen by the other.
  await does(moderator, 'First', /Answer in text/);
  await expect(item(onsite, 'First')).toContainText('is on it');
  const answer = moderator.getByRole('dialog', { name: 'Answer in text' });
  await answer.getByLabel('Answer', { exact: true }).fill('In March, online.');
  await answer.getByRole('button', { name: 'Send the answer' }).click();
  await expect(ana.getByRole('region', { name: 'Yours' })).toContainText('In March, online.');
});

test('a troll is muted, comes again, and stays muted', async ({ browser, server }) => {
  const { session, moderator } = await createsSession(browser, server);
  const troll = await joins(browser, server.url, session, 'Troll');
  await asks(troll, 'Boo');
  await does(moderator, 'Boo', 'Mute the asker');
  await expect(troll.getByText(/paused your contributions|muted/i).first()).toBeVisible();
  await troll.reload();
  await expect(troll.getByText(/paused your contributions|muted/i).first()).toBeVisible();
  await expect(bar(troll)).toHaveCount(0);
  await isAccessible(troll);
  // What waits of whoever is muted is held: apart from the queue.
  await seesApprovals(moderator);
  await item(moderator, 'Boo')
    .getByRole('button', { name: /^More actions/ })
    .click();
  await moderator.getByRole('menuitem', { name: 'Dismiss' }).click();
  const dialog = moderator.getByRole('dialog');
  await dialog.getByText('Against the code of conduct').click();
  await isAccessible(moderator);
  await picture(moderator, 'dismiss-laptop');
  await dialog.getByRole('button', { name: 'Dismiss' }).click();
  await expect(troll.getByRole('region', { name: 'Yours' })).toContainText('code of conduct');
  await moderator.getByRole('button', { name: /Let speak again/ }).click();
  await expect(bar(troll)).toBeVisible();

  // Nobody passes for the speaker.
  await troll.getByRole('button', { name: 'Troll' }).click();
  await troll.getByLabel('Your name').fill('Jennifer  CHUNG');
  await troll.getByRole('button', { name: 'Go on' }).click();
  await expect(troll.getByText(/belongs to somebody who runs or speaks/).first()).toBeVisible();
});

test('a poll counts room and online apart, and shows nothing before it is closed', async ({
  browser,
  server,
}) => {
  const { session, moderator, linkOf } = await createsSession(browser, server);
  const display = await somebody(browser, await linkOf(/Room display/), PROJECTOR);
  const ana = await joins(browser, server.url, session, 'Ana');
  const bao = await joins(browser, server.url, session, 'Bao');
  await moderator.getByRole('tab', { name: 'Polls' }).click();
  await moderator.getByLabel('Question', { exact: true }).fill('Shall we meet every month?');
  await isAccessible(moderator);
  await picture(moderator, 'poll-form-laptop');
  await moderator.getByRole('button', { name: 'Start the poll' }).click();
  await expect(display.getByText('Shall we meet every month?')).toBeVisible();
  await ana.getByText('Agree', { exact: true }).click();
  await bao.getByText('Disagree', { exact: true }).click();
  await bao.getByText('Agree', { exact: true }).click();
  await expect(display.getByText(/2 of \d+ (have )?answered/)).toBeVisible();
  await isAccessible(ana);
  await picture(ana, 'poll-phone');
  await picture(display, 'poll-display-open');
  await moderator.getByText('Count hands in the room').click();
  await moderator.getByLabel('Agree', { exact: true }).last().fill('11');
  await moderator.getByRole('button', { name: 'Save', exact: true }).click();
  await picture(moderator, 'poll-laptop', true);
  await moderator.getByRole('button', { name: 'Close the poll' }).click();
  await moderator.getByRole('dialog').getByRole('button', { name: 'Close the poll' }).click();
  await expect(display.getByText('13', { exact: true }).first()).toBeVisible();
  await isAccessible(display);
  await picture(display, 'poll-display');
  await picture(ana, 'poll-result-phone');
});
