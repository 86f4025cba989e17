import type { Page } from 'playwright-core';
import { shownPair } from './desk.ts';

/** Waits until what is between attempts is on screen, `to-begin`, `passed` or `failed`, and takes a key. */
export async function interlude(page: Page): Promise<string> {
  const shown = page.locator('[data-qualification][data-ready]');
  await shown.waitFor();
  return (await shown.getAttribute('data-qualification')) ?? '';
}

/** Answers the question on screen with a key that `choose` finds, and waits until what is right is told. */
export async function answerQuestion(
  page: Page,
  choose: (pair: Awaited<ReturnType<typeof shownPair>>) => string,
): Promise<{ right: boolean; words: string }> {
  const pair = await shownPair(page);
  await page.keyboard.press(choose(pair));
  const told = page.locator('[data-explained=ready]');
  await told.waitFor();
  return {
    right: (await told.getAttribute('data-right')) === 'true',
    words: await told.locator('[role=status]').innerText(),
  };
}

/** Goes on from the explanation on screen. */
export async function readOn(page: Page): Promise<void> {
  const token = await page.locator('[data-token]').getAttribute('data-token');
  await page.keyboard.press('Enter');
  await page.waitForFunction(
    (before) => document.querySelector('[data-token]')?.getAttribute('data-token') !== before,
    token,
  );
}
