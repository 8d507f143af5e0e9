// How long a vote takes from the press in one browser to the count on another's screen, against the
// bare round trip of a ping over the same kind of socket in the same run.

import { expect, test, type Page } from '@playwright/test';
import { PROTOCOL } from '../../web/src/lib/protocol/protocol.ts';
import { asks, createsSession, joins, LAPTOP } from './people.ts';
import { Server } from './server.ts';

const VOTES = 200;

test('a vote reaches another screen', async ({ browser }) => {
  const server = await Server.start();
  const { session } = await createsSession(browser, server);
  const asker = await joins(browser, server.url, session, 'Asker', LAPTOP);
  const voter = await joins(browser, server.url, session, 'Voter', LAPTOP);
  await asks(asker, 'Measured');

  const votes: number[] = [];
  for (let at = 0; at < VOTES; at++) {
    const supported = at % 2 === 0;
    const shown = changed(asker, supported ? /1 supports this/ : /^((?!supports this).)*$/s);
    await expect(asker.locator('[data-item]')).toBeVisible();
    const pressed = await voter.evaluate(() => {
      const button = document.querySelector<HTMLElement>('[data-item] button[aria-pressed]');
      const at_ms = performance.timeOrigin + performance.now();
      button?.click();
      return at_ms;
    });
    votes.push((await shown) - pressed);
    // The next press waits for the voter's own screen, and for the budget of commands to refill.
    const button = voter.locator('[data-item] button[aria-pressed]');
    await expect(button).toHaveAttribute('aria-pressed', String(supported));
    await voter.waitForTimeout(110);
  }

  const pings = await voter.evaluate(
    async ({ count, protocol }) => {
      const socket = new WebSocket(`ws://${location.host}/ws`);
      await new Promise((resolve) => (socket.onopen = resolve));
      const key = 'f'.repeat(32);
      const credential = {
        session: location.pathname.slice(3),
        secret: null,
        person_key: key,
      };
      socket.send(
        JSON.stringify({
          type: 'hello',
          protocol,
          credential,
          last_version: null,
        }),
      );
      const times: number[] = [];
      for (let t = 1; t <= count; t++) {
        const sent = performance.now();
        const back = new Promise<void>((resolve) => {
          socket.onmessage = ({ data }) => {
            const frame = JSON.parse(String(data)) as {
              type: string;
              t?: number;
            };
            if (frame.type === 'pong' && frame.t === t) resolve();
          };
        });
        socket.send(JSON.stringify({ type: 'ping', t }));
        await back;
        times.push(performance.now() - sent);
      }
      socket.close();
      return times;
    },
    { count: VOTES, protocol: PROTOCOL },
  );
  await server.stop();

  const [vote, ping] = [figures(votes), figures(pings)];
  console.log(`vote → other screen: p50 ${vote.p50.toFixed(1)} ms, p99 ${vote.p99.toFixed(1)} ms`);
  console.log(`ping and back:       p50 ${ping.p50.toFixed(1)} ms, p99 ${ping.p99.toFixed(1)} ms`);
  console.log(
    `ratio:               p50 ${(vote.p50 / ping.p50).toFixed(1)}, p99 ${(vote.p99 / ping.p99).toFixed(1)}`,
  );
});

/** When the item's text comes to match, by the clock that all pages of a machine share. */
function changed(page: Page, pattern: RegExp): Promise<number> {
  return page.evaluate(
    ({ source, flags }) =>
      new Promise<number>((resolve) => {
        const item = document.querySelector('[data-item]');
        const look = () => {
          if (!new RegExp(source, flags).test(item?.textContent ?? '')) return;
          observer.disconnect();
          resolve(performance.timeOrigin + performance.now());
        };
        const observer = new MutationObserver(look);
        observer.observe(item ?? document.body, {
          subtree: true,
          childList: true,
          characterData: true,
        });
      }),
    { source: pattern.source, flags: pattern.flags },
  );
}

function figures(times: number[]): { p50: number; p99: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  return { p50: at(0.5) ?? 0, p99: at(0.99) ?? 0 };
}
