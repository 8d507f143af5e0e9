// A question kept for the report by one tap: as an open issue, until the rapporteur says otherwise.

import { t } from '../i18n';
import type { ItemEntry } from '../protocol/protocol';
import { named } from '../floor/words';
import { capturedIn } from './blocks';
import { toastIfRefused } from '../session/refusal';
import type { LiveSession } from '../session/session.svelte';
import { toasts } from '../ui/toasts.svelte';

/** Whether its words are among what was captured already. */
export function isKept(session: LiveSession, item: ItemEntry): boolean {
  const own = (item.text ?? '').trim();
  return capturedIn(session).some(
    (entry) => !entry.removed && entry.item === item.id && entry.text.trim() === own,
  );
}

export async function keepForReport(session: LiveSession, item: ItemEntry): Promise<void> {
  const text = item.text ?? '';
  const command = { type: 'add_entry', kind: 'open_issue', text, item: item.id } as const;
  if (!toastIfRefused(await session.send(command))) return;
  toasts.show(t('capture.isKept', { what: named(item) }), { tone: 'ok' });
}
