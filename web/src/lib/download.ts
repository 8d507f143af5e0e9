// Files that the server makes for staff: asked for with the link's secret, which no address carries.

import { fetchReport } from './http/api';
import { t } from './i18n';
import type { LiveSession } from './session/session.svelte';
import { toasts } from './ui/toasts.svelte';

/** A file that lacks something: whoever asked for it says whether they want it. */
export interface Lacking {
  file: Blob;
  name: string;
  /** Scripts by their four letters (ISO 15924) of which it shows letters as boxes. */
  scripts: string[];
}

/**
 * Saves the report in a format (`md`, `timings.csv`), unless it lacks something: then it is given back.
 * Says so when it does not work.
 */
export async function download(session: LiveSession, format: string): Promise<Lacking | null> {
  const answer = await fetchReport(session, format);
  if (answer.ok) {
    const { file, disposition, withoutFont: scripts } = answer.value;
    const name = fileName(disposition) ?? `onefloor-${session.code}.${format}`;
    if (scripts.length > 0) return { file, name, scripts };
    saveFile(file, name);
  } else {
    const { reference } = answer;
    toasts.show(t('report.exportFailed'), { tone: 'danger', reference });
  }
  return null;
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
