// Why a request over HTTP was refused, in words.

import { t, type Key } from '../i18n';
import type { HttpRefusal } from '../protocol/protocol';
import { refusalText } from '../session/refusal';
import type { Failure, Refusal } from './client';

/** Reasons of these routes; some mean something else here than for a command. */
const WORDS: Record<Exclude<HttpRefusal['reason'], 'file_field'>, Key> = {
  not_allowed: 'refused.not_allowed',
  wrong_origin: 'refused.not_allowed',
  too_fast: 'refused.too_fast',
  too_long: 'create.tooLarge',
  too_slow: 'start.unreachable',
  not_done: 'refused.not_stored',
  host_only: 'create.hostOnlyHint',
  not_text: 'create.notText',
  not_understood: 'create.notUnderstood',
  empty_page: 'create.empty',
  not_a_session_page: 'create.notASession',
  word_file: 'create.wordFile',
  pdf_file: 'create.pdfFile',
  spreadsheet_file: 'create.spreadsheet',
  slides_file: 'create.slides',
  open_document_file: 'create.openDocument',
  media_file: 'create.media',
  packed_file: 'create.packed',
  session_file: 'create.ownFile',
  unknown_data: 'create.unknownData',
  source_broken: 'create.broken',
  source_too_large: 'create.tooMuch',
  no_session_in: 'create.noSession',
  no_such_session: 'create.noSession',
  file_not_json: 'create.fileNotOurs',
  file_not_ours: 'create.fileNotOurs',
  file_version: 'create.fileVersion',
  handover_gone: 'device.gone',
  unknown_code: 'refused.session_unknown',
  unknown_format: 'refused.not_understood',
  not_rendered: 'report.exportFailed',
  idempotency_key_missing: 'refused.not_understood',
};

/** With what the request is called in the server's log, unless the person can mend it alone. */
export function failureText(failure: Failure): string {
  const { status, reference } = failure;
  const text = reasonText(failure);
  if (reference === null || status === 422 || status === 413) return text;
  return `${text} (${t('ui.reference', { id: reference })})`;
}

/** The place of a refused field in what was sent, and what is wrong there. */
export interface RefusedAt {
  path: string;
  text: string;
}

/** Where a form was refused; null where no field of it was. */
export function refusedAt(failure: Failure): RefusedAt | null {
  const { refusal } = failure;
  if (refusal === null || !('path' in refusal)) return null;
  return { path: refusal.path, text: reasonText(failure) };
}

function reasonText({ status, refusal }: Failure): string {
  if (status === 413) return t('create.tooLarge');
  if (refusal === null) return t('start.unreachable');
  if (refusal.reason === 'file_field') return t('create.fileField', { path: refusal.path });
  return hasWords(refusal) ? t(WORDS[refusal.reason]) : refusalText(refusal);
}

function hasWords(refusal: Refusal): refusal is Extract<Refusal, { reason: keyof typeof WORDS }> {
  return refusal.reason in WORDS;
}
