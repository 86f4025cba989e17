import { expect, it } from 'vitest';
import { everythingSaved, press, shownPair, storedRatings } from '../helpers/desk.ts';
import { useStage } from '../helpers/stage.ts';

const stage = useStage();

it('takes back what was said of a pair, one after the other and across a reload, then goes back to the pair before', async () => {
  const { page, project } = await stage.desk({ tasks: 2 });
  const first = await press(page, '2');
  const second = await shownPair(page, first.token);
  const flags = page.locator('[data-panel=flag]');
  const flagged = (name: string, pressed: boolean) =>
    flags.getByRole('button', { name: new RegExp(name), pressed }).waitFor();
  const undo = page.getByRole('button', { name: 'Z Undo' });

  await page.keyboard.press('f');
  await page.keyboard.press('1');
  await flagged('Harmful', true);
  await page.keyboard.press('2');
  await flagged('Personal data', true);
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await page.keyboard.type('Typed in one go');
  await page.keyboard.press('Escape');
  await undo.waitFor();
  await page.reload();
  await shownPair(page);
  await undo.waitFor();

  // The comment is one change, however many letters it has; then flag by flag.
  await page.keyboard.press('z');
  await page.getByText('Taken back.').waitFor({ state: 'attached' });
  await page.keyboard.press('c');
  expect(await page.locator('[data-panel=comment] textarea').inputValue()).toBe('');
  await page.keyboard.press('Escape');
  await page.keyboard.press('z');
  await page.keyboard.press('f');
  await flagged('Personal data', false);
  await flagged('Harmful', true);
  await page.keyboard.press('Escape');
  expect((await shownPair(page)).token).toBe(second.token);
  await page.keyboard.press('z');
  await undo.waitFor({ state: 'detached' });

  // Nothing is left to take back: the pair before.
  await page.keyboard.press('z');
  await page.getByText('Another choice replaces it').waitFor();
  expect((await shownPair(page)).token).toBe(first.token);
  await press(page, '6');
  await press(page, '4');
  await everythingSaved(page);
  const stored = await storedRatings(stage.web.db, project.id);
  expect(stored.map(({ flags: marks, comment, revision }) => [marks, comment, revision])).toEqual([
    [[], null, 2],
    [[], null, 1],
  ]);
});
