import { beforeAll, expect, test } from 'vitest';
import { provideTexts } from '../i18n';
import en from '../i18n/locales/en.json';
import { newsOf, type Seen } from './news';

beforeAll(() => provideTexts('en', en));

type Own = Seen['mine'][number];
const own = (part: Partial<Own>): Own => ({
  id: 1,
  kind: 'question',
  state: 'approved',
  place: null,
  because: null,
  reason: null,
  merged_into: null,
  ...part,
});
const seen = (mine: Own[], rest: Partial<Seen> = {}): Seen => ({
  open: true,
  supported: [],
  mine,
  ...rest,
});
const news = (was: Partial<Own>, now: Partial<Own>) => newsOf(seen([own(was)]), seen([own(now)]));

test('a question that waited for approval is told what became of it', () => {
  const waits = { state: 'submitted' } as const;
  expect(news(waits, { place: 4 })).toContain('approved');
  expect(news(waits, { place: 4 })).toContain('4');
  expect(news(waits, { state: 'dismissed', because: 'off_topic' })).toContain(
    'Not what this session is about',
  );
  expect(news(waits, { state: 'held' })).toContain('on hold');
  expect(news({}, { state: 'answered_in_text' })).toContain('in writing');
  expect(news({}, { state: 'deferred' })).toContain('report');
});

test('whoever comes third hears it once, and nobody farther back does', () => {
  expect(news({ place: 4 }, { place: 3 })).toBe(en['news.third']);
  expect(news({ place: 3 }, { place: 3 })).toBeNull();
  expect(news({ place: 6 }, { place: 5 })).toBeNull();
  // Alerted elsewhere.
  expect(news({ place: 2 }, { place: 1 })).toBeNull();
});

test('a supporter hears of an answer in writing, and everybody that the floor opens', () => {
  const supported = (state: 'approved' | 'answered_in_text') =>
    seen([], { supported: [{ id: 7, state }] });
  expect(newsOf(supported('approved'), supported('answered_in_text'))).toBe(en['news.supported']);
  expect(newsOf(seen([], { open: false }), seen([]))).toBe(en['news.open']);
  expect(newsOf(seen([]), seen([own({})]))).toBeNull();
});
