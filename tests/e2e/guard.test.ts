import { join } from 'node:path';
import { schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { looksRight, useStage } from '../helpers/stage.ts';
import { startToldRun } from '../helpers/told-run.ts';
import { freezeRows, preference } from '../helpers/training.ts';

const stage = useStage();

/** Pictures for whoever works on these pages: set PREFLOOP_PICTURES to a folder. */
async function picture(page: Page, name: string): Promise<void> {
  const target = process.env.PREFLOOP_PICTURES;
  if (target) await page.screenshot({ path: join(target, `${name}.png`), fullPage: true });
}

async function version(projectId: string, name: string, purpose: 'policy' | 'reward'): Promise<string> {
  const [model] = await stage.web.db.insert(schema.models).values({ projectId, name }).returning();
  const [made] = await stage.web.db
    .insert(schema.modelVersions)
    .values({
      projectId,
      modelId: model?.id ?? '',
      version: 1,
      origin: 'folder',
      purpose,
      status: 'ready',
      location: {},
      facts: { vocabulary: 49_152, parameters: 1000 },
    })
    .returning();
  return made?.id ?? '';
}

test('a guard is set in the form, said in the document, and kept with the run', async () => {
  const { db } = stage.web;
  const project = await stage.web.project();
  const engineer = await stage.web.member(project, 'engineer');
  await version(project.id, 'Small one', 'policy');
  await version(project.id, 'Judge', 'reward');
  const pair = (n: number) => preference(`Name a colour (${n}).`, 'good', 'bad');
  await freezeRows(db, project.id, {
    name: 'first round',
    kind: 'preference',
    train: Array.from({ length: 40 }, (_, n) => pair(n)),
    eval: Array.from({ length: 24 }, (_, n) => pair(100 + n)),
  });

  // With one reward model there is nobody to watch it.
  const page = await stage.sitDown(engineer, `/p/${project.slug}/runs/new?method=grpo`);
  const fold = page.getByRole('button', { name: 'Guard against over-optimisation' });
  await fold.click();
  await page.getByText('There is no second reward model yet').waitFor();
  expect(await page.getByRole('combobox', { name: 'Gold model' }).isDisabled()).toBe(true);

  const gold = await version(project.id, 'Second judge', 'reward');
  await page.reload();
  await page.getByRole('combobox', { name: 'Reward model' }).click();
  await page.getByRole('option', { name: 'Judge v1', exact: true }).click();
  await fold.click();
  await page.getByRole('combobox', { name: 'Gold model' }).click();
  // The model that is learnt from is no choice.
  expect(await page.getByRole('option').allTextContents()).toEqual(['Second judge v1']);
  await page.getByRole('option', { name: 'Second judge v1' }).click();
  await page.getByLabel('Gold reward may lose', { exact: true }).fill('0.3');
  await page.getByLabel('KL limit', { exact: true }).fill('12');
  await page.getByRole('button', { name: 'Start the run', disabled: false }).waitFor();
  await looksRight(page, 'guard-form');
  await picture(page, 'guard-form');

  await page.getByRole('button', { name: 'As a YAML document' }).click();
  const document = page.getByRole('textbox', { name: 'Document' });
  await expect
    .poll(() => document.inputValue())
    .toContain('guard:\n  gold: Second judge v1\n  drop: 0.3\n  klAbove: 12\n');
  // Written in the document, it is in the form.
  await document.fill((await document.inputValue()).replace('drop: 0.3', 'drop: 0.4\n  action: alert'));
  await page.getByRole('button', { name: 'Fill in the form' }).click();
  await expect.poll(() => page.getByLabel('Gold reward may lose', { exact: true }).inputValue()).toBe('0.4');
  expect(await page.getByRole('combobox', { name: 'At the limit' }).inputValue()).toBe('Alert');

  await page.getByRole('button', { name: 'Start the run' }).click();
  await page.getByRole('heading', { name: 'grpo 1', level: 1 }).waitFor();
  await page.getByText('Gold reward may lose', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Second judge v1' }).waitFor();
  const [run] = await db.select().from(schema.runs).where(eq(schema.runs.projectId, project.id));
  expect(run?.config).toMatchObject({
    guard: { goldVersionId: gold, action: 'alert', drop: 0.4, patience: 2, klAbove: 12 },
    versionIds: expect.arrayContaining([gold]),
  });
});

test('the page of a run shows the gold reward beside the reward, and what its guard did', async () => {
  const project = await stage.web.project();
  const engineer = await stage.web.member(project, 'engineer');
  const run = await startToldRun(stage.web.db, {
    projectId: project.id,
    createdBy: engineer.id,
    method: 'grpo',
    name: 'Pressed too far',
  });
  const steps = Array.from({ length: 31 }, (_, step) => step);
  await run.tell(steps.slice(1).map((step) => ['reward', step, step / 8 - 2]));
  await run.tell(
    steps
      .filter((step) => step % 2 === 0)
      .flatMap((step) => [
        ['guard/gold', step, 0.6 - ((step - 12) / 12) ** 2],
        ['guard/proxy', step, step / 10 - 1.2],
        ['guard/length_growth', step, 1 + step / 60],
        ['guard/repetition', step, step / 100],
      ]),
  );
  const page = await stage.sitDown(engineer, `/p/${project.slug}/runs/${run.id}`);
  const alert = page.getByRole('group', { name: 'Danger: The gold reward falls' });
  await alert.getByText(/^It was best at step 1\d \(.*\) and is -1\.\d+ now/).waitFor();
  const charts = page.getByRole('figure');
  const titles = await charts.locator('figcaption').allTextContents();
  expect(titles.slice(0, 3).map((title) => title.split(/[.(]/)[0])).toEqual([
    expect.stringMatching(/^Reward/),
    expect.stringMatching(/^Gold reward, held out/),
    expect.stringMatching(/^Reward on the same answers/),
  ]);

  const message =
    'The gold reward fell from 0.60 at step 12 to -0.51 at step 30, more than 20% of what it had gained. The guard ended the run; published is step 12, the best by the gold reward.';
  await run.end({
    step: 30,
    total: 100,
    figures: { eval_reward: -0.4, 'guard/gold_best': 0.6, 'guard/gold_first': -0.4, 'guard/best_step': 12 },
    warnings: [
      { code: 'GUARD_STOPPED', message },
      { code: 'PROMPT_TOO_LONG', message: 'One prompt is left out.' },
    ],
  });
  await page.reload();
  const notice = page.getByRole('group', { name: 'The guard ended this run' });
  expect(await notice.textContent()).toContain(message);
  await page.getByText('30 of 100').waitFor();
  await page.getByText('-0.400 at the start').waitFor();
  // Told once: what is left among the warnings is something else.
  await page.getByText('1 warning', { exact: true }).waitFor();
  expect(await page.getByText(message).count()).toBe(1);
  await page.getByRole('group', { name: 'Note: The gold reward falls' }).waitFor();
  await looksRight(page, 'guard-run');
  await picture(page, 'guard-run');
});
