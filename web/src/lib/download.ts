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
    const named = fileName(response.headers.get('content-disposition'));
    saveFile(await response.blob(), named ?? `onefloor-${session.code}.${format}`);
  } catch {
    toasts.show(t('report.exportFailed'), { tone: 'danger' });
  }
}

/** The name that the server gave the file, in its own letters (RFC 6266). */
export function fileName(disposition: string | null): string | null {
  const encoded = /filename\*=UTF-8''([^;\s]+)/i.exec(disposition ?? '')?.[1];
  try {
    return encoded ? decodeURIComponent(encoded) : null;
  } catch {
    return null;
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
