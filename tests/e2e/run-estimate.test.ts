import { schema } from '@prefloop/db';
import { eq, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { TestUser } from '../helpers/app.ts';
import { looksRight, useStage } from '../helpers/stage.ts';
import { freezeRows, preference } from '../helpers/training.ts';

const stage = useStage();
let project: { id: string; slug: string };
let engineer: TestUser;

/** As often the longer answer is the better one as the shorter one. */
const pairs = (count: number, name: string) =>
  Array.from({ length: count }, (_, n) =>
    preference(`${name} ${n}`, n % 2 ? 'a long answer' : 'short', n % 2 ? 'brief' : 'a longer answer'),
  );

beforeAll(async () => {
  const { db } = stage.web;
  project = await stage.web.project({ slug: 'letters', name: 'Letters' });
  engineer = await stage.web.member(project, 'engineer');
  const [model] = await db
    .insert(schema.models)
    .values({ projectId: project.id, name: 'SmolLM2' })
    .returning();
  await db.insert(schema.modelVersions).values({
    projectId: project.id,
    modelId: model?.id ?? '',
    version: 1,
    origin: 'bundled',
    status: 'ready',
    location: {},
    facts: { parameters: 134_515_008, vocabulary: 49_152, hiddenSize: 576, layers: 30 },
  });
  const held = pairs(20, 'held');
  const freeze = (name: string, train: typeof held) =>
    freezeRows(db, project.id, { name, kind: 'preference', train, eval: held });
  await freeze('sound', pairs(80, 'train'));
  // Half of the held-out prompts are trained on.
  await freeze('leaking', [...pairs(80, 'train'), ...held.slice(0, 10)]);
});

test('a launch that cannot come to anything says why and what to do, and one that can what it will take', async () => {
  const page = await stage.sitDown(engineer, `/p/${project.slug}/runs/new?method=dpo`);
  const choose = async (name: string) => {
    await page.getByRole('combobox', { name: 'Snapshot' }).click();
    await page.getByRole('option', { name: new RegExp(`^${name}`) }).click();
  };
  await choose('leaking');
  await page.getByText('LoRA', { exact: true }).click();
  const problem = page.getByRole('alert').filter({ hasText: 'This keeps it from starting' });
  await problem.getByText(/10 of 20 held-out rows have a prompt that is trained on, too/).waitFor();
  expect(await page.getByRole('button', { name: 'Start the run' }).isDisabled()).toBe(true);
  expect(await problem.getByRole('link', { name: 'Freeze another snapshot' }).getAttribute('href')).toBe(
    `/p/${project.slug}/snapshots/new`,
  );
  await looksRight(page, 'launch-blocked');

  await choose('sound');
  await problem.waitFor({ state: 'detached' });
  const estimate = page.getByRole('region', { name: 'What it will take' });
  await estimate.getByText(/^No finished run is like this one/).waitFor();
  await estimate.getByText('10', { exact: true }).waitFor();
  await estimate.getByText(/80 rows \/ 8 a step, rounded up, × 1 epoch\./).waitFor();
  await estimate.getByText(/tokens trained × .* ms .* on 2 cores\. An order of magnitude only/).waitFor();
  await looksRight(page, 'launch-estimate');

  // Timed by the page itself, from the change of the field to that of the estimate.
  await estimate.evaluate((region) => {
    let changedAt = 0;
    document.addEventListener('input', () => {
      changedAt = performance.now();
    });
    new MutationObserver(() => {
      const took = [region.getAttribute('data-took'), Math.round(performance.now() - changedAt)];
      region.setAttribute('data-took', took.filter((part) => part !== null).join(' '));
    }).observe(region, { subtree: true, characterData: true, childList: true });
  });
  for (const [epochs, steps] of [
    ['2', '20'],
    ['3', '30'],
    ['4', '40'],
  ] as const) {
    await page.getByLabel('Epochs', { exact: true }).fill(epochs);
    await estimate.getByText(steps, { exact: true }).waitFor();
  }
  console.log(`ms from a change in the form to the estimate: ${await estimate.getAttribute('data-took')}`);
  await page.getByLabel('Epochs', { exact: true }).fill('1');
  await estimate.getByText('10', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Start the run' }).click();
  await page.getByRole('heading', { name: 'dpo 1', level: 1 }).waitFor();
});

test('what was estimated stands beside what the run took', async () => {
  const { db } = stage.web;
  const [run] = await db.select().from(schema.runs).where(eq(schema.runs.projectId, project.id));
  const page = await stage.sitDown(engineer, `/p/${project.slug}/runs/${run?.id}`);
  const waiting = page.getByRole('table', { name: 'Estimated' });
  await waiting.getByRole('row', { name: /^Time .* not yet$/ }).waitFor();

  const runId = run?.id ?? '';
  await db.insert(schema.runAttempts).values({
    runId,
    attempt: 1,
    epoch: 1,
    device: { kind: 'cpu', name: 'a processor', precision: 'bf16', threads: 2 },
    endedAt: sql`now() + interval '5 minutes'`,
  });
  await db.insert(schema.runMetrics).values({ runId, name: 'num_tokens', step: 10, value: 5000, epoch: 1 });
  const progress = { step: 10, total: 10, unit: 'step', figures: { peak_memory_bytes: 3.5e9 } };
  await db
    .update(schema.runs)
    .set({
      status: 'succeeded',
      startedAt: sql`now()`,
      finishedAt: sql`now() + interval '5 minutes'`,
      progress: sql`progress || ${JSON.stringify(progress)}::jsonb`,
    })
    .where(eq(schema.runs.id, runId));
  await page.reload();
  const table = page.getByRole('table', { name: 'Estimated and taken' });
  await table.getByRole('row', { name: /^Time .* 5 min \d+% (more|less)$/ }).waitFor();
  await table.getByRole('row', { name: /^Steps 10 .* 10 as expected$/ }).waitFor();
  await table.getByRole('row', { name: /^Tokens .* 5,000 \d+% (more|less)$/ }).waitFor();
  await table.getByRole('row', { name: /^Memory, at most .* 3\.5 GB \d+% (more|less)$/ }).waitFor();
  await table.getByRole('row', { name: /^Disk, at most .* not told$/ }).waitFor();
  await looksRight(page, 'run-estimate');

  // The next one goes by it.
  await page.getByRole('link', { name: 'Clone', exact: true }).click();
  const estimate = page.getByRole('region', { name: 'What it will take' });
  await estimate.getByText('By one finished run like this one on a processor.', { exact: false }).waitFor();
  await looksRight(page, 'launch-by-own-runs');
});
