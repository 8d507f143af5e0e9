// What the browser knows of a role by its name: its icon, and the view in which it is at home. Whatever
// a role may do is asked of `welcome.may`.

import type { Role } from '../protocol/protocol';
import type { IconName } from '../ui/icons';

export type ViewName =
  'desk' | 'runner' | 'rapporteur' | 'stage' | 'display' | 'overlay' | 'participant';

export const ROLES: Record<Role, { icon: IconName; home: ViewName }> = {
  organiser: { icon: 'star', home: 'desk' },
  moderator: { icon: 'mic', home: 'desk' },
  // Has a phone in one hand and a microphone in the other.
  floor_runner: { icon: 'hand', home: 'runner' },
  speaker: { icon: 'person', home: 'stage' },
  rapporteur: { icon: 'note', home: 'rapporteur' },
  display: { icon: 'screen', home: 'display' },
  participant: { icon: 'people', home: 'participant' },
  integration: { icon: 'link', home: 'participant' },
};
