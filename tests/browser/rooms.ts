// What people do in breakout rooms, and what a browser knows of their call.

import { expect, type Locator, type Page } from '@playwright/test';

export interface RoundWishes {
  prompt: string;
  size: number;
  minutes: number;
  rounds?: number;
  byItself?: boolean;
  readyCheck?: boolean;
  tables?: 'Stay out' | 'At tables' | 'With online';
}

/** The moderator fills in the form, looks at the preview and calls the round. */
export async function callsRound(moderator: Page, wishes: RoundWishes): Promise<void> {
  await moderator.getByRole('tab', { name: 'Breakout' }).click();
  await moderator.getByLabel('Prompt for the rooms').fill(wishes.prompt);
  await moderator.getByLabel('People in a room').fill(String(wishes.size));
  await moderator.getByLabel('Minutes', { exact: true }).fill(String(wishes.minutes));
  await moderator.getByLabel('Rounds', { exact: true }).fill(String(wishes.rounds ?? 1));
  if (wishes.byItself) await moderator.getByText('by itself', { exact: true }).click();
  if (wishes.tables) {
    await moderator
      .getByRole('radio', { name: wishes.tables })
      .or(moderator.getByRole('button', { name: wishes.tables }))
      .first()
      .click();
  }
  const ready = moderator.getByRole('switch', { name: /Ask first who is ready/ });
  if ((await ready.isChecked()) !== (wishes.readyCheck ?? false)) await ready.click();
  await moderator.getByRole('button', { name: 'Preview', exact: true }).click();
  await moderator
    .getByRole('dialog')
    .getByRole('button', { name: /^(Draw and open the rooms|Call the round)$/ })
    .click();
}

/** The moderator closes the round before its time. */
export async function closesRound(moderator: Page): Promise<void> {
  await moderator.getByRole('button', { name: 'Close now' }).click();
  await moderator.getByRole('dialog').getByRole('button', { name: 'Close now' }).click();
}

/** Waits until the room is open around somebody. */
export async function isInRoom(page: Page): Promise<Locator> {
  const room = page.getByRole('region', { name: /^(Breakout room|Table)/ });
  await expect(room).toBeVisible({ timeout: 15_000 });
  return room;
}

/** The number of the room that somebody sits in. */
export async function roomOf(page: Page): Promise<string> {
  const room = await isInRoom(page);
  return (await room.getByRole('heading').first().innerText()).trim();
}

/** Those in the room, oneself among them, by name. */
export async function companyOf(page: Page): Promise<string[]> {
  const room = await isInRoom(page);
  const members = room.getByRole('list', { name: 'In this room' }).getByRole('listitem');
  return members.locator('.name bdi').allInnerTexts();
}

/** Keeps every connection that a page makes where a test can ask it. */
export async function watchesCalls(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const own = window as unknown as { calls: RTCPeerConnection[] };
    own.calls = [];
    const Real = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Real {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        own.calls.push(this);
      }
    };
  });
}

export interface Flow {
  audio: number;
  video: number;
  /** Kinds of candidates in use: `host`, `relay`, … */
  paths: string[];
}

/** Bytes that have come in, one flow a living connection. */
export function flowsOf(page: Page): Promise<Flow[]> {
  return page.evaluate(async () => {
    const { calls } = window as unknown as { calls: RTCPeerConnection[] };
    const living = calls.filter((call) => call.connectionState === 'connected');
    const flows: Flow[] = [];
    for (const call of living) {
      const flow: Flow = { audio: 0, video: 0, paths: [] };
      const stats = await call.getStats();
      stats.forEach((stat: Record<string, unknown>) => {
        if (stat['type'] === 'inbound-rtp') {
          const kind = stat['kind'] as 'audio' | 'video';
          flow[kind] += stat['bytesReceived'] as number;
        }
        if (stat['type'] === 'candidate-pair' && stat['nominated']) {
          for (const side of ['localCandidateId', 'remoteCandidateId']) {
            const candidate = stats.get(stat[side] as string) as { candidateType?: string };
            if (candidate?.candidateType) flow.paths.push(candidate.candidateType);
          }
        }
      });
      flows.push(flow);
    }
    return flows;
  });
}

/** Connections made so far, and the mark of the way through the network that each living one uses. */
export function waysOf(page: Page): Promise<{ made: number; marks: string[] }> {
  return page.evaluate(() => {
    const { calls } = window as unknown as { calls: RTCPeerConnection[] };
    const living = calls.filter((call) => call.connectionState === 'connected');
    const mark = ({ currentLocalDescription: it }: RTCPeerConnection) =>
      /a=ice-ufrag:(\S+)/.exec(it?.sdp ?? '')?.[1] ?? '';
    return { made: calls.length, marks: living.map(mark) };
  });
}

/** Waits until so many others are heard, and seen where that is wanted, and more of it keeps coming. */
export async function hears(page: Page, people: number, kinds: ('audio' | 'video')[]) {
  let before = await flowsOf(page);
  const growing = async () => {
    const after = await flowsOf(page);
    const more = kinds.map(
      (kind) => after.filter((flow, at) => flow[kind] > (before[at]?.[kind] ?? Infinity)).length,
    );
    before = after;
    return Math.min(...more);
  };
  await expect.poll(growing, { timeout: 60_000, intervals: [500] }).toBeGreaterThanOrEqual(people);
}

/** Waits until so many faces and voices play on for a while, and none of them began anew meanwhile. */
export async function playsOn(page: Page, pictures: number, sounds: number): Promise<void> {
  const playing = page.locator('[data-in-room]');
  await expect(playing.locator('video')).toHaveCount(pictures);
  await expect(playing.locator('audio')).toHaveCount(sounds);
  const playOn = () => {
    const own = window as unknown as { began: Map<HTMLMediaElement, number> };
    own.began ??= new Map();
    const elements = [...document.querySelectorAll<HTMLMediaElement>('video, audio')];
    const lengths = elements.map((element) => {
      if (!own.began.has(element)) {
        own.began.set(element, element.currentTime);
        // Somebody who is shown anew begins at nothing.
        element.addEventListener('emptied', () => own.began.delete(element), { once: true });
      }
      return element.currentTime - (own.began.get(element) ?? element.currentTime);
    });
    return elements.length > 0 && Math.min(...lengths) > 4;
  };
  await page.waitForFunction(playOn, undefined, { timeout: 30_000 });
}
