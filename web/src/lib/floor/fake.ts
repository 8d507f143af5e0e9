// What is one's own on the floor, made up for tests.

import type { OwnEntry } from '../protocol/protocol';

/** A question that waits by name, but for what is said of it. */
export const mine = (id: number, part: Partial<OwnEntry>): OwnEntry => ({
  id,
  kind: 'question',
  text: 'Who pays?',
  anonymity: 'named',
  state: 'approved',
  place: null,
  why: null,
  wait_ms: null,
  about_at_ms: null,
  may_not_be_reached: false,
  turn: 'read_aloud',
  ready: false,
  answer_by_ms: null,
  merged_into: null,
  asked_as: null,
  because: null,
  reason: null,
  answer: null,
  votes: 0,
  at_ms: 0,
  ...part,
});
