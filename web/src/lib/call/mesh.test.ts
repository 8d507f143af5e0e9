import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connectFake, FakeConnection } from './fake';
import { Mesh } from './mesh';
import { readPayload, type Payload } from './payload';

/** Screens that hear each other, through a wire that may lose what it carries. */
class Room {
  screens: { person: number; mesh: Mesh; replaced: boolean; said: Payload[] }[] = [];
  loses: (payload: Payload) => boolean = () => false;

  enter(person: number, call: string, since_ms = 0) {
    const screen = { person, said: [] as Payload[], replaced: false } as Room['screens'][number];
    screen.mesh = new Mesh({
      you: person,
      call,
      since_ms,
      connect: connectFake,
      signal: (to, payload) => {
        screen.said.push(payload);
        if (this.loses(payload)) return;
        for (const other of this.screens) {
          if (other.person === to && other !== screen) other.mesh.heard(person, payload);
        }
      },
      changed: () => {},
      replaced: () => (screen.replaced = true),
    });
    this.screens.push(screen);
    return screen;
  }

  roster(...people: number[]) {
    for (const { mesh } of this.screens) mesh.roster(people);
  }
}

let room: Room;
const who = ({ mesh }: { mesh: Mesh }) => mesh.remotes().map(({ person }) => person);
const offers = (said: Payload[]) =>
  said.filter((one) => one.kind === 'description' && one.sdp.type === 'offer').length;

beforeEach(() => {
  vi.useFakeTimers();
  FakeConnection.all = [];
  room = new Room();
});
afterEach(() => {
  for (const { mesh } of room.screens) mesh.leave();
  vi.useRealTimers();
});

test('everybody meets everybody, and only the smaller id offers', async () => {
  const [ana, bo, cem] = [room.enter(3, 'a'), room.enter(20, 'b'), room.enter(100, 'c')];
  room.roster(3, 20, 100);
  await vi.advanceTimersByTimeAsync(0);
  expect([who(ana), who(bo), who(cem)]).toEqual([
    [20, 100],
    [3, 100],
    [3, 20],
  ]);
  expect([ana, bo, cem].map(({ said }) => offers(said))).toEqual([2, 1, 0]);
});

test('somebody of the room who is not in the call is not met', async () => {
  const ana = room.enter(1, 'a');
  room.roster(1, 2);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(who(ana)).toEqual([]);
});

test('a lost announcement is made up for', async () => {
  room.loses = ({ kind }) => kind === 'here';
  const [ana, bo] = [room.enter(1, 'a'), room.enter(2, 'b')];
  room.roster(1, 2);
  expect(who(ana)).toEqual([]);
  room.loses = () => false;
  await vi.advanceTimersByTimeAsync(5_000);
  expect([who(ana), who(bo)]).toEqual([[2], [1]]);
});

test('a reload is a new screen, and the old one is forgotten', async () => {
  const ana = room.enter(1, 'a');
  room.enter(2, 'b', 10);
  room.roster(1, 2);
  await vi.advanceTimersByTimeAsync(0);
  // The page went without a word.
  room.screens.pop();
  room.enter(2, 'b again', 20).mesh.roster([1, 2]);
  await vi.advanceTimersByTimeAsync(0);
  expect(who(ana)).toEqual([2]);
  expect(offers(ana.said)).toBe(2);
});

test('of two screens of one person the later one counts, whatever order they are heard in', () => {
  const laptop = room.enter(2, 'laptop', 10);
  const phone = room.enter(2, 'phone', 20);
  const ana = room.enter(1, 'a', 30);
  room.roster(1, 2);
  expect(laptop.replaced).toBe(true);
  expect(phone.replaced).toBe(false);
  expect(who(ana)).toEqual([2]);
});

test('who leaves is gone at once, and says it again to who has not heard', async () => {
  const [ana, bo] = [room.enter(1, 'a'), room.enter(2, 'b')];
  room.roster(1, 2);
  room.loses = ({ kind }) => kind === 'gone';
  bo.mesh.leave();
  expect(who(ana)).toEqual([2]);
  room.loses = () => false;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(who(ana)).toEqual([]);
});

test('who falls silent unconnected is given up; who is no member any more at once', async () => {
  const [ana, bo] = [room.enter(1, 'a'), room.enter(2, 'b')];
  room.roster(1, 2);
  room.loses = () => true;
  await vi.advanceTimersByTimeAsync(15_000);
  expect(who(ana)).toEqual([2]);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(who(ana)).toEqual([]);
  room.loses = () => false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect([who(ana), who(bo)]).toEqual([[2], [1]]);
  ana.mesh.roster([1]);
  expect(who(ana)).toEqual([]);
});

test('the state of microphone and camera is told, and told again', async () => {
  const [ana, bo] = [room.enter(1, 'a'), room.enter(2, 'b')];
  room.roster(1, 2);
  room.loses = ({ kind }) => kind === 'state';
  const state = { microphone: true, camera: false, listens: false };
  bo.mesh.send({ audio: null, video: null }, state);
  expect(ana.mesh.remotes()[0]?.microphone).toBe(false);
  room.loses = () => false;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(ana.mesh.remotes()[0]).toMatchObject(state);
});

test.each([
  null,
  7,
  'here',
  {},
  { kind: 'here', call: 'x' },
  { kind: 'here', call: 5, since_ms: 1, wants_answer: true },
  { kind: 'description', call: 'x', for: 'y', attempt: 1, offer: 1, sdp: { type: 'rollback' } },
  { kind: 'candidate', call: 'x', for: 'y', attempt: 1, candidate: null },
  { kind: 'state', call: 'x', microphone: true, camera: true, listens: false, mode: 'loud' },
  { kind: 'unheard of', call: 'x' },
])('a payload that is none is dropped: %j', (found) => {
  expect(readPayload(found)).toBeNull();
});

test('a way that goes silent while somebody speaks is looked for anew, by one side and now and then', async () => {
  const [ana, bo] = [room.enter(1, 'a'), room.enter(2, 'b')];
  room.roster(1, 2);
  await vi.advanceTimersByTimeAsync(0);
  const [hers, his] = FakeConnection.all as [FakeConnection, FakeConnection];
  for (const connection of [hers, his]) {
    connection.becomes('connected');
    connection.received = 50;
  }
  const restarts = () => [hers.restarts, his.restarts];
  // Nobody speaks: silence is no fault.
  await vi.advanceTimersByTimeAsync(10_000);
  expect(restarts()).toEqual([0, 0]);
  for (const { mesh } of [ana, bo]) {
    mesh.send({ audio: null, video: null }, { microphone: true, camera: false, listens: false });
  }
  hers.received = his.received = 90;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(restarts()).toEqual([0, 0]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(restarts()).toEqual([1, 0]);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(restarts()).toEqual([1, 0]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(restarts()).toEqual([2, 0]);
  // It is heard again.
  for (let second = 0; second < 10; second += 1) {
    hers.received += 50;
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(restarts()).toEqual([2, 0]);
});
