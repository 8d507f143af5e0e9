// The reason that was given last for dismissing: by keys, the next one has the same.

import type { Because } from '../protocol/protocol';

export const DISMISSED_FOR: readonly Because[] = [
  'off_topic',
  'asked_already',
  'answered_already',
  'disrespectful',
  'unclear',
  'no_time',
];

let last: Because | null = null;

export function lastReason(): Because | null {
  return last;
}

export function rememberReason(because: Because | null): void {
  last = because;
}
