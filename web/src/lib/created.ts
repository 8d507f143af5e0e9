// The sessions that this browser created, so that a reload does not lose the organiser's link.

import { remember, remembered } from './storage';

export interface CreatedSession {
  code: string;
  title: string;
  organiser: string;
}

const STORED = 'onefloor.created';
/** The latest ones; older sessions are long over. */
const KEPT_MAX = 12;

export function createdSessions(): CreatedSession[] {
  try {
    const stored: unknown = JSON.parse(remembered(STORED) ?? '[]');
    return Array.isArray(stored) ? (stored as CreatedSession[]) : [];
  } catch {
    return [];
  }
}

export function keepCreated(session: CreatedSession): void {
  const others = createdSessions().filter(({ code }) => code !== session.code);
  const { code, title, organiser } = session;
  remember(STORED, JSON.stringify([{ code, title, organiser }, ...others].slice(0, KEPT_MAX)));
}

/** The organiser's link has a new secret. */
export function renewCreated(code: string, before: string, organiser: string): void {
  const sessions = createdSessions();
  const own = sessions.find((one) => one.code === code && one.organiser === before);
  if (!own) return;
  own.organiser = organiser;
  remember(STORED, JSON.stringify(sessions));
}
