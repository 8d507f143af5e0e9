import { afterEach, expect, test, vi } from 'vitest';
import { Choice } from './choice.svelte';
import { Review } from './review.svelte';
import { sheetOf } from '../../lib/links/sheets';

afterEach(() => vi.unstubAllGlobals());

const titled = (title: string) => {
  const review = Review.byHand();
  review.title = title;
  return review;
};

/** Answers in their order: a session's code, or a status that refuses. */
function server(answers: (string | number)[]) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => {
    asked.push((JSON.parse(body) as { about: { title: string } }).about.title);
    const answer = answers.shift();
    const created = { code: answer, organiser: 'o', links: [] };
    return Promise.resolve(
      typeof answer === 'string'
        ? Response.json(created, { status: 201 })
        : Response.json({ reason: 'too_fast' }, { status: answer ?? 500 }),
    );
  });
  return asked;
}

test('chosen sessions are created one after the other, and whoever is too fast waits', async () => {
  const asked = server(['AAAAAA', 429, 'BBBBBB']);
  const pauses: number[] = [];
  const choice = new Choice([titled('One'), titled('Two'), titled('Three')], (ms) => {
    pauses.push(ms);
    return Promise.resolve();
  });
  choice.chosen = [true, false, true];
  expect(await choice.create()).toBeNull();
  expect(asked).toEqual(['One', 'Three', 'Three']);
  expect(pauses).toHaveLength(1);
  expect(choice.made.map(({ code, title }) => [code, title])).toEqual([
    ['AAAAAA', 'One'],
    ['BBBBBB', 'Three'],
  ]);
});

test('after a failure the next try creates nothing twice', async () => {
  const asked = server(['AAAAAA', 500, 'BBBBBB']);
  const choice = new Choice([titled('One'), titled('Two')]);
  choice.chooseAll(true);
  expect(await choice.create()).toMatchObject({ status: 500 });
  expect(await choice.create()).toBeNull();
  expect(asked).toEqual(['One', 'Two', 'Two']);
  expect(choice.made).toHaveLength(2);
});

test('a sheet has every link that holds, and escapes what people typed', () => {
  const link = {
    id: 1,
    roles: ['speaker' as const],
    holder: 'Ana <b>',
    affiliation: 'R&D',
    revoked: false,
    secret: 'secret',
  };
  const revoked = { ...link, id: 2, holder: 'Gone', revoked: true, secret: null };
  const made = { code: 'AB12CD', title: 'A launch', organiser: 'o', links: [link, revoked] };
  const sheet = sheetOf(made, (text) => `<svg>${text.length}</svg>`);
  expect(sheet).toContain('Ana &lt;b&gt;');
  expect(sheet).toContain('R&amp;D');
  expect(sheet).toContain('/s/AB12CD#secret');
  expect(sheet).not.toContain('Gone');
  expect(sheet.match(/<svg>/g)).toHaveLength(2);
});
