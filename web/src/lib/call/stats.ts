// What the browser counts on a connection, made into a sample of the time between two looks.

import type { Sample } from './quality';

/** Counts since the connection began. */
export interface Reading {
  sent: number;
  sentLost: number;
  received: number;
  receivedLost: number;
  roundTrip_ms: number | null;
  outgoing_bps: number | null;
}

/** Any report's member; the types of the DOM leave most of them out. */
type Counted = Record<string, number | string | boolean | undefined>;

/** Fewer packets than this say nothing about a share that is lost. */
const PACKETS_MIN = 20;

export function read(report: Iterable<readonly [unknown, unknown]>): Reading {
  const reading: Reading = {
    sent: 0,
    sentLost: 0,
    received: 0,
    receivedLost: 0,
    roundTrip_ms: null,
    outgoing_bps: null,
  };
  for (const [, value] of report) {
    const of = value as Counted;
    const count = (name: string) => (typeof of[name] === 'number' ? of[name] : 0);
    if (of['type'] === 'outbound-rtp') reading.sent += count('packetsSent');
    if (of['type'] === 'remote-inbound-rtp') reading.sentLost += count('packetsLost');
    if (of['type'] === 'inbound-rtp') {
      reading.received += count('packetsReceived');
      reading.receivedLost += count('packetsLost');
    }
    if (of['type'] === 'candidate-pair' && of['nominated'] && of['state'] === 'succeeded') {
      if (typeof of['currentRoundTripTime'] === 'number') {
        reading.roundTrip_ms = of['currentRoundTripTime'] * 1000;
      }
      if (typeof of['availableOutgoingBitrate'] === 'number') {
        reading.outgoing_bps = of['availableOutgoingBitrate'];
      }
    }
  }
  return reading;
}

/** `null` if the connection began anew between the two. */
export function sample(before: Reading, after: Reading): Sample | null {
  const sent = after.sent - before.sent;
  const received = after.received - before.received;
  if (sent < 0 || received < 0) return null;
  const lost = Math.max(0, after.receivedLost - before.receivedLost);
  return {
    loss: Math.max(share(after.sentLost - before.sentLost, sent), share(lost, received + lost)),
    roundTrip_ms: after.roundTrip_ms,
    outgoing_bps: after.outgoing_bps,
  };
}

/** Whether nothing more has come in where something had. */
export function isStalled(before: Reading, after: Reading): boolean {
  return after.received > 0 && after.received === before.received;
}

function share(part: number, of: number): number {
  return of < PACKETS_MIN ? 0 : Math.min(1, Math.max(0, part / of));
}
