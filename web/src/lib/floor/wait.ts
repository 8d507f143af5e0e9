// The rough time until a turn, in words.

import { t } from '../i18n';
import { MINUTE_MS } from '../hour/clock';

export function waitWords(wait_ms: number): string {
  if (wait_ms <= 0) return t('wait.moment');
  return t('wait.minutes', { count: Math.max(1, Math.round(wait_ms / MINUTE_MS)) });
}
