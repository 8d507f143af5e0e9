// What somebody pasted, dropped or chose. What it is, the server tells by its content.

import { t } from './i18n';

/** As much as the server takes. */
export const BYTES_MAX = 4 * 1024 * 1024;

/** A text, or a file as it is. */
export type Source = string | Blob;

/** A sentence if it is empty, or more than the server takes. */
export function sourceError(source: Source): string | null {
  if (typeof source !== 'string') {
    if (source.size === 0) return t('create.emptyFile');
    return source.size > BYTES_MAX ? t('create.tooLarge') : null;
  }
  if (source.trim() === '') return t('create.empty');
  const isTooLarge =
    source.length > BYTES_MAX || new TextEncoder().encode(source).length > BYTES_MAX;
  return isTooLarge ? t('create.tooLarge') : null;
}
