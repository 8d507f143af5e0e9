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

/** Presses closer together than a moment are one; the button says so meanwhile. */
export async function takesNext(desk: Page): Promise<void> {
  const button = desk.getByRole('button', { name: /take the next$/i });
  await expect(button).not.toHaveAttribute('aria-busy', 'true');
  await button.click();
}
