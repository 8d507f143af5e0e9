// What the screens of a room say to each other about their call, through the server. Any of it may be
// lost, and any of it may be made up: `readPayload` lets only known shapes through.

/** What is sent: everything, sound only, or nothing, by what the line bears. */
export type Mode = 'video' | 'audio' | 'text';

export interface Description {
  kind: 'description';
  call: string;
  for: string;
  /** Which connection of this pair it belongs to; a later one has a greater number. */
  attempt: number;
  /** The number of the offer, and in an answer that of the offer which it answers. */
  offer: number;
  sdp: { type: 'offer' | 'answer'; sdp: string };
}

export interface Candidate {
  kind: 'candidate';
  call: string;
  for: string;
  attempt: number;
  candidate: RTCIceCandidateInit;
}

export interface State {
  microphone: boolean;
  camera: boolean;
  /** Came to listen, and is not waited for to speak. */
  listens: boolean;
}

/** One screen's stay in a call has an id (`call`), so that a reload is a new one. */
export type Payload =
  /** `since_ms`: the server's time of entering; of two screens of one person, the later one counts. */
  | { kind: 'here'; call: string; since_ms: number; wants_answer: boolean }
  | { kind: 'gone'; call: string }
  /** To a screen whose person has entered from another one since. */
  | { kind: 'replaced'; call: string; for: string }
  | Description
  | Candidate
  | ({ kind: 'state'; call: string; mode: Mode } & State);

const isText = (value: unknown): value is string => typeof value === 'string' && value.length > 0;
const isNumber = (value: unknown): value is number => Number.isFinite(value);
const isBoolean = (value: unknown) => typeof value === 'boolean';

/** The payload, if it is one. */
export function readPayload(found: unknown): Payload | null {
  if (typeof found !== 'object' || found === null) return null;
  const of = found as Record<string, unknown>;
  return isText(of['call']) && hasShape(of) ? (found as Payload) : null;
}

function hasShape(of: Record<string, unknown>): boolean {
  switch (of['kind']) {
    case 'here':
      return isNumber(of['since_ms']) && isBoolean(of['wants_answer']);
    case 'gone':
      return true;
    case 'replaced':
      return isText(of['for']);
    case 'description': {
      const sdp = of['sdp'] as Record<string, unknown> | null | undefined;
      return (
        isText(of['for']) &&
        isNumber(of['attempt']) &&
        isNumber(of['offer']) &&
        (sdp?.['type'] === 'offer' || sdp?.['type'] === 'answer') &&
        isText(sdp['sdp'])
      );
    }
    case 'candidate':
      return (
        isText(of['for']) &&
        isNumber(of['attempt']) &&
        typeof of['candidate'] === 'object' &&
        of['candidate'] !== null
      );
    case 'state':
      return (
        isBoolean(of['microphone']) &&
        isBoolean(of['camera']) &&
        isBoolean(of['listens']) &&
        ['video', 'audio', 'text'].includes(String(of['mode']))
      );
    default:
      return false;
  }
}
