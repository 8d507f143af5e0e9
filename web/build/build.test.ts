import { join } from 'node:path';
import { expect, test } from 'vitest';
import en from '../src/lib/i18n/locales/en.json';
import { firstScreen, groups, participantScreens } from './chunks.ts';
import { keysOf, partOf } from './texts.ts';

const src = join(process.cwd(), 'src');
const at = (path: string) => join(src, path);

test('the first screen has what a participant sees, and no desk', () => {
  const files = firstScreen(src);
  expect(files).toContain(at('lib/floor/AskForm.svelte'));
  expect(files).toContain(at('lib/ui/base.css'));
  expect(files).not.toContain(at('routes/session/Desk.svelte'));
  expect(files).not.toContain(at('lib/poll/PollCard.svelte'));
});

test('a screen comes in one piece, and what is shared with the most people', () => {
  const { name } = groups(src)[0] ?? { name: () => null };
  expect(name(at('routes/session/Participant.svelte'))).toBe('participant');
  expect(name(`${at('lib/ui/Button.svelte')}?svelte&type=style&lang.css`)).toBe('app');
  expect(name(at('routes/session/desk/HourPanel.svelte'))).toBe('staff');
  expect(name(at('routes/Create.svelte'))).toBeNull();
});

test('a key is asked for by its whole, by its beginning, or from a table', () => {
  const source = `t('ask.title') + t(\`state.\${item.state}\`); const LINES = [['online', "origin.online"]]`;
  const keys = ['ask.title', 'ask.more', 'state.open', 'origin.online', 'origin.room'];
  expect([...keysOf([source], keys)]).toEqual(['ask.title', 'state.open', 'origin.online']);
});

test('what anybody can be refused is said without waiting', async () => {
  const { readFileSync } = await import('node:fs');
  const sources = [...firstScreen(src)].map((file) => readFileSync(file, 'utf8'));
  const first = keysOf(sources, Object.keys(en));
  const refusals = Object.keys(en).filter((key) => key.startsWith('refused.'));
  expect(refusals.filter((key) => !first.has(key))).toEqual([]);
  expect(first.size).toBeLessThan(Object.keys(en).length / 2);
});

test('a participant comes to no screen of staff, and loads none of its words', () => {
  const [first, later] = [firstScreen(src), participantScreens(src)];
  expect(later).toContain(at('lib/poll/PollCard.svelte'));
  expect(later).toContain(at('lib/people/OtherDevice.svelte'));
  expect(later).toContain(at('lib/call/CallPanel.svelte'));
  expect(later).not.toContain(at('routes/session/Desk.svelte'));
  const part = partOf({ first, later }, Object.keys(en));
  expect(part('ask.title')).toBe('first');
  expect(part('device.here')).toBe('later');
  expect(part('approvals.keys')).toBe('staff');
});
