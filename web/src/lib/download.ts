// Files that the server makes for staff: asked for with the link's secret, which no address carries.

import { fetchReport } from './http/api';
import { t } from './i18n';
import type { LiveSession } from './session/session.svelte';
import { toasts } from './ui/toasts.svelte';

/** Saves the report in a format (`md`, `timings.csv`); says so when it does not work. */
export async function download(session: LiveSession, format: string): Promise<void> {
  const answer = await fetchReport(session, format);
  if (answer.ok) {
    const { file, disposition } = answer.value;
    saveFile(file, fileName(disposition) ?? `onefloor-${session.code}.${format}`);
  } else {
    const { reference } = answer;
    toasts.show(t('report.exportFailed'), { tone: 'danger', reference });
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
