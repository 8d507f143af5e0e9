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
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor() {
    FakeSocket.all.push(this);
  }

  send(): void {}
  close(): void {}

  hears(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
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

test('a screen that must not come back knows what its connection was called', async () => {
  FakeSocket.all[0]?.hears({ type: 'goodbye', connection: '7f3a-12', return_ms: null });
  closes(CLOSE.banned);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(FakeSocket.all).toHaveLength(1);
  expect(listener.ended).toHaveBeenCalledWith('banned', '7f3a-12');
});
