import { schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { TestUser } from '../helpers/app.ts';
import { findAccessibilityFaults } from '../helpers/browser.ts';
import { everythingSaved, press } from '../helpers/desk.ts';
import { looksRight, useStage } from '../helpers/stage.ts';

const stage = useStage();

/** Prompts with two imported answers each, for a lead to pair on screen. */
async function addAnswers(projectId: string, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const text = `Question ${n}`;
    const [prompt] = await stage.web.db
      .insert(schema.prompts)
      .values({
        projectId,
        source: 'test',
        sourceId: text,
        messages: [{ role: 'user', content: text }],
        text,
      })
      .returning({ id: schema.prompts.id });
    await stage.web.db.insert(schema.responses).values(
      ['long', 'short'].map((kind) => ({
        projectId,
        promptId: prompt?.id ?? '',
        text: `The ${kind} answer to question ${n}.`,
        textHash: `${kind} ${n}`,
        finishReason: 'imported' as const,
      })),
    );
  }
}

it('a batch asks more people while they disagree, and a lead decides the rest by keyboard alone', async () => {
  const lead = await stage.web.user({ name: 'Ada Lead' });
  const project = await stage.web.project({ lead });
  await addAnswers(project.id, 3);
  const people: TestUser[] = [];
  for (let n = 0; n < 3; n += 1) people.push(await stage.web.member(project, 'annotator'));
  const home = `/p/${project.slug}`;

  const page = await stage.sitDown(lead, `${home}/batches/new`);
  await page.getByLabel('Name').fill('Hard ones');
  await page.getByRole('switch', { name: /^More while people disagree/ }).press('Space');
  await page.getByLabel('At most', { exact: true }).fill('3');
  await page.getByText('at most 9, where people disagree').waitFor();
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Release 3 pairs' }).press('Enter');
  await page.getByText('overlap 2, up to 3 while people disagree').waitFor();

  // Two like the long answers, on every question but the first; there all three say something else.
  for (const [n, person] of people.entries()) {
    const desk = await stage.sitDown(person, `${home}/rate`);
    for (let round = 0; round < 3; round += 1) {
      const shown = desk.locator('[data-token][data-shown]');
      const rest = desk.locator('[data-rest] h2');
      await shown.or(rest).first().waitFor();
      if (await rest.isVisible()) break;
      await desk.locator('[data-accepting]').waitFor();
      const hard = (await shown.innerText()).includes('Question 0');
      const longIsLeft = (await shown.locator('[data-side=A] [data-text]').innerText()).includes('long');
      const wantsLong = !hard || n === 0;
      await press(desk, hard && n === 2 ? '4' : wantsLong === longIsLeft ? '1' : '7');
    }
    await everythingSaved(desk);
  }

  await page.reload();
  await page.getByText('1 wait for a decision').waitFor();
  await page.getByRole('link', { name: 'Decide 1' }).press('Enter');
  await page.getByText('1 of 1').waitFor();
  const votes = page.getByRole('list', { name: 'What people said' }).getByRole('listitem');
  expect(await votes.count()).toBe(3);
  await looksRight(page, 'decide');
  await page.keyboard.press('c');
  await page.keyboard.type('The long one is complete.');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('2');
  await page.getByText('1 of 1 decided.').waitFor();
  await page.keyboard.press('z');
  await page.getByText(/^You decided: A is better\./).waitFor();

  const decisions = await stage.web.db
    .select()
    .from(schema.ratings)
    .where(eq(schema.ratings.kind, 'adjudication'));
  expect(decisions).toMatchObject([
    { projectId: project.id, verdict: 'preference', strength: -2, comment: 'The long one is complete.' },
  ]);
  await page.goto(`${home}/decide`);
  await page.getByText('Nothing waits for a decision').waitFor();
  await page.getByRole('link', { name: 'Look at all disagreements' }).press('Enter');
  await page.getByText('1 of 1, decided before').waitFor();
  expect(await votes.count()).toBe(4);
  await page.getByText('Decided by Ada Lead').waitFor();
});
