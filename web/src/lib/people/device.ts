// One person, one device more. The first device covers what the next one needs with a pad of random
// bytes as long as it is, and hands that to the server; token and pad are in the fragment of the link,
// which no server sees. A pad that is used once covers as well as any cipher, and needs no cryptography of
// the browser, which has none where the page came over plain HTTP.

import { randomHex } from '../session/ids';

const TOKEN_BYTES = 16;
const DIGITS = /^[0-9a-f]+$/;

/** What the next device needs to be the same person. */
export interface Handed {
  /** The key of the person. */
  key: string;
  /** Of the role link by which they came. */
  secret: string | null;
}

export interface Offer {
  token: string;
  covered: string;
  /** What goes into the link, behind `#`. */
  fragment: string;
}

/** Covers what is handed over, and names the link that uncovers it. */
export function cover({ key, secret }: Handed): Offer {
  const token = randomHex(TOKEN_BYTES);
  const plain = toHex(`${key}.${secret ?? ''}`);
  const pad = randomHex(plain.length / 2);
  return { token, covered: both(plain, pad), fragment: `device=${token}.${pad}` };
}

/** What was handed over; null where it is damaged. */
export function uncover(covered: string, pad: string): Handed | null {
  if (covered.length !== pad.length || !DIGITS.test(covered)) return null;
  const [, key, secret] =
    /^([0-9a-zA-Z]{32,128})\.([0-9a-f]{32})?$/.exec(fromHex(both(covered, pad))) ?? [];
  return key ? { key, secret: secret ?? null } : null;
}

function both(one: string, other: string): string {
  const bytes = [...one.matchAll(/../g)].map(
    ([byte], at) => parseInt(byte, 16) ^ parseInt(other.slice(2 * at, 2 * at + 2), 16),
  );
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Keys and secrets are ASCII. */
function toHex(text: string): string {
  return [...text].map((char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}

function fromHex(digits: string): string {
  return String.fromCharCode(...[...digits.matchAll(/../g)].map(([byte]) => parseInt(byte, 16)));
}
