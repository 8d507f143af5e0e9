import { beforeEach, expect, test } from 'vitest';
import { forgetSession, remember, remembered } from './storage';

beforeEach(() => localStorage.clear());

test('of a session that is forgotten nothing stays, and others and the browser’s own key do', () => {
  const own = ['onefloor.outbox.AB12CD', 'onefloor.draft.AB12CD.question', 'onefloor.late.AB12CD'];
  const others = ['onefloor.outbox.AB12CE', 'onefloor.person', 'onefloor.locale'];
  for (const key of [...own, ...others]) remember(key, 'x');
  forgetSession('AB12CD');
  expect(own.map(remembered)).toEqual([null, null, null]);
  expect(others.map(remembered)).toEqual(['x', 'x', 'x']);
});
