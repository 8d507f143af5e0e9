// People with names, each in a browser of their own.

import { mkdirSync, readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import {
  expect,
  type Browser,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from '@playwright/test';

import type { Server } from './server.ts';

export const PAGE = readFileSync(
  new URL('../fixtures/pages/2024_launch_award_128.txt', import.meta.url),
  'utf8',
);

export const PHONE = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};
export const LAPTOP = { viewport: { width: 1440, height: 900 } };
export const PROJECTOR = { viewport: { width: 1920, height: 1080 } };

/** Opens a page as somebody who was never here. */
export async function somebody(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = LAPTOP,
): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  // An error in a page fails the story, whatever the page shows.
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(url);
  return page;
}

/** Joins by code, as a participant with a name. */
export async function joins(
  browser: Browser,
  url: string,
  code: string,
  name: string,
  options: BrowserContextOptions = PHONE,
): Promise<Page> {
  const page = await somebody(browser, url, options);
  await page.getByLabel('Session code').fill(code);
  await page.getByRole('button', { name: 'Join the session' }).click();
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('button', { name })).toBeVisible();
  return page;
}

/** On a phone, what leads to the form for a question; beside the queue it is open. */
export function bar(page: Page): Locator {
  return page.getByRole('button', { name: /^(Ask|Finish your question)$/ });
}

/** The field for a question: in a sheet on a phone, beside the queue else. */
export async function writes(page: Page): Promise<Locator> {
  const field = page.getByLabel('Your question');
  await expect(field.or(bar(page)).first()).toBeVisible();
  if (!(await field.isVisible())) await bar(page).click();
  return field;
}

/** Raises the hand: on a phone, a sheet asks first what for. */
export async function raisesHand(page: Page): Promise<void> {
  const hand = page.getByRole('button', { name: 'Raise hand' });
  // A page that has just come back shows neither; then the one that its width asks for.
  await expect(hand).toBeVisible();
  const isNarrow = await bar(page).isVisible();
  await hand.click();
  if (isNarrow) await page.getByRole('dialog').getByRole('button', { name: 'Raise hand' }).click();
}

export async function asks(page: Page, text: string, as?: string): Promise<void> {
  await (await writes(page)).fill(text);
  if (as) await page.getByLabel('Ask as').selectOption({ label: as });
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Yours' }).getByText(text)).toBeVisible();
}

/** A notice in the page's corner. Screen readers are told it too, so its words stand twice for a while. */
export function notice(page: Page, words: string | RegExp): Locator {
  return page.getByRole('region', { name: 'Notices' }).getByText(words);
}

/** WCAG 2.2 AA, as far as a program can see; nothing may come from elsewhere either. */
export async function isAccessible(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const found = violations.map(({ id, nodes }) => ({
    id,
    where: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary}`),
  }));
  expect(found).toEqual([]);
}

/** Keeps a picture of a view when SHOTS names a directory. */
export async function picture(page: Page, name: string, fullPage = false): Promise<void> {
  const directory = process.env.SHOTS;
  if (!directory) return;
  mkdirSync(directory, { recursive: true });
  await page.screenshot({ path: `${directory}/${name}.png`, fullPage });
}

/** The address behind the copy button of a role link, on whatever page lists the links. */
export async function linkFrom(page: Page, title: RegExp): Promise<string> {
  const name = new RegExp(`Copy the link: .*${title.source}`);
  await page.getByRole('button', { name }).first().click();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** A session from the TCCM page, as it is read; its organiser's and its moderator's desks. */
export async function createsSession(
  browser: Browser,
  server: Server,
  corrects: (organiser: Page) => Promise<void> = async () => {},
) {
  const context = await browser.newContext({
    ...LAPTOP,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const organiser = await context.newPage();
  await organiser.goto(server.hostLink);
  await organiser.getByLabel('The session’s page').fill(PAGE);
  await organiser.getByRole('button', { name: 'Read the page' }).click();
  await expect(organiser.getByRole('heading', { name: 'Check what was read' })).toBeVisible();
  await corrects(organiser);
  await organiser.getByRole('button', { name: 'Create the session' }).click();
  await expect(organiser.getByRole('heading', { name: 'The session is ready' })).toBeVisible();
  const code = /Code \W?(\w{3}) (\w{3})/.exec(await organiser.getByRole('main').innerText());
  const session = `${code?.[1]}${code?.[2]}`;
  const moderatorLink = await linkFrom(organiser, /Moderator/);
  const deskLink = await organiser
    .getByRole('link', { name: 'Open your desk' })
    .getAttribute('href');
  const desk = await context.newPage();
  await desk.goto(deskLink ?? '');
  const moderator = await somebody(browser, moderatorLink);
  await expect(moderator.getByText('Not begun yet')).toBeVisible();
  return {
    session,
    organiser: desk,
    moderator,
    linkOf: async (title: RegExp) => {
      await organiser.bringToFront();
      return linkFrom(organiser, title);
    },
  };
}
