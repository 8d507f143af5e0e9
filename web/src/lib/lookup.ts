// Asks the server whether a session with a code exists, before anybody joins it.

import { findSession } from './http/api';
import type { FoundSession } from './protocol/protocol';

export type Lookup =
  { outcome: 'found'; session: FoundSession } | { outcome: 'unknown' } | { outcome: 'unreachable' };

export async function lookUp(code: string): Promise<Lookup> {
  const answer = await findSession(code);
  if (answer.ok) return { outcome: 'found', session: answer.value };
  // Only the server's own 404 means that the code is unknown; another may come from a proxy.
  const isUnknown = answer.status === 404 && answer.refusal?.reason === 'unknown_code';
  return { outcome: isUnknown ? 'unknown' : 'unreachable' };
}
