import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { toasts } from './toasts.svelte';

const texts = () => toasts.list.map((toast) => toast.text);

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  toasts.list.forEach(({ id }) => toasts.dismiss(id));
  vi.useRealTimers();
});

it('leaves by itself, later with an action, never with a failure', () => {
  toasts.show('saved');
  toasts.show('moved', { action: { label: 'Undo', run: () => undefined } });
  toasts.show('failed', { tone: 'danger' });
  vi.advanceTimersByTime(6_000);
  expect(texts()).toEqual(['moved', 'failed']);
  vi.advanceTimersByTime(60_000);
  expect(texts()).toEqual(['failed']);
});

it('stays while it is held', () => {
  const id = toasts.show('saved');
  toasts.hold(id);
  vi.advanceTimersByTime(60_000);
  expect(texts()).toEqual(['saved']);
});

it('keeps the newest four', () => {
  for (const text of ['a', 'b', 'c', 'd', 'e', 'f']) toasts.show(text);
  expect(texts()).toEqual(['c', 'd', 'e', 'f']);
});
