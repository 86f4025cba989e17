import { firstRatingForm } from '@prefloop/contract';
import { schema } from '@prefloop/db';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { everythingSaved, press, shownPair, storedRatings } from '../helpers/desk.ts';
import { looksRight, useStage } from '../helpers/stage.ts';

const stage = useStage();

/** A desk whose form takes critique of parts, and its lead. */
async function deskWithCritiques(options: Parameters<typeof stage.desk>[0]) {
  const owner = await stage.web.user();
  const desk = await stage.desk(options);
  const place = { projectId: desk.project.id, userId: owner.id, role: 'lead' as const };
  await stage.web.db.insert(schema.memberships).values(place);
  const spec = { ...firstRatingForm, critiquing: true };
  const saved = await owner.post(`/v1/projects/${desk.project.slug}/rating-forms`, { spec, basedOn: 1 });
  expect(saved.statusCode, saved.body).toBe(201);
  await desk.page.reload();
  return { ...desk, owner };
}

const panelOf = (page: Page) => page.locator('[data-panel=critique]');

it('a part is marked and criticised by keyboard, kept over a reload, changed, and read by the lead', async () => {
  const { page, project, owner } = await deskWithCritiques({ tasks: 2 });
  const panel = panelOf(page);
  const pair = await shownPair(page);
  await page.keyboard.press('k');
  await page.keyboard.press('2');
  const field = panel.getByRole('textbox', { name: 'Mark a part of answer B' });
  await field.waitFor();
  // Nothing selected, nothing taken; and what is typed changes nothing.
  await page.keyboard.press('Enter');
  await panel.getByText('Nothing is selected yet').waitFor();
  await page.keyboard.type('typed');
  expect(await field.inputValue()).toBe(pair.right);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+Shift+ArrowRight');
  await page.keyboard.press('Enter');
  const quote = pair.right.split(' ')[0] ?? '';
  await panel.locator('blockquote', { hasText: quote }).waitFor();
  await looksRight(page, 'critique-write');
  await page.keyboard.type('Says nothing.');
  await page.reload();
  await shownPair(page);
  await page.getByRole('button', { name: 'K Critique' }).click();
  await panel.getByRole('button', { name: 'Change the critique of B: Says nothing.' }).waitFor();
  await looksRight(page, 'critique-list');
  await panel.getByRole('button', { name: 'Change the critique of B: Says nothing.' }).click();
  await page.keyboard.type(' At all.');
  await page.keyboard.press('Control+Enter');
  await panel.getByRole('button', { name: 'Change the critique of B: Says nothing. At all.' }).waitFor();
  await page.keyboard.press('Escape');
  await press(page, '2');
  await everythingSaved(page);

  const [stored] = await storedRatings(stage.web.db, project.id);
  const side = stored?.shownOrder?.[0] === 0 ? 'B' : 'A';
  expect(stored?.answers).toEqual({
    critiques: [{ side, start: 0, quote, text: 'Says nothing. At all.' }],
  });
  await page.goto(`/p/${project.slug}/rate/history`);
  await page.getByRole('link', { name: 'A is better', exact: true }).click();
  await page.getByRole('list', { name: 'Critique of parts' }).getByText('Says nothing. At all.').waitFor();
  const lead = await stage.sitDown(owner, `/p/${project.slug}/ratings`);
  await lead.getByText('Says nothing. At all.').first().waitFor();
});

it('what is selected in an answer is marked when the panel opens, unless its place cannot be told', async () => {
  const texts = (n: number) => ({
    prompt: `Question ${n}`,
    responses: ['Alone and the the', 'Alone and the the too'] as [string, string],
  });
  const { page, project } = await deskWithCritiques({ tasks: 1, texts });
  const panel = panelOf(page);
  await shownPair(page);
  const select = (from: number, to: number) =>
    page.evaluate(
      ([start = 0, end = 0]) => {
        const answer = document.querySelector('[data-shown] [data-side=A] [data-text]');
        const walker = document.createTreeWalker(answer ?? document, NodeFilter.SHOW_TEXT);
        let node = walker.nextNode();
        while (node && !node.textContent?.trim()) node = walker.nextNode();
        if (!node) throw new Error('an answer without text');
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, end);
        document.getSelection()?.removeAllRanges();
        document.getSelection()?.addRange(range);
        return range.toString();
      },
      [from, to],
    );
  const words = await select(0, 5);
  await page.keyboard.press('k');
  await panel.locator('blockquote').getByText(words.trim(), { exact: true }).waitFor();
  await page.keyboard.type('Marked with the pointer.');
  await page.keyboard.press('Control+Enter');
  await panel.getByRole('button', { name: /^Change the critique of A/ }).waitFor();
  await panel.getByRole('button', { name: /^Remove the critique/ }).click();
  await panel.getByRole('button', { name: /^Change the critique of A/ }).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  // These words stand there more than once.
  await select(10, 13);
  await page.keyboard.press('k');
  await panel.getByRole('heading', { name: 'Critique of parts' }).waitFor();
  await page.keyboard.press('Escape');
  await press(page, '2');
  await everythingSaved(page);
  const [stored] = await storedRatings(stage.web.db, project.id);
  expect(stored?.answers).toEqual({});
});
