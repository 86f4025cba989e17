import { firstRatingForm } from '@prefloop/contract';
import { schema } from '@prefloop/db';
import { expect, it } from 'vitest';
import { findAccessibilityFaults, widths } from '../helpers/browser.ts';
import { everythingSaved, press, shownPair, storedRatings } from '../helpers/desk.ts';
import { useStage } from '../helpers/stage.ts';

const stage = useStage();

/** A desk whose form asks two criteria, one of them always, and takes better answers. */
async function deskWithCriteria(tasks: number) {
  const owner = await stage.web.user();
  const desk = await stage.desk({ tasks });
  await stage.web.db.insert(schema.memberships).values({
    projectId: desk.project.id,
    userId: owner.id,
    role: 'lead',
  });
  const spec = {
    ...firstRatingForm,
    criteria: [
      { code: 'helpful', label: 'Helpful', hint: 'Does what was asked', answer: 'sides', required: true },
      { code: 'honest', label: 'Honest', hint: '', answer: 'grades', required: false },
    ],
    editing: true,
  };
  const saved = await owner.post(`/v1/projects/${desk.project.slug}/rating-forms`, { spec, basedOn: 1 });
  expect(saved.statusCode, saved.body).toBe(201);
  await desk.page.reload();
  return desk;
}

it('criteria are answered by keys, asked for where they are required, and kept over a reload and an edit', async () => {
  const { page, project } = await deskWithCriteria(4);
  const panel = page.locator('[data-panel=criteria]');
  const radio = (name: string, checked = true) => panel.getByRole('radio', { name, exact: true, checked });
  const first = await shownPair(page);

  // A verdict without what is required asks for that first, and is given once it is there.
  await page.keyboard.press('2');
  await panel.getByText('“A is better” needs an answer to “Helpful”').waitFor();
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('3');
  await radio('B is better').waitFor();
  // The focus has gone to the next row: both grades, then back to the first.
  await page.keyboard.press('4');
  await page.keyboard.press('2');
  await radio('B: 2 of 5').waitFor();
  await page.keyboard.press('Backspace');
  await radio('B: 2 of 5', false).waitFor();
  await page.keyboard.press('1');
  await radio('B: 1 of 5').waitFor();
  await page.reload();
  await shownPair(page);
  await page.keyboard.press('r');
  await radio('A: 4 of 5').waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await press(page, '2');

  // With the arrow keys and Enter alone, and a digit that is no grade rates nothing.
  const second = await shownPair(page, first.token);
  await page.keyboard.press('r');
  await radio('A is better', false).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await radio('Equal').waitFor();
  await page.keyboard.press('7');
  expect((await shownPair(page)).token).toBe(second.token);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('a');
  await radio('A is better').waitFor();
  await page.keyboard.press('Escape');
  await press(page, '4');
  await everythingSaved(page);

  // An edit begins with what was said.
  await page.keyboard.press('z');
  await page.getByText('You rated this').waitFor();
  await page.getByRole('button', { name: 'Criteria 1/2' }).click();
  await radio('A is better').click();
  await radio('A is better', false).waitFor();
  await radio('Equal', false).click();
  await page.keyboard.press('Escape');
  await press(page, '4');
  await everythingSaved(page);

  const stored = await storedRatings(stage.web.db, project.id);
  const [one, two] = stored;
  const leftFirst = one?.shownOrder?.[0] === 0;
  expect(one?.answers).toEqual({
    criteria: { helpful: leftFirst ? 'B' : 'A', honest: leftFirst ? { A: 4, B: 1 } : { A: 1, B: 4 } },
  });
  expect([two?.answers, two?.revision]).toEqual([{ criteria: { helpful: 'equal' } }, 2]);
  await page.goto(`/p/${project.slug}/rate/history`);
  await page.getByRole('link', { name: 'A is better', exact: true }).click();
  await page.getByText('A 4, B 1').waitFor();
});

it('a better answer is made of one of the two or written anew, kept as a draft, and shown to the lead', async () => {
  const { page, project } = await deskWithCriteria(3);
  const panel = page.locator('[data-panel=edit]');
  const pair = await shownPair(page);
  await page.keyboard.press('e');
  await panel.getByText('stands above both').waitFor();
  await page.keyboard.press('2');
  const field = panel.getByRole('textbox', { name: 'Answer B, edited' });
  await field.waitFor();
  expect(await field.inputValue()).toBe(pair.right);
  await panel.getByText('Still the same as answer B').waitFor();
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Control+End');
  await page.keyboard.type(', and why.');
  await page.reload();
  await shownPair(page);
  await page.keyboard.press('e');
  expect(await field.inputValue()).toBe(`${pair.right}, and why.`);
  await page.keyboard.press('Control+Enter');
  await panel.waitFor({ state: 'detached' });
  await page.keyboard.press('r');
  await page.keyboard.press('1');
  await page.keyboard.press('Escape');
  await press(page, '6');

  // Changed back to what it was made of, nothing is kept; and one of one's own.
  await shownPair(page, pair.token);
  await page.keyboard.press('e');
  await page.keyboard.press('1');
  await panel.getByRole('textbox').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await page.keyboard.press('2');
  await page.keyboard.press('Escape');
  const before = await press(page, 'x');
  await shownPair(page, before.token);
  await page.keyboard.press('e');
  await page.keyboard.press('3');
  await page.keyboard.type('Mine.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await page.keyboard.press('2');
  await page.keyboard.press('Escape');
  await press(page, 'x');
  await everythingSaved(page);

  const stored = await storedRatings(stage.web.db, project.id);
  expect(stored.map(({ editedResponse }) => editedResponse)).toEqual([
    `${pair.right}, and why.`,
    null,
    'Mine.',
  ]);
  expect(stored.map(({ editedFrom, shownOrder }) => editedFrom ?? (shownOrder ? 'none' : null))).toEqual([
    stored[0]?.shownOrder?.[1],
    'none',
    'none',
  ]);
  const lead = await stage.lead(project, '/ratings');
  await lead.getByText('A better answer, written anew').click();
  await lead.getByText('Mine.').waitFor();
  await lead.goto(`/p/${project.slug}/snapshots/new?kind=preference`);
  await lead.getByRole('combobox', { name: 'What decides a pair' }).click();
  await lead.getByRole('option', { name: 'Criterion: Helpful' }).click();
  await lead.getByLabel('Better answers that people wrote').check();
  await lead.getByText('Mine.').first().waitFor();
});

it('a lead adds criteria to the form, and sees how they will be asked', async () => {
  const project = await stage.web.project();
  const page = await stage.lead(project, '/form?edit=true');
  await page.getByRole('textbox', { name: 'A further criterion' }).fill('Helpful');
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox', { name: 'Required' }).check();
  await page.getByRole('textbox', { name: 'A further criterion' }).fill('Honest');
  await page.keyboard.press('Enter');
  const answered = page.getByRole('radiogroup', { name: 'How “Honest” is answered' });
  await answered.getByText('1 to 5 for each').click();
  await page.getByRole('switch', { name: 'People may write a better answer' }).click();
  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.getByRole('radio', { name: 'Tie: equally good' }).press('Enter');
  await preview.getByText('“Tie” needs an answer to “Helpful”').waitFor();
  await page.keyboard.press('1');
  await page.keyboard.press('5');
  await page.keyboard.press('5');
  await preview.getByRole('radio', { name: 'B: 5 of 5', checked: true }).waitFor();
  await page.keyboard.press('Enter');
  await preview.getByText('this would be rated “Tie”').waitFor();
  for (const size of [widths.desk, widths.phone]) {
    await page.setViewportSize(size);
    await preview.getByRole('button', { name: 'Criteria 2/2' }).click();
    // The preview sticks while the page scrolls, and axe takes what is half under it for a small target.
    await page.evaluate(() => scrollTo(0, 0));
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('[data-panel=criteria]').waitFor({ state: 'detached' });
  }
  await page.getByRole('button', { name: 'Save as version 2' }).click();
  await page
    .getByText(/^Version 2, /)
    .first()
    .waitFor();
  await page.getByText('1 to 5 for each').waitFor();
});
