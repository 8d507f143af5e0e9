// Ids made by the browser: of commands (UUIDv7) and of the person that this browser is.

import { remember, remembered } from '../storage';

const STORED = 'onefloor.person';

/** A UUIDv7: sortable by time, random in the rest (RFC 9562). */
export function commandId(now_ms = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let at = 0; at < 6; at++) bytes[at] = Math.floor(now_ms / 2 ** (8 * (5 - at))) % 256;
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

let personOfPage: string | null = null;
/** Sessions in which this browser is one device of somebody more. */
const taken = new Map<string, string>();
const takenKey = (code: string) => `${STORED}.${code}`;

/** The key of the person in front of this browser; made once, and kept where storage allows. */
export function personKey(code: string): string {
  const over = taken.get(code) ?? remembered(takenKey(code));
  if (over !== null) return over;
  personOfPage ??= remembered(STORED) ?? randomHex(16);
  remember(STORED, personOfPage);
  return personOfPage;
}

/** From now on this browser is, in one session, whoever has this key. */
export function takeKey(code: string, key: string): void {
  taken.set(code, key);
  remember(takenKey(code), key);
}

/** They took themselves out of the session, or it is gone: whoever comes next is somebody else. */
export function dropKey(code: string): void {
  taken.delete(code);
}

/** Random bytes as hexadecimal digits. */
export function randomHex(bytes: number): string {
  return hex(crypto.getRandomValues(new Uint8Array(bytes)));
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
