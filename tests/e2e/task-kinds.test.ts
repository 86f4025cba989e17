import { schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { everythingSaved, movedOn, shownTask } from '../helpers/desk.ts';
import { looksRight, useStage } from '../helpers/stage.ts';

const stage = useStage();

const single = {
  taskKind: 'single' as const,
  texts: (n: number) => ({
    prompt: `Question ${n}`,
    responses: [`The one answer to question ${n}, in **plain** words.`],
  }),
};
const letters = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'];
const ranking = (size: number) => ({
  taskKind: 'ranking' as const,
  texts: (n: number) => ({
    prompt: `Which Greek letter is question ${n} about?`,
    responses: letters
      .slice(0, size)
      .map((name) => `${name}\n\n${`It is about the letter ${name}. `.repeat(30)}`),
  }),
});

/** The number under which each letter is shown. */
async function numbersOf(page: Page): Promise<Map<string, string>> {
  const texts = await page.locator('[data-shown] [data-side] [data-text]').allInnerTexts();
  return new Map(texts.map((text, at) => [text.split('\n')[0] ?? '', String(at + 1)]));
}

const ratingsOf = (projectId: string) =>
  stage.web.db
    .select()
    .from(schema.ratings)
    .where(eq(schema.ratings.projectId, projectId))
    .orderBy(schema.ratings.createdAt);

it('one answer by itself: one key, a comment, a change of mind', async () => {
  const { page, project } = await stage.desk({ tasks: 3, ...single });
  const first = await shownTask(page);
  await page.getByRole('radiogroup', { name: 'How good is the answer?' }).waitFor();
  expect(await page.getByRole('radio').allInnerTexts()).toEqual([
    expect.stringMatching(/1\s*Bad/),
    expect.stringMatching(/2\s*Good/),
  ]);
  await looksRight(page, 'single');
  await page.keyboard.press('2');
  const second = await shownTask(page, first);
  await page.keyboard.press('c');
  await page.keyboard.type('Beside the point.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('1');
  await shownTask(page, second);
  await page.keyboard.press('z');
  await page.getByText('You rated this: Bad').waitFor();
  await shownTask(page);
  await page.keyboard.press('2');
  await movedOn(page, second);
  await everythingSaved(page);
  const stored = await ratingsOf(project.id);
  expect(
    stored.map(({ verdict, grade, scale, comment, revision }) => [verdict, grade, scale, comment, revision]),
  ).toEqual([
    ['grade', 2, 2, null, 1],
    ['grade', 2, 2, 'Beside the point.', 2],
  ]);
});

it('one to five where the form says so', async () => {
  const { page, project } = await stage.desk({ tasks: 1, ...single, form: { single: { scale: 'grades' } } });
  const token = await shownTask(page);
  await page.getByRole('radio', { name: '4 of 5: Good' }).waitFor();
  await looksRight(page, 'single-grades');
  await page.keyboard.press('4');
  await movedOn(page, token);
  await everythingSaved(page);
  await page.goto(`/p/${project.slug}/rate/history`);
  await page.getByRole('link', { name: '4 of 5: Good' }).click();
  await page.getByRole('heading', { name: '4 of 5: Good' }).waitFor();
  await page.getByText('The one answer to question 0').waitFor();
  expect((await ratingsOf(project.id)).map(({ grade, scale }) => [grade, scale])).toEqual([[4, 5]]);
});

it('a ranking by keyboard alone: placed, tied, taken back, kept over a reload, sent with Enter', async () => {
  const { page, project } = await stage.desk({ tasks: 2, ...ranking(4) });
  const first = await shownTask(page);
  const number = await numbersOf(page);
  const key = (letter: string) => page.keyboard.press(number.get(letter) ?? '');
  const order = page.getByRole('group', { name: 'Your ranking, the best first' });
  const send = order.getByRole('button', { name: 'Rate' });

  expect(await send.isDisabled()).toBe(true);
  await page.keyboard.press('Enter');
  await key('gamma');
  await key('alpha');
  await page.keyboard.press('t');
  await key('delta');
  await order.getByText('1 not placed').waitFor();
  await looksRight(page, 'ranking');
  // One place too many: out again, by the key that undoes and by the answer's own.
  await key('beta');
  await page.keyboard.press('z');
  await order.getByText('1 not placed').waitFor();
  await key('alpha');
  await order.getByText('2 not placed').waitFor();
  await page.reload();
  expect(await shownTask(page)).toBe(first);
  await order.getByText('2 not placed').waitFor();
  await page.keyboard.press('t');
  await key('alpha');
  await page.keyboard.press('Enter');
  await shownTask(page, first);
  await everythingSaved(page);

  await page.keyboard.press('z');
  await page.getByText('You rated this:').waitFor();
  await shownTask(page);
  await key('beta');
  await order.getByText('not placed').waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await movedOn(page, first);
  await everythingSaved(page);
  const stored = await ratingsOf(project.id);
  // In the order of the positions: alpha 0, beta 1, gamma 2, delta 3.
  expect(stored.map(({ ranking: tiers, revision }) => [tiers, revision])).toEqual([[[[2], [0, 3], [1]], 2]]);
});

it('a ranking by pointer, and Enter after it still sends', async () => {
  const { page, project } = await stage.desk({
    tasks: 1,
    ...ranking(3),
    context: { viewport: { width: 390, height: 844 } },
  });
  const token = await shownTask(page);
  const number = await numbersOf(page);
  const place = (letter: string) =>
    page.getByRole('button', { name: `Place answer ${number.get(letter)} next` }).click();
  await place('beta');
  await place('alpha');
  await page
    .getByRole('button', { name: `Answer ${number.get('alpha')}, in place 2: take it out` })
    .waitFor();
  await page.keyboard.press('Enter');
  await movedOn(page, token);
  await everythingSaved(page);
  expect((await ratingsOf(project.id)).map(({ ranking: tiers }) => tiers)).toEqual([[[1], [0]]]);
});

it('all of them, none equal, where the form says so', async () => {
  const { page } = await stage.desk({
    tasks: 1,
    ...ranking(5),
    form: { ranking: { ties: false, partial: false } },
  });
  const token = await shownTask(page);
  const send = page.getByRole('button', { name: 'Rate', exact: false }).last();
  expect(await page.getByRole('button', { name: 'Equal' }).count()).toBe(0);
  for (const key of ['1', '2', '3', '4']) await page.keyboard.press(key);
  expect(await send.getAttribute('title')).toBe('1 more answer is to be placed');
  await page.keyboard.press('Enter');
  await page.getByText('1 not placed').waitFor();
  await page.keyboard.press('5');
  await page.keyboard.press('Enter');
  await movedOn(page, token);
  await everythingSaved(page);
});
