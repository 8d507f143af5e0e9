// Why a request over HTTP was refused, in words.

import { t, type Key } from '../i18n';
import type { HttpReason, HttpRefusal } from '../protocol/http';
import { refusalText } from '../session/refusal';
import type { Failure } from './client';

/** Reasons of these routes, and one that means something else here than for a command. */
const WORDS: Record<HttpReason | 'not_understood', Key> = {
  host_only: 'create.hostOnlyHint',
  not_text: 'create.notText',
  not_understood: 'create.notUnderstood',
  empty_page: 'create.empty',
  not_a_session_page: 'create.notASession',
  word_file: 'create.wordFile',
  pdf_file: 'create.pdfFile',
  web_archive: 'create.webArchive',
  file_not_json: 'create.fileNotOurs',
  file_not_ours: 'create.fileNotOurs',
  file_version: 'create.fileVersion',
  unknown_code: 'refused.session_unknown',
  unknown_format: 'refused.not_understood',
  not_rendered: 'report.exportFailed',
  idempotency_key_missing: 'refused.not_understood',
};

export function failureText({ status, refusal }: Failure): string {
  if (status === 413) return t('create.tooLarge');
  if (refusal === null) return t('start.unreachable');
  if (refusal.reason === 'file_field') return t('create.fileField', { path: refusal.path });
  return hasWords(refusal) ? t(WORDS[refusal.reason]) : refusalText(refusal);
}

function hasWords(refusal: HttpRefusal): refusal is { reason: keyof typeof WORDS } {
  return refusal.reason in WORDS;
}
