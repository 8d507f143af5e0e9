// The floor on a page: its queue, its items, and what a desk does with them.

import { expect, type Locator, type Page } from '@playwright/test';

/** What waits, in order. */
export function queue(page: Page): Locator {
  return page.getByRole('region', { name: /Queue/ }).locator('[data-item]');
}

/** An item by its words, wherever it stands. */
export function item(page: Page, text: string | RegExp): Locator {
  return page.locator('[data-item]', { hasText: text });
}

/** Chooses from the menu of an item. */
export async function does(
  desk: Page,
  of: string | RegExp,
  action: string | RegExp,
): Promise<void> {
  await item(desk, of).first().getByRole('button', { name: 'More actions' }).click();
  await desk.getByRole('menuitem', { name: action }).click();
}

/** What is used every minute: the next segment, Answered, and the one large button. */
export function acts(desk: Page): Locator {
  return desk.getByRole('group', { name: 'Most used' });
}

/** The large button of the floor; it rests for a moment after a press, and says so. */
export async function takesNext(desk: Page): Promise<void> {
  const button = acts(desk).getByRole('button', { name: /^Next(?! segment| speaker| round)/ });
  await expect(button).not.toHaveAttribute('aria-busy', 'true');
  await button.click();
}

/** Ends the turn on the floor, and takes nobody. */
export async function answers(desk: Page): Promise<void> {
  await acts(desk).getByRole('button', { name: 'Answered' }).click();
}

/** Goes on to the next segment; the button rests for a moment after a press. */
export async function goesOn(desk: Page): Promise<void> {
  const button = acts(desk).getByRole('button', { name: 'Next segment' });
  await expect(button).not.toHaveAttribute('aria-busy', 'true');
  await button.click();
}

/** Begins the hour and goes on to the questions: there people are called to the floor. */
export async function beginsQuestions(desk: Page): Promise<void> {
  await desk.getByRole('button', { name: 'Begin the hour' }).click();
  const running = desk.getByRole('heading', { level: 1 });
  await expect(running).toHaveText('Opening');
  await goesOn(desk);
  await expect(running).toHaveText('Keynote addresses');
  await goesOn(desk);
  await expect(running).toHaveText(/Q&A|Questions/);
}

/** What waits for approval has a place of its own. */
export async function seesApprovals(desk: Page): Promise<void> {
  await desk.getByRole('tab', { name: /^Approve/ }).click();
}

/** The rules of the floor, behind the gear; what is done with them is done while they are open. */
export async function withRules(
  desk: Page,
  does: (rules: Locator) => Promise<void>,
): Promise<void> {
  await desk
    .getByRole('group', { name: 'Live controls' })
    .getByRole('button', { name: 'Settings' })
    .click();
  const rules = desk.getByRole('dialog', { name: 'How the floor is run' });
  await does(rules);
  await rules.getByRole('button', { name: 'Close' }).click();
}
