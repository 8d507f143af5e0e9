// Who speaks, as screens name them.

import { t } from '../i18n';
import type { Voice, VoiceEntry } from '../protocol/protocol';

export function sameVoice(a: Voice | null | undefined, b: Voice | null | undefined): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

export function voiceName(voice: VoiceEntry): string {
  if (voice.name) return voice.name;
  return voice.voice.type === 'asker' ? t('floor.anonymous') : t('voice.someone');
}
