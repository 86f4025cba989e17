import { schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { addAnswers } from '../helpers/answers.ts';
import { looksRight, useStage } from '../helpers/stage.ts';

const stage = useStage();

it('a lead lets reward models choose pairs, beside some that chance draws, and sees what each arm cost', async () => {
  const { db } = stage.web;
  const project = await stage.web.project();
  for (let n = 0; n < 30; n += 1) {
    await addAnswers(db, project.id, [`First answer ${n}`, `Second answer ${n}`], {
      messages: [{ role: 'user', content: `Question ${n}` }],
      text: `Question ${n}`,
    });
  }
  const person = await stage.web.member(project, 'lead');
  const page = await stage.sitDown(person, `/p/${project.slug}/runs/new?method=score`);
  await page.getByText('No reward model yet').waitFor();
  await looksRight(page, 'score-empty');

  // Two reward models, and their scores as a run leaves them.
  const runId = v7();
  await db.insert(schema.runs).values({
    id: runId,
    projectId: project.id,
    number: 1,
    name: 'score 1',
    method: 'score',
    status: 'succeeded',
    finishedAt: new Date(),
    config: {},
    configHash: '',
    createdBy: person.id,
  });
  const answers = await db.select().from(schema.responses).where(eq(schema.responses.projectId, project.id));
  for (const [seed, name] of ['Judge one', 'Judge two'].entries()) {
    const [modelId, versionId] = [v7(), v7()];
    await db.insert(schema.models).values({ id: modelId, projectId: project.id, name });
    await db.insert(schema.modelVersions).values({
      id: versionId,
      projectId: project.id,
      modelId,
      version: 1,
      purpose: 'reward',
      origin: 'folder',
      location: {},
      status: 'ready',
    });
    await db
      .insert(schema.responseScores)
      .values(
        answers.map(({ id }, at) => ({ responseId: id, versionId, runId, score: Math.sin(at * (seed + 1)) })),
      );
  }
  await page.reload();
  await page.getByText('These prompts have no response that is not scored').waitFor();
  await addAnswers(db, project.id, ['New', 'Other'], {});
  await page.reload();
  await page.getByRole('button', { name: 'Start the run', disabled: false }).waitFor();
  await page.getByText('Responses', { exact: true }).waitFor();
  await looksRight(page, 'score');

  await page.goto(`/p/${project.slug}/batches/new`);
  // A press does not wait for a switch that is off until the models are known, so only the ready one is looked for.
  await page.getByRole('switch', { name: 'Let reward models choose pairs', disabled: false }).press('Space');
  await page.getByRole('textbox', { name: 'At most this many pairs' }).fill('20');
  await page.getByText('10 chosen by models, 10 at random').waitFor();
  await looksRight(page, 'active-batch');
  await page.getByRole('textbox', { name: 'Name' }).fill('Hard ones');
  await page.getByRole('button', { name: 'Release 20 pairs' }).press('Enter');
  await page.getByRole('heading', { name: 'Hard ones' }).waitFor();
  await page.getByText('chosen where 2 reward models disagree most, 50% at random').waitFor();
  const rater = await stage.web.member(project, 'annotator');
  for (let left = 4; left > 0; left -= 1) {
    const { tasks } = (await rater.post(`/v1/projects/${project.slug}/rate/claims`, { hold: 5 })).json();
    for (const { token } of tasks) {
      const body = { token, verdict: { verdict: 'preference', strength: 2 }, activeMs: 3_000 };
      await rater.put(`/v1/projects/${project.slug}/rate/ratings/${v7()}`, body);
    }
  }
  await page.reload();
  await page.getByText('Chosen by models: 10 pairs, 10 ratings').waitFor();
  await looksRight(page, 'arms');
  await page.getByRole('link', { name: 'Freeze this arm' }).first().press('Enter');
  await page.getByRole('radio', { name: 'Chosen by models' }).waitFor({ state: 'attached' });
  await page.getByText('chosen in another way than the arm that is wanted').waitFor();
  expect(await page.getByRole('radio', { name: 'Chosen by models' }).isChecked()).toBe(true);
  await looksRight(page, 'arm-snapshot');
});
