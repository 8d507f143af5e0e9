import { afterEach, expect, it } from 'vitest';
import { match, navigate } from './router.svelte';

afterEach(() => navigate('/', { replace: true }));

it.each([
  ['/', { name: 'start' }],
  ['/create', { name: 'create' }],
  ['/create/', { name: 'create' }],
  ['/s/K7F3QD', { name: 'session', code: 'K7F3QD' }],
  ['/s/k7f-3qd', { name: 'session', code: 'K7F3QD' }],
  ['/s/K7F', { name: 'unknown' }],
  ['/s/K7F3QD/more', { name: 'unknown' }],
  ['/nowhere', { name: 'unknown' }],
])('the path %s shows %j', (path, view) => expect(match(path)).toEqual(view));
