// The desk as a cockpit: what stays in sight, what impatient taps do, and what hands on a keyboard and
// ears without a screen get of it.

import { expect, type Page } from '@playwright/test';
import { acts, item, queue, seesApprovals, takesNext } from './floor.ts';
import { asks, createsSession, isAccessible, joins, LAPTOP, picture, somebody } from './people.ts';
import { test } from './story.ts';

const LONG = `${'Who pays for this in the second year, and who decides that? '.repeat(8)}Thank you.`;

/** Phones, a tablet, and a phone on its side. */
const SIZES = [
  { width: 390, height: 844 },
  { width: 360, height: 640 },
  { width: 820, height: 1180 },
];

/** Whether something is wholly in the window, and nothing covers its middle. */
function inSight(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((selector) => {
    const element = document.querySelector(selector);
    if (!element) return false;
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const isInside = top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
    const onTop = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return isInside && element.contains(onTop);
  }, selector);
}

test('the strip and the acts of every minute stay in sight, however long a question is', async ({
  browser,
  server,
}) => {
  test.setTimeout(120_000);
  const { session, moderator, linkOf } = await createsSession(browser, server);
  const onsiteLink = await linkOf(/Moderator.*Speaker/);
  await moderator.getByRole('button', { name: 'Begin the hour' }).click();
  const ana = await joins(browser, server.url, session, 'Ana');
  for (const text of [LONG, 'And the third?']) await asks(ana, text);
  await takesNext(moderator);
  const touch = { hasTouch: true, isMobile: true };
  for (const viewport of SIZES) {
    const phone = await somebody(browser, onsiteLink, { viewport, ...touch });
    await expect(phone.getByRole('group', { name: 'Most used' })).toBeVisible();
    for (const scroll of [0, 400, 100_000]) {
      await phone.evaluate((to) => scrollTo(0, to), scroll);
      for (const button of ['[data-thumb-bar] [data-key="e"]', '[data-thumb-bar] [data-key="n"]']) {
        expect(await inSight(phone, button), `${button} at ${viewport.width}`).toBe(true);
      }
    }
    const strip = await phone.locator('[data-strip]').boundingBox();
    expect(strip?.y).toBeLessThanOrEqual(0.5);
    if (viewport.width === 390) expect(strip?.height).toBeLessThanOrEqual(132);
    await picture(phone, `desk-scrolled-${viewport.width}`);
    await phone.setViewportSize({ width: viewport.height, height: 390 });
    await expect
      .poll(async () => (await phone.locator('[data-strip]').boundingBox())?.height)
      .toBeLessThanOrEqual(44);
    await picture(phone, `desk-on-its-side-${viewport.height}`);
    await phone.context().close();
  }

  // On a laptop the queue and the rundown stand beside each other, and no tab is cut off.
  await moderator.setViewportSize({ width: 1024, height: 768 });
  for (const language of ['Français', 'Русский', 'العربية', 'English']) {
    await moderator
      .getByRole('banner')
      .getByRole('button', { name: /^(Language|Langue|Язык|اللغة)$/ })
      .click();
    await moderator.getByRole('menuitemradio', { name: language }).click();
    const cut = () =>
      moderator.evaluate(() =>
        [...document.querySelectorAll('[role=tab], [role=group] .button')]
          .filter((element) => element.checkVisibility())
          .filter((element) => {
            const { left, right } = element.getBoundingClientRect();
            const isCut = element.scrollWidth > element.clientWidth + 1;
            return left < 0 || right > innerWidth || isCut;
          })
          .map((element) => element.textContent?.trim()),
      );
    await expect.poll(cut, language).toEqual([]);
    await picture(moderator, `desk-1024-${language}`);
  }
});

test('twenty impatient taps take one person, and approvals go by keyboard', async ({
  browser,
  server,
}) => {
  test.setTimeout(150_000);
  const { session, moderator } = await createsSession(browser, server);
  await moderator.getByRole('button', { name: 'Begin the hour' }).click();
  const ana = await joins(browser, server.url, session, 'Ana');
  for (const text of ['First?', 'Second?', 'Third?']) await asks(ana, text);
  await expect(queue(moderator)).toHaveCount(3);
  const next = acts(moderator).getByRole('button', { name: /^Next(?! segment)/ });
  await expect(next).not.toHaveAttribute('aria-busy', 'true');
  for (let tap = 0; tap < 20; tap += 1) await next.click({ force: true });
  await expect(moderator.getByRole('region', { name: 'On the floor' })).toContainText('First?');
  await expect(queue(moderator)).toHaveCount(2);

  // What waits for approval is said with its subject, and decided without the mouse.
  const live = moderator.getByRole('group', { name: 'Live controls' });
  await live.getByRole('button', { name: 'Approve first' }).click();
  const bao = await joins(browser, server.url, session, 'Bao');
  for (const text of ['Alpha?', 'Beta?', 'Gamma?']) await asks(bao, text);
  await expect(
    moderator
      .getByRole('status')
      .filter({ hasText: /new to approve.*\?/ })
      .first(),
  ).toBeAttached();
  await seesApprovals(moderator);
  const approvals = moderator.getByRole('region', { name: /approval/ });
  await expect(approvals.locator('[data-item]')).toHaveCount(3);
  // Each button carries the name of what it acts on.
  await expect(approvals).toMatchAriaSnapshot(`
    - list:
      - listitem:
        - button /^More actions. .*Bao.*Alpha/
        - button /^Dismiss. .*Bao.*Alpha/
        - button /^Approve. .*Bao.*Alpha/
  `);
  await isAccessible(moderator);
  await picture(moderator, 'approvals-laptop');
  const focused = () =>
    moderator.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await moderator.keyboard.press('a');
  await expect(approvals.locator('[data-item]')).toHaveCount(2);
  await expect.poll(focused).toMatch(/^Approve: .*Beta/);
  await moderator.keyboard.press('j');
  await expect.poll(focused).toMatch(/^Approve: .*Gamma/);
  await moderator.keyboard.press('h');
  await expect.poll(focused).toMatch(/^Approve: .*Beta/);
  // Undo is the next stop, and the one after it leads back.
  await moderator.keyboard.press('Tab');
  await expect.poll(focused).toMatch(/^Undo: .*Gamma.*Held back/);
  await moderator.keyboard.press('Enter');
  await expect(approvals.locator('[data-item]')).toHaveCount(2);
  await moderator.keyboard.press('Tab');
  await expect.poll(focused).toMatch(/^Approve: .*Beta/);
  for (let left = 2; left > 0; left -= 1) await moderator.keyboard.press('a');
  await expect(moderator.getByText('Nothing waits for approval')).toBeVisible();
  // Nothing is left to decide: the heading has the focus, and not the page.
  await expect.poll(() => moderator.evaluate(() => document.activeElement?.id)).toBe('approvals');
  await expect(queue(moderator)).toHaveCount(5);

  // By keyboard through a dialog: it begins at its first field, and the next row has the focus after.
  const second = item(moderator, 'Second?');
  await second.getByRole('button', { name: /^More actions/ }).focus();
  await moderator.keyboard.press('Enter');
  await expect(moderator.getByRole('menuitem').first()).toHaveText('Dismiss');
  await moderator.keyboard.press('Enter');
  const dialog = moderator.getByRole('dialog', { name: 'Dismiss this?' });
  await expect(dialog.getByRole('radio').first()).toBeFocused();
  await dialog.getByRole('button', { name: 'Dismiss' }).press('Enter');
  await expect(queue(moderator)).toHaveCount(4);
  await expect
    .poll(() =>
      moderator.evaluate(() => document.activeElement?.closest('[data-item]')?.textContent),
    )
    .toContain('Third?');

  // What is happening now has a key.
  await moderator.keyboard.press('t');
  await expect(
    moderator.getByRole('status').filter({ hasText: /left.*On the floor: .*Ana.*Next: / }),
  ).toBeAttached();
});
