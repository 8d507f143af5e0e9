// Why something was refused, in words. The server sends facts; the sentences are the catalogue's.

import { t } from '../i18n';
import type { Field, Rejection } from '../protocol/protocol';
import { announcer } from '../ui/announcer.svelte';
import { toasts } from '../ui/toasts.svelte';
import type { Outcome } from './commands.svelte';

/** The sentence for a refusal. */
export function refusalText(rejection: Rejection): string {
  switch (rejection.reason) {
    case 'text_missing':
      return t('refused.textMissing', { field: fieldName(rejection.field) });
    case 'text_too_long':
      return t('refused.textTooLong', {
        field: fieldName(rejection.field),
        count: rejection.chars - rejection.chars_max,
      });
    case 'out_of_range':
      if (['end_time', 'hard_start', 'threshold', 'turn_length'].includes(rejection.field)) {
        return t('refused.badTime', { field: fieldName(rejection.field) });
      }
      if (rejection.field === 'round_length') {
        const [min, max] = [rejection.min, rejection.max].map((ms) => ms / 60_000);
        return t('refused.outOfRange', {
          field: t('field.minutes'),
          min: min ?? 0,
          max: max ?? 0,
        });
      }
      if (rejection.field === 'pause') {
        const [min, max] = [rejection.min / 1_000, rejection.max / 1_000];
        return t('refused.outOfRange', { field: fieldName('pause'), min, max });
      }
      return t('refused.outOfRange', {
        field: fieldName(rejection.field),
        min: rejection.min,
        max: rejection.max,
      });
    case 'full':
      return t('refused.full', { field: fieldName(rejection.field), max: rejection.max });
    case 'language_unknown':
      return t('refused.language_unknown', { field: fieldName(rejection.field) });
    case 'item_changed':
    case 'move_impossible':
      return t(`refused.${rejection.reason}`, { state: t(`state.${rejection.state}`) });
    case 'speaker_unknown':
    case 'speaker_known':
      return t(`refused.${rejection.reason}`, { name: rejection.name });
    case 'retention_passed':
      return t('refused.retention_passed', { min: rejection.days_min });
    case 'too_many_questions':
      return t('refused.too_many_questions', { count: rejection.max });
    default:
      return t(`refused.${rejection.reason}`);
  }
}

function fieldName(field: Field): string {
  return t(`field.${field}`);
}

/** Shows a refusal as a toast; true if the command was done. */
export function toastIfRefused(outcome: Outcome): boolean {
  if (outcome.done) return true;
  toasts.show(refusalText(outcome.rejection), { tone: 'warn', reference: outcome.reference });
  return false;
}

/** Says to screen readers that a command was done, or shows its refusal; true if it was done. */
export function announceOrToast(outcome: Outcome, words: string): boolean {
  if (toastIfRefused(outcome)) announcer.say(words);
  return outcome.done;
}
