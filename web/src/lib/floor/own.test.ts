import { beforeAll, expect, test } from 'vitest';
import { provideTexts } from '../i18n';
import en from '../i18n/locales/en.json';
import type { OwnEntry } from '../protocol/protocol';
import { mine } from './fake';
import { nearest, stands } from './own';

beforeAll(() => provideTexts('en', en));

const item = (id: number, state: OwnEntry['state'], place: number | null = null): OwnEntry =>
  mine(id, { text: `Question ${id}`, state, place, wait_ms: place === null ? null : 120_000 });

test('what wants its asker soonest is told, and of two that wait the one in front', () => {
  const waits = [item(1, 'approved', 7), item(2, 'approved', 3), item(3, 'submitted')];
  expect(nearest(waits)?.id).toBe(2);
  expect(nearest([...waits, item(4, 'next', 1)])?.id).toBe(4);
  expect(nearest([item(5, 'answered_aloud'), item(6, 'held')])?.id).toBe(6);
  expect(nearest([item(7, 'withdrawn'), item(8, 'dismissed')])).toBeNull();
});

test('where it stands is said in few words', () => {
  const words = stands(item(1, 'approved', 3));
  expect(words).toContain('Place 3');
  expect(words).toContain('2');
  expect(stands(item(1, 'submitted'))).toBe('Waits for approval');
});
