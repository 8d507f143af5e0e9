import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CLOSE } from '../protocol/protocol';
import { Connection, type Listener } from './connection';

/** A socket that the test speaks for. */
class FakeSocket {
  static readonly OPEN = 1;
  static readonly CONNECTING = 0;
  static all: FakeSocket[] = [];
  readyState = FakeSocket.OPEN;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string | ArrayBuffer }) => void) | null = null;
  binaryType = 'blob';
  onclose: ((event: { code: number }) => void) | null = null;

  constructor() {
    FakeSocket.all.push(this);
  }

  sent: string[] = [];
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {}

  hears(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  /** The same packed, as a screen gets it that says it reads that. */
  hearsPacked(frame: object): void {
    const packed = gzipSync(JSON.stringify(frame));
    const bytes = packed.buffer.slice(packed.byteOffset, packed.byteOffset + packed.byteLength);
    this.onmessage?.({ data: bytes as ArrayBuffer });
  }
}

const listener = {
  hello: () => ({ type: 'ping', t: 1 }) as const,
  heard: vi.fn<Listener['heard']>(),
  heardAnything: vi.fn(),
  probed: vi.fn(),
  opened: vi.fn(),
  silent: vi.fn(),
  disturbed: vi.fn(),
  lost: vi.fn(),
  ended: vi.fn<Listener['ended']>(),
};
let connection: Connection;

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all = [];
  vi.stubGlobal('WebSocket', FakeSocket);
  connection = new Connection('ws://here/ws', listener);
});
afterEach(() => {
  connection.stop();
  vi.clearAllMocks();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function closes(code: number): void {
  const socket = FakeSocket.all.at(-1);
  if (socket) socket.readyState = 3;
  socket?.onclose?.({ code });
}

test('a screen comes back when the server that restarts has told it to, and not before', async () => {
  FakeSocket.all[0]?.hears({ type: 'goodbye', connection: '7f3a-12', return_ms: 4_200 });
  closes(CLOSE.restart);
  await vi.advanceTimersByTimeAsync(4_100);
  expect(FakeSocket.all).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(FakeSocket.all).toHaveLength(2);
  // Where nobody listens yet, it tries again with growing pauses, and what was said is past.
  closes(1006);
  await vi.advanceTimersByTimeAsync(300);
  expect(FakeSocket.all).toHaveLength(3);
  expect(listener.heard).not.toHaveBeenCalled();
});

test('a screen that is not told a time comes back at once', async () => {
  FakeSocket.all[0]?.hears({ type: 'goodbye', connection: '7f3a-12', return_ms: null });
  closes(CLOSE.not_stored);
  await vi.advanceTimersByTimeAsync(300);
  expect(FakeSocket.all).toHaveLength(2);
});

test('a browser that gives no socket is asked again', async () => {
  closes(1006);
  let refused = 0;
  vi.stubGlobal(
    'WebSocket',
    class {
      constructor() {
        refused += 1;
        throw new DOMException('not now', 'SecurityError');
      }
    },
  );
  await vi.advanceTimersByTimeAsync(5_000);
  expect(refused).toBeGreaterThan(1);
  expect(listener.lost).toHaveBeenCalledTimes(1 + refused);
  vi.stubGlobal('WebSocket', FakeSocket);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(FakeSocket.all.length).toBeGreaterThan(1);
});

test('a screen that must not come back knows what its connection was called', async () => {
  FakeSocket.all[0]?.hears({ type: 'goodbye', connection: '7f3a-12', return_ms: null });
  closes(CLOSE.banned);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(FakeSocket.all).toHaveLength(1);
  expect(listener.ended).toHaveBeenCalledWith('banned', '7f3a-12');
  // Nor by a page that is looked at again, a network that is back, or a view that has a gap.
  document.dispatchEvent(new Event('visibilitychange'));
  dispatchEvent(new Event('online'));
  connection.restart();
  expect(FakeSocket.all).toHaveLength(1);
});

const snapshot = (version: number) => ({ type: 'snapshot', part: 'main', version, entries: {} });
const change = (version: number) => ({
  type: 'change',
  part: 'main',
  after: version - 1,
  version,
  put: {},
  del: [],
});
const versions = () =>
  listener.heard.mock.calls.map(([frame]) => ('version' in frame ? frame.version : frame.type));

test('what comes behind a packed frame waits until that is read', async () => {
  vi.useRealTimers();
  const socket = FakeSocket.all[0];
  expect(socket?.binaryType).toBe('arraybuffer');
  socket?.hears(change(3));
  socket?.hearsPacked(snapshot(4));
  socket?.hears(change(5));
  socket?.hearsPacked(snapshot(6));
  socket?.hears(change(7));
  expect(versions()).toEqual([3]);
  await vi.waitFor(() => expect(versions()).toEqual([3, 4, 5, 6, 7]));
  // And nothing waits any more.
  socket?.hears(change(8));
  expect(versions()).toEqual([3, 4, 5, 6, 7, 8]);
});

test('what is said of the connection does not wait for a packed frame', async () => {
  vi.useRealTimers();
  const socket = FakeSocket.all[0];
  socket?.hearsPacked(snapshot(4));
  socket?.hears({ type: 'goodbye', connection: '7f3a-12', return_ms: null });
  closes(CLOSE.banned);
  expect(listener.ended).toHaveBeenCalledWith('banned', '7f3a-12');
  // The socket is past, and so is what it sent.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(listener.heard).not.toHaveBeenCalled();
});

test('after a packed frame that nobody can read the screen comes back', async () => {
  vi.useRealTimers();
  FakeSocket.all[0]?.onmessage?.({ data: new ArrayBuffer(8) });
  await vi.waitFor(() => expect(listener.lost).toHaveBeenCalled());
  await vi.waitFor(() => expect(FakeSocket.all).toHaveLength(2));
  expect(listener.heard).not.toHaveBeenCalled();
});

/** Answers every probe of a socket, as a server does, for so long. */
async function answersFor(socket: FakeSocket, time_ms: number): Promise<number> {
  const before = socket.sent.length;
  let read = before;
  for (let at_ms = 0; at_ms < time_ms; at_ms += 100) {
    await vi.advanceTimersByTimeAsync(100);
    for (; read < socket.sent.length; read++) {
      const frame = JSON.parse(socket.sent[read] ?? '');
      if (frame.type === 'ping') socket.hears({ type: 'pong', t: frame.t, server_time_ms: 1 });
    }
  }
  return socket.sent.length - before;
}

test('where nobody does anything the line is probed seldom, and closely again after a word', async () => {
  connection.stop();
  connection = new Connection('ws://here/ws', listener, { mayIdle: () => true });
  const socket = FakeSocket.all.at(-1)!;
  socket.onopen?.();
  socket.hears({ type: 'welcome' });
  await answersFor(socket, 30_000);
  expect(await answersFor(socket, 60_000)).toBeLessThanOrEqual(5);
  connection.send({ type: 'handle', item: null });
  expect(await answersFor(socket, 10_000)).toBeGreaterThanOrEqual(5);
  expect(listener.silent).not.toHaveBeenCalled();
  expect(listener.lost).not.toHaveBeenCalled();
});

test('a line that dies while nobody does anything is noticed at the next probe', async () => {
  connection.stop();
  connection = new Connection('ws://here/ws', listener, { mayIdle: () => true });
  const socket = FakeSocket.all.at(-1)!;
  socket.onopen?.();
  socket.hears({ type: 'welcome' });
  await answersFor(socket, 40_000);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(listener.silent).toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(12_000);
  expect(listener.lost).toHaveBeenCalled();
});
