import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Outbox } from './outbox';
import { LiveSession } from './session.svelte';

/** A socket that the test speaks for. */
class FakeSocket {
  static readonly OPEN = 1;
  static readonly CONNECTING = 0;
  static all: FakeSocket[] = [];
  readyState = FakeSocket.OPEN;
  sent: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor() {
    FakeSocket.all.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }

  close(): void {}

  hears(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  closes(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

const [OLD, NEW] = ['0'.repeat(32), '1'.repeat(32)];
const welcome = (secret: string | null) => ({
  type: 'welcome',
  link: 1,
  server_time_ms: 1,
  secret,
});
let session: LiveSession;

/** The socket of now, opened; it has said who this screen is. */
function opened(): FakeSocket {
  const socket = FakeSocket.all.at(-1);
  if (!socket) throw new Error('there is no socket');
  socket.onopen?.();
  return socket;
}

const secretSaid = (socket: FakeSocket) =>
  (socket.sent[0]?.['credential'] as { secret: string | null }).secret;

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  FakeSocket.all = [];
  vi.stubGlobal('WebSocket', FakeSocket);
  session = new LiveSession('AB12CD', OLD);
});
afterEach(() => {
  session.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('whoever rotates their own link comes back at once and goes on under the new one', async () => {
  const before = opened();
  before.hears(welcome(null));
  expect(session.secret).toBe(OLD);
  void session.send({ type: 'rotate_link', link: 1 });
  // The line is lost before the answer: the command waits.
  before.hears({ type: 'goodbye', connection: 'a-1', return_ms: 0 });
  before.closes(4410);
  await vi.advanceTimersByTimeAsync(1);
  expect(FakeSocket.all).toHaveLength(2);
  expect(session.status).toBe('open');
  const after = opened();
  expect(secretSaid(after)).toBe(OLD);
  after.hears(welcome(NEW));
  expect(session.secret).toBe(NEW);
  expect(after.sent.some((frame) => frame['type'] === 'command')).toBe(true);
  // It outlives a reload under the new link, and nothing is left under the old one.
  expect(new Outbox('AB12CD', NEW).waiting).toHaveLength(1);
  expect(new Outbox('AB12CD', OLD).waiting).toHaveLength(0);
  after.closes(1012);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(secretSaid(opened())).toBe(NEW);
});
