// What the room's display can be told to show, in the order of a choice.

import { t } from '../i18n';
import type { DisplayMode } from '../protocol/protocol';
import type { IconName } from '../ui/icons';

const MODES: { mode: DisplayMode; icon: IconName }[] = [
  { mode: 'auto', icon: 'refresh' },
  { mode: 'clock', icon: 'clock' },
  { mode: 'floor', icon: 'mic' },
  { mode: 'poll', icon: 'chart' },
  { mode: 'consensus', icon: 'people' },
  { mode: 'prompt', icon: 'table' },
  { mode: 'join', icon: 'qr' },
  { mode: 'takeaways', icon: 'note' },
  { mode: 'blank', icon: 'eye-off' },
];

/** "By the segment" goes with the hour by itself. */
export function displayModes(): { mode: DisplayMode; icon: IconName; label: string }[] {
  return MODES.map(({ mode, icon }) => ({ mode, icon, label: t(`display.mode_${mode}`) }));
}
