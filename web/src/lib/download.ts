// Files that the server makes for staff: asked for with the link's secret, which no address carries.

import { t } from './i18n';
import type { LiveSession } from './session/session.svelte';
import { toasts } from './ui/toasts.svelte';

/** Saves the report in a format (`md`, `timings.csv`); says so when it does not work. */
export async function download(session: LiveSession, format: string): Promise<void> {
  try {
    const response = await fetch(`/api/sessions/${session.code}/report.${format}`, {
      headers: { authorization: `Bearer ${session.secret ?? ''}` },
    });
    if (!response.ok) throw new Error(String(response.status));
    saveFile(await response.blob(), `onefloor-${session.code}.${format}`);
  } catch {
    toasts.show(t('report.exportFailed'), { tone: 'danger' });
  }
}

/** Hands a file to whoever sits at the screen. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
