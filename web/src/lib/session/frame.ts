// Frames as they go over the wire: how long one is, and how a packed one is read. Pure.

import { FRAME_BYTES_MAX, type Command } from '../protocol/protocol';

const utf8 = new TextEncoder();

/** Whether the server would close the socket instead of reading this. */
export function isTooLong(frame: string): boolean {
  // A UTF-16 unit is at most three bytes: most frames need no counting.
  return frame.length * 3 > FRAME_BYTES_MAX && utf8.encode(frame).length > FRAME_BYTES_MAX;
}

/** The same of a command in its frame. */
export function isTooLongCommand(id: string, command: Command): boolean {
  return isTooLong(JSON.stringify({ type: 'command', id, command }));
}

/** Whether this browser reads packed frames; `hello` says so. */
export const readsPacked = typeof DecompressionStream !== 'undefined';

/** The text of a packed frame, which is the gzip of it. */
export function unpacked(frame: ArrayBuffer): Promise<string> {
  const text = new Blob([frame]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(text).text();
}
