import { schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { everythingSaved, press } from '../helpers/desk.ts';
import { addBatch } from '../helpers/rating.ts';
import { looksRight, useStage } from '../helpers/stage.ts';

const stage = useStage();

/** Pairs that three people rated alike: for the good answer, which stands first. */
async function addRated(projectId: string, count: number) {
  const batch = await addBatch(stage.web.db, projectId, {
    tasks: count,
    overlap: 3,
    name: 'Rated by three',
    status: 'closed',
    texts: (n) => ({
      prompt: `Which planet is number ${n + 1}?`,
      responses: [`A good answer about planet ${n + 1}.`, `A poor answer about planet ${n + 1}.`],
    }),
  });
  const raters = await stage.web.db
    .insert(schema.annotators)
    .values(['Uma', 'Vic', 'Wes'].map((name) => ({ projectId, name, externalKey: name })))
    .returning({ id: schema.annotators.id });
  await stage.web.db.insert(schema.ratings).values(
    batch.taskIds.flatMap((taskId) =>
      raters.map(({ id: annotatorId }) => ({
        projectId,
        batchId: batch.id,
        taskId,
        annotatorId,
        verdict: 'preference' as const,
        strength: -2,
        scale: 7,
        counted: true,
      })),
    ),
  );
  await stage.web.db
    .update(schema.tasks)
    .set({ status: 'done', done: 3 })
    .where(eq(schema.tasks.batchId, batch.id));
}

it('a lead makes golds, who misses them is paused and sees why, and the lead puts the work back and resumes', async () => {
  const lead = await stage.web.user({ name: 'Ada Lead' });
  const project = await stage.web.project({ lead });
  await addRated(project.id, 12);
  const batch = await addBatch(stage.web.db, project.id, {
    tasks: 60,
    name: 'Open work',
    texts: (n) => ({
      prompt: `Open question ${n}`,
      responses: [`A good answer ${n}.`, `A poor answer ${n}.`],
    }),
  });
  const home = `/p/${project.slug}`;
  const person = await stage.web.user({ name: 'Ben Quick' });
  await stage.web.db
    .insert(schema.memberships)
    .values({ projectId: project.id, userId: person.id, role: 'annotator' });

  // One gold on a prompt's page, the rest of them proposed on the batch's, all by keyboard.
  const page = await stage.sitDown(lead, `${home}/prompts`);
  await page.getByText('Which planet is number 1?').first().click();
  await page.getByRole('button', { name: 'Make it a gold check' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Batch').first().click();
  await page.getByRole('option', { name: 'Open work' }).click();
  await dialog.getByRole('radio', { name: 'R1 is better' }).press('Space');
  await dialog.getByLabel('Why').fill('The other is wrong.');
  await looksRight(page, 'golds-gold');
  await dialog.getByRole('button', { name: 'Make it a gold check' }).press('Enter');
  await page.getByText(/Open work · gold: R1 is better/).waitFor();

  await page.goto(`${home}/batches/${batch.id}`);
  await page.getByText('1 gold in use').waitFor();
  await page.getByRole('button', { name: 'Add golds' }).press('Enter');
  await page.getByRole('checkbox', { name: 'All 11' }).press('Space');
  await looksRight(page, 'golds-proposals');
  await page.getByRole('button', { name: 'Add 11 golds' }).press('Enter');
  await page.getByText('12 golds in use').waitFor();
  await page.getByRole('button', { name: 'Write an attention check' }).press('Enter');
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Choose the good answer.');
  await page.getByRole('textbox', { name: 'Answer A' }).fill('A poor answer: not this one.');
  await page.getByRole('textbox', { name: 'Answer B' }).fill('A good answer: this one.');
  await page.getByRole('combobox', { name: 'What is right' }).click();
  await page.getByRole('option', { name: 'B is better' }).click();
  await looksRight(page, 'golds-attention');
  await page.getByRole('button', { name: 'Put it among the golds' }).press('Enter');
  await page.getByText('13 golds in use').press('Enter');
  await page.getByText(/is better · Nobody has answered it yet\. · attention check/).waitFor();
  await page.getByLabel('Golds among the pairs').fill('50');
  await page.getByRole('button', { name: 'Save' }).press('Enter');
  await expect
    .poll(async () => (await stage.web.db.select().from(schema.batches)).map((one) => one.goldRate))
    .toContain(0.5);

  // The poor answer, always.
  const desk = await stage.sitDown(person, `${home}/rate`);
  const shown = desk.locator('[data-token][data-shown]');
  const rest = desk.locator('[data-rest] h2');
  for (let round = 0; round < 40; round += 1) {
    await shown.or(rest).first().waitFor();
    if (await rest.isVisible()) break;
    await desk.locator('[data-accepting]').waitFor();
    const left = await shown.locator('[data-side=A] [data-text]').innerText();
    await press(desk, left.includes('good') ? '7' : '1');
    await everythingSaved(desk);
  }
  await desk.getByRole('heading', { name: 'Paused' }).waitFor();
  await desk.getByText(/too many of the checks hidden among the pairs did not match/).waitFor();
  await looksRight(desk, 'golds-paused');

  await page.goto(`${home}/people`);
  await page.getByText('rating paused').waitFor();
  await page.goto(`${home}/batches/${batch.id}`);
  await page.getByText(/Paused by their golds/).waitFor();
  await page.getByText(/at least 15 of the first 20 must be right/).waitFor();
  await looksRight(page, 'golds-people');
  await page.getByRole('button', { name: 'Re-queue the work of Ben Quick' }).press('Enter');
  await page.getByText(/\d+ ratings of theirs will count no more/).waitFor();
  await looksRight(page, 'golds-requeue');
  await page.getByRole('button', { name: 'Re-queue', exact: true }).press('Enter');
  await expect
    .poll(() => page.getByRole('button', { name: 'Re-queue the work of Ben Quick' }).isDisabled())
    .toBe(true);
  await page.getByRole('button', { name: 'Resume Ben Quick' }).press('Enter');
  await page.getByRole('button', { name: 'Resume', exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Pause Ben Quick' }).waitFor();
  // The desk asks by itself every half minute; until then there is a button for it.
  await desk.evaluate(() => {
    for (const button of document.querySelectorAll('button'))
      if (button.textContent === 'Look now') button.click();
  });
  await shown.waitFor();
  await page.getByRole('button', { name: 'Pause Ben Quick' }).press('Enter');
  await page.getByLabel('Reason').fill('Let us talk first.');
  await page.keyboard.press('Enter');
  await page.getByText(/Paused by a lead .*: Let us talk first\./).waitFor();
});
