// Why somebody can bring nothing to the floor now, in words; nothing where they can.

import { t } from '../i18n';
import type { LiveSession } from '../session/session.svelte';
import { lastWordOf } from './lastWord';
import { who } from './words';

export function shutBy(session: LiveSession): string | null {
  if (session.entry('agenda')?.ended_at_ms != null) return t('ask.ended');
  if (session.entry('me')?.muted) return t('refused.muted');
  if (session.entry('floor')?.rules.open !== false) return null;
  const last = lastWordOf(session);
  return last ? t('ask.lastWord', { name: who(last) }) : t('ask.closed');
}
