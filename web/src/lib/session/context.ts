// The session of a view, for the components in it.

import { getContext, setContext } from 'svelte';
import type { LiveSession } from './session.svelte';

const KEY = Symbol('session');

export function provideSession(session: LiveSession): LiveSession {
  return setContext(KEY, session);
}

export function useSession(): LiveSession {
  return getContext<LiveSession>(KEY);
}
