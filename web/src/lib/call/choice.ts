// How a person has entered the call of a room, so that a reload brings them back as they were. It
// counts for that room only, and as long as the tab lives.

import type { RoomId } from '../protocol/protocol';

export interface Choice {
  entered: 'call' | 'listen' | 'text';
  microphone: boolean;
  camera: boolean;
}

const PREFIX = 'onefloor.call.';

function storage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

export function keptChoice(session: string, room: RoomId): Choice | null {
  try {
    const kept = JSON.parse(storage()?.getItem(`${PREFIX}${session}.${room}`) ?? 'null');
    if (!['call', 'listen', 'text'].includes(kept?.entered)) return null;
    const { entered, microphone, camera } = kept as Choice;
    return { entered, microphone: microphone === true, camera: camera === true };
  } catch {
    return null;
  }
}

/** Keeps the choice for this room, and forgets what was chosen for any other. */
export function keepChoice(session: string, room: RoomId, choice: Choice | null): void {
  const store = storage();
  if (!store) return;
  try {
    for (const key of Object.keys(store)) if (key.startsWith(PREFIX)) store.removeItem(key);
    if (choice) store.setItem(`${PREFIX}${session}.${room}`, JSON.stringify(choice));
  } catch {
    // A full storage: the choice lasts as long as the page.
  }
}
