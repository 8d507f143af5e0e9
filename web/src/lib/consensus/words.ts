// How rough consensus is put into words and numbers. Pure, but for the language of the page.
import { format, isolate, t } from '../i18n';
import { countOf, type Side } from '../poll/words';
import type { ConsensusLine, PollResult, Stance } from '../protocol/protocol';
import type { Poll } from '../poll/shown';
import type { Put } from './shown';
import type { IconName } from '../ui/icons';

/** In the order of the options of a result. */
export const STANCES = ['support', 'live_with', 'object'] as const satisfies readonly Stance[];

export const STANCE_ICONS: Record<Stance, IconName> = {
  support: 'check',
  live_with: 'minus',
  object: 'x',
};

/** "Support 12 · Can live with it 3 · Object 1"; of one side, or of everybody. */
export function stanceCounts(result: PollResult, side: Side | null = null): string {
  return STANCES.map((stance, at) => {
    const option = result.options[at];
    return `${t(`stance.${stance}`)} ${format.number(option ? countOf(option, side) : 0)}`;
  }).join(' · ');
}

/** The same as a poll has it, so that its bars can show it. */
export function asPoll(put: Put, open: boolean, live: boolean): Poll {
  return {
    id: put.entry,
    kind: 'single',
    question: put.text,
    options: STANCES.map((stance) => t(`stance.${stance}`)),
    live,
    at_ms: 0,
    closed_at_ms: open ? null : 0,
    answered: put.answered,
    present: put.present,
    result: put.result,
  };
}

/** Whom a call to action is for: "Registries → the IGF". */
function actsOf({ who, to_whom }: Pick<ConsensusLine, 'who' | 'to_whom'>): string {
  return [who, to_whom].filter(Boolean).join(' → ');
}

/** "Call to action · Registries → the IGF": what stands above the words of an entry. */
export function headOf(put: Pick<ConsensusLine, 'kind' | 'who' | 'to_whom'>): string {
  const [kind, acts] = [t(`kind.${put.kind}`), actsOf(put)];
  return acts === '' ? kind : `${kind} · ${isolate(acts)}`;
}

/** Which of several a screen that nobody touches shows now; all screens of a room show the same. */
export function turnOf(count: number, since_ms: number, now_ms: number, each_ms: number): number {
  if (count <= 1) return 0;
  return Math.floor(Math.max(0, now_ms - since_ms) / each_ms) % count;
}
