// One link may carry several roles, and each has its view: the address says which is shown.

import type { Command, Role } from '../protocol/protocol';
import { ROLES, type ViewName } from './roles';

export type { ViewName };

/** What a link is for: the part of `welcome` that opens views. */
export interface Screen {
  roles: readonly Role[];
  /** Names of the commands that it may give. */
  may: readonly string[];
}

/**
 * What opens a view: the right to any of these commands, or a role that gives none and is known by
 * its name. With `ROLES` the only place in the browser that asks who somebody is; all others ask for
 * rights. The server sends only what the link may see, whatever the address says.
 */
const OPENED_BY: Record<ViewName, (Command['type'] | { role: Role })[]> = {
  // Not `add_proxy`: other systems enter people too, and sit at no desk.
  desk: ['count_hands'],
  runner: ['count_hands'],
  rapporteur: ['write_report'],
  stage: ['see_cue', 'send_cue'],
  display: [{ role: 'display' }, 'set_display'],
  overlay: [{ role: 'display' }, 'set_display'],
  participant: ['ask_question'],
};

/** Where a link of several homes leads by itself: the first that it opens. */
const HOME: readonly ViewName[] = ['desk', 'rapporteur', 'display', 'stage'];

/** The wanted view if the link opens it, else the first that fits. */
export function viewFor(screen: Screen, wanted: string | null): ViewName {
  const opens = (view: ViewName) =>
    OPENED_BY[view].some((by) =>
      typeof by === 'string' ? screen.may.includes(by) : screen.roles.includes(by.role),
    );
  const found = (Object.keys(OPENED_BY) as ViewName[]).find((view) => view === wanted);
  if (found && opens(found)) return found;
  const [home, ...others] = new Set(screen.roles.map((role) => ROLES[role].home));
  if (home && others.length === 0) return home;
  return HOME.find(opens) ?? 'participant';
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
