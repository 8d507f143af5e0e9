// One link may carry several roles, and each role has its view: the address says which is shown.

import type { Role } from '../protocol/protocol';

export type ViewName =
  'desk' | 'runner' | 'rapporteur' | 'stage' | 'display' | 'overlay' | 'participant';

/** Who may look at a view; the server sends only what their link may see, whatever the address says. */
const ALLOWED: Record<ViewName, Role[]> = {
  desk: ['organiser', 'moderator', 'floor_runner'],
  runner: ['floor_runner', 'moderator', 'organiser'],
  rapporteur: ['rapporteur', 'organiser'],
  stage: ['speaker', 'moderator', 'organiser'],
  display: ['display', 'moderator', 'organiser'],
  overlay: ['display', 'moderator', 'organiser'],
  participant: ['organiser', 'moderator', 'floor_runner', 'speaker', 'rapporteur', 'participant'],
};

/** The view for these roles: the wanted one if they may have it, else the first that fits. */
export function viewFor(roles: readonly Role[], wanted: string | null): ViewName {
  const may = (view: ViewName) => ALLOWED[view].some((role) => roles.includes(role));
  const found = (Object.keys(ALLOWED) as ViewName[]).find((view) => view === wanted);
  if (found && may(found)) return found;
  // Whoever does nothing else has a phone in one hand and a microphone in the other.
  if (roles.length > 0 && roles.every((role) => role === 'floor_runner')) return 'runner';
  if (may('desk')) return 'desk';
  if (roles.includes('rapporteur')) return 'rapporteur';
  if (roles.includes('display')) return 'display';
  return roles.includes('speaker') ? 'stage' : 'participant';
}

/** The view that the address asks for. */
export function wantedView(): string | null {
  return new URLSearchParams(location.search).get('view');
}

/** The address of another view of the same screen; an empty name leaves it to the roles. */
export function otherView(view: ViewName | '', secret: string | null): string {
  const query = view ? `?view=${view}` : '';
  return `${location.pathname}${query}${secret ? `#${secret}` : ''}`;
}
