import { expect, it } from 'vitest';
import { everythingSaved, press, shownPair } from '../helpers/desk.ts';
import { looksRight, useStage } from '../helpers/stage.ts';

const stage = useStage();

it('after fifty minutes without a pause a break is suggested, and nothing is held up', async () => {
  const { page } = await stage.desk({ tasks: 3 });
  const reminder = page.getByText('You have been rating for 50 minutes without a break');
  const work = (text: string) =>
    page.evaluate((value) => localStorage.setItem('prefloop.work-stretch', value), text);

  // Long ago, or not long enough: nothing is said.
  await shownPair(page);
  await work(`${50 * 60_000} ${Date.now() - 600_000}`);
  await page.reload();
  await press(page, '2');
  await shownPair(page);
  expect(await reminder.count()).toBe(0);

  await work(`${50 * 60_000 - 1} ${Date.now()}`);
  await page.reload();
  await shownPair(page);
  expect(await reminder.count()).toBe(0);
  await press(page, '2');
  await reminder.waitFor();
  await shownPair(page);
  await looksRight(page, 'break');
  await page.getByRole('button', { name: 'Later' }).click();
  await reminder.waitFor({ state: 'detached' });
  await press(page, '2');
  await everythingSaved(page);
  await page.locator('[data-rest]').waitFor();
});
