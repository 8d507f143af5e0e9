// A question kept for the report by one tap: as an open issue, until the rapporteur says otherwise.

import { t } from '../i18n';
import type { ItemEntry } from '../protocol/protocol';
import { told } from '../session/refusal';
import type { LiveSession } from '../session/session.svelte';
import { toasts } from '../ui/toasts.svelte';

export async function keepForReport(session: LiveSession, item: ItemEntry): Promise<void> {
  const text = item.text ?? '';
  const command = { type: 'add_entry', kind: 'open_issue', text, item: item.id } as const;
  if (!told(await session.send(command))) return;
  toasts.show(t('capture.isKept', { id: item.id }), { tone: 'ok' });
}
