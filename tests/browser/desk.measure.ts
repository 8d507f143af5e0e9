// What a change costs the desk with two thousand people in the queue: time in scripts, style and
// layout for each vote that arrives, against the same with twenty.

import { expect, test, type CDPSession } from '@playwright/test';
import { asks, createsSession, joins, LAPTOP } from './people.ts';
import { Server } from './server.ts';

const CHANGES = 40;

test('a change on a desk with 20 and with 2,000 in the queue', async ({ browser }) => {
  test.setTimeout(600_000);
  const server = await Server.start();
  const { session, organiser } = await createsSession(browser, server);
  await organiser.getByRole('tab', { name: 'Links' }).click();
  await organiser.getByText('Add an integration', { exact: true }).click();
  await organiser.getByLabel('Name of the system').fill('Chat');
  await organiser.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(organiser.getByText('Chat', { exact: true }).first()).toBeVisible();
  const token = await organiser.evaluate(async (code) => {
    const bearer = { authorization: `Bearer ${location.hash.slice(1)}` };
    const links = await (await fetch(`/api/sessions/${code}/links`, { headers: bearer })).json();
    type Link = { roles: string[]; secret: string };
    return (links as Link[]).find((link) => link.roles.includes('integration'))?.secret ?? '';
  }, session);
  const asker = await joins(browser, server.url, session, 'Asker', LAPTOP);
  const voter = await joins(browser, server.url, session, 'Voter', LAPTOP);
  await asks(asker, 'Measured');
  const desk = await (await browser.newContext(LAPTOP)).newPage();
  await desk.goto(organiser.url());
  const cdp = await desk.context().newCDPSession(desk);
  await cdp.send('Performance.enable');

  let entered = 0;
  const figures: Record<number, number> = {};
  for (const wanted of [20, 2_000]) {
    while (entered < wanted - 1) {
      const count = Math.min(50, wanted - 1 - entered);
      const entries = Array.from({ length: count }, (_, at) => ({
        name: `Person ${entered + at}`,
        text: `Question ${entered + at}: ${'what will become of this? '.repeat(4)}`,
        origin: at % 2 ? 'online' : 'room',
      }));
      const answer = await fetch(`${server.url}/api/sessions/${session}/floor`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'idempotency-key': crypto.randomUUID(),
          'content-type': 'application/json',
        },
        body: JSON.stringify({ entries }),
      });
      expect([201, 429]).toContain(answer.status);
      if (answer.ok) entered += count;
      else await desk.waitForTimeout(200);
    }
    await expect(
      desk.getByRole('heading', { name: new RegExp(`Queue.*${wanted.toLocaleString('en-GB')}`) }),
    ).toBeVisible({ timeout: 60_000 });
    const before = await cost(cdp);
    const button = voter.locator('[data-item="1"] button[aria-pressed]');
    for (let at = 0; at < CHANGES; at++) {
      await button.click();
      await expect(button).toHaveAttribute('aria-pressed', String(at % 2 === 0));
      await voter.waitForTimeout(110);
    }
    const after = await cost(cdp);
    figures[wanted] = ((after - before) / CHANGES) * 1000;
    console.log(`${wanted} in the queue: ${figures[wanted]?.toFixed(1)} ms a change`);
  }
  console.log(`ratio: ${((figures[2_000] ?? 0) / (figures[20] ?? 1)).toFixed(1)}`);
  await server.stop();
});

/** Seconds that the page has spent in scripts, style and layout. */
async function cost(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const wanted = ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'];
  return metrics
    .filter(({ name }) => wanted.includes(name))
    .reduce((sum, { value }) => sum + value, 0);
}
