import { join } from 'node:path';
import type { PipelineDetail, PreferenceRow, SftRow, SnapshotKind } from '@prefloop/contract';
import { schema } from '@prefloop/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestUser } from '../helpers/app.ts';
import { startWeb } from '../helpers/browser.ts';
import { looksRight, useStage } from '../helpers/stage.ts';
import { demonstration, freezeRows, makeTinyModel, preference, trainerPython } from '../helpers/training.ts';
import { openWorker } from '../helpers/worker.ts';

// The real trainer on a tiny model.
const patience = 600_000;
const stage = useStage(startWeb);
let python: string;
let engineer: TestUser;
let worker: Awaited<ReturnType<typeof openWorker>> | undefined;

beforeAll(async () => {
  python = await trainerPython();
  const { web } = stage;
  const project = await web.project({ slug: 'colours', name: 'Colours' });
  engineer = await web.member(project, 'engineer');
  const path = join(web.dataFolder, 'models', 'tiny');
  await makeTinyModel(python, path);
  const projectId = project.id;
  const [model] = await web.db.insert(schema.models).values({ projectId, name: 'Tiny' }).returning();
  await web.db.insert(schema.modelVersions).values({
    projectId,
    modelId: model?.id ?? '',
    version: 1,
    origin: 'folder',
    status: 'ready',
    location: { path },
    facts: { vocabulary: 259, parameters: 90_000 },
  });
  const colours = ['red', 'green', 'blue', 'black', 'white'];
  const word = (n: number) => colours[n % colours.length] ?? '';
  const texts = Array.from({ length: 36 }, (_, n) => `say ${word(n)} ${n}`);
  const rows = await web.db
    .insert(schema.prompts)
    .values(
      texts.map((text) => ({
        projectId,
        text,
        source: 'test',
        sourceId: text,
        messages: [{ role: 'user' as const, content: text }],
      })),
    )
    .returning({ id: schema.prompts.id, text: schema.prompts.text });
  const promptIds = new Map(rows.map(({ id, text }) => [text, id]));
  const shown = (n: number) => demonstration(texts[n] ?? '', 'ok');
  const pair = (n: number) => preference(texts[n] ?? '', `yes ${word(n)}`, `no ${word(n + 1)}`);
  const freeze = (name: string, kind: SnapshotKind, row: (n: number) => SftRow | PreferenceRow) => {
    const made = texts.map((_, n) => row(n));
    return freezeRows(web.db, projectId, {
      name,
      kind,
      train: made.slice(0, 24),
      eval: made.slice(24),
      promptIds,
    });
  };
  await freeze('demos', 'sft', shown);
  await freeze('pairs', 'preference', pair);
}, patience);
afterAll(() => worker?.close());

const common =
  'snapshot: pairs, preset: full, device: { kind: cpu, precision: fp32, threads: 1 }, samples: { count: 2, maxNewTokens: 4 }';
const small =
  'batchSize: 4, microBatch: 4, maxLength: 128, evalSteps: 2, saveSteps: 2, learningRate: 0.00001';
const text = `name: Colours
onError: continue
steps:
  sft: { method: sft, base: Tiny v1, ${common.replace('pairs', 'demos')}, params: { ${small}, maxSteps: 2 } }
  judge: { method: reward, base: sft, ${common}, params: { ${small}, maxSteps: 2 } }
  direct: { method: dpo, base: sft, ${common}, params: { ${small}, maxSteps: 2 }, sweep: { beta: [0.1, 0.5] } }
  policy:
    { method: ppo, base: sft, reward: judge, ${common}, params: { ${small.replace('batchSize: 4', 'batchSize: 8')}, steps: 2, criticWarmupSteps: 0, maxNewTokens: 8, sampleBatch: 8 } }
  compare:
    method: evaluate
    baseline: sft
    models: [direct, policy]
    reward: judge
    snapshot: pairs
    samplesPerPrompt: 2
    maxNewTokens: 8
    device: { kind: cpu, precision: fp32, threads: 1 }
`;

test('the form writes a document, whose runs are told before they are launched', async () => {
  const page = await stage.sitDown(engineer, '/p/colours/runs');
  await page.getByRole('link', { name: 'Pipelines' }).click();
  await page.getByText('No pipeline yet').waitFor();
  await looksRight(page, 'pipelines-empty');
  await page.getByRole('link', { name: 'New pipeline' }).click();
  const document = page.getByLabel('Document');
  await expect.poll(() => document.inputValue()).toContain('  sft:\n    method: sft\n    base: Tiny v1\n');
  await page.getByRole('combobox', { name: 'Methods' }).click();
  await page.getByRole('option', { name: 'GRPO' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Sweep' }).click();
  await page
    .getByRole('listbox', { name: 'Sweep' })
    .getByRole('option', { name: 'DPO', exact: true })
    .click();
  await page.getByRole('combobox', { name: 'Parameter' }).click();
  await page.getByRole('option', { name: 'Beta', exact: true }).click();
  await page.getByLabel('Values').fill('0.1, 0.5');
  await page.getByLabel('Hours, at most').fill('2');
  expect(await document.inputValue()).toContain('    sweep: { beta: [0.1, 0.5] }\n');
  const plan = page.getByRole('listitem');
  await plan
    .filter({ hasText: 'dpo-2' })
    .getByText(/after sft, \d+ steps, makes Tiny sft dpo v2/)
    .waitFor();
  await plan
    .filter({ hasText: 'evaluate' })
    .getByText(/^after judge and sft and dpo-1 and dpo-2 and grpo/)
    .waitFor();
  await looksRight(page, 'pipeline-form');

  // What is written by hand stands for itself; each fault is told by its line.
  await document.fill(text.replace('base: sft, reward', 'base: stf, reward'));
  await page.getByText('The document was edited').waitFor();
  await page.getByText(/^Line 8: steps.policy.base "stf" is no model version/).waitFor();
  expect(await page.getByRole('button', { name: 'Start the pipeline' }).isDisabled()).toBe(true);
  await looksRight(page, 'pipeline-fault');
  await page.getByRole('button', { name: 'Back to the form' }).click();
  await plan.filter({ hasText: 'dpo-2' }).first().waitFor();

  // Nobody works yet: it waits, and is cancelled as a whole.
  await page.getByRole('button', { name: 'Start the pipeline' }).click();
  await page.getByRole('heading', { name: 'pipeline 1' }).waitFor();
  await page.getByText('of 2 h 0 min, then what is left is cancelled').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Cancel 6 runs' }).click();
  await page.getByText('cancelled', { exact: true }).first().waitFor();
  await page.getByText('6 cancelled').waitFor();
});

test(
  'from demonstrations and ratings to compared models in one launch, with the real trainer',
  async () => {
    const page = await stage.sitDown(engineer, '/p/colours/runs/pipelines/new');
    await page.getByLabel('Document').fill(text);
    await page.getByRole('button', { name: 'Start the pipeline' }).click();
    await page.getByRole('heading', { name: 'Colours', level: 1 }).waitFor();
    await page
      .getByText('6 queued')
      .or(page.getByText(/\d waiting/))
      .first()
      .waitFor();
    worker = await openWorker(stage.web, python);
    await page
      .getByText('It begins once "sft (Colours)" has made the model that it needs.')
      .first()
      .waitFor();
    await looksRight(page, 'pipeline-waiting');
    const wins = page.getByRole('region', { name: 'Win rates' });
    await wins.waitFor({ timeout: patience });
    await page.getByText('6 succeeded').waitFor();
    const rows = wins.getByRole('row');
    expect(await rows.count()).toBe(5);
    await wins.getByText(/on 12 prompts/).waitFor();
    // The first versions were promised by the pipeline that was cancelled, and never came to be.
    for (const name of ['Tiny sft dpo v3', 'Tiny sft dpo v4', 'Tiny sft ppo v1']) {
      const cells = await wins.getByRole('row', { name }).getByRole('cell').allTextContents();
      expect(cells[0]).toMatch(/^\d+(\.\d)?%$/);
      expect(cells[1]).toMatch(/^\d+(\.\d)?% to \d+(\.\d)?%$/);
      // Two answers of each, so four comparisons on each of twelve prompts.
      const outcomes = (cells[2] ?? '').split(', ').map(Number);
      expect(outcomes.reduce((sum, count) => sum + count, 0)).toBe(48);
    }
    await looksRight(page, 'pipeline-done');

    // The run of the comparison shows the same, and what was answered.
    await page.getByRole('link', { name: 'compare', exact: true }).click();
    await page.getByRole('heading', { name: 'compare (Colours)' }).waitFor();
    await wins.getByText(/on 12 prompts/).waitFor();
    await page.getByText('say green 26').first().waitFor();
    await looksRight(page, 'evaluate-run');

    await page.getByRole('link', { name: 'Colours', exact: true }).click();
    await page.getByRole('link', { name: 'Compare the curves' }).click();
    await page.getByRole('img', { name: /^Loss: sft \(Colours\) .*policy|^Loss: sft/ }).waitFor();
    await page.getByRole('row', { name: /^Beta/ }).waitFor();
    await looksRight(page, 'compare-five');

    await page.goto('/p/colours/runs/pipelines');
    await page.getByText('6 succeeded').waitFor();
    await looksRight(page, 'pipelines');
    const path = `/v1/projects/colours/pipelines`;
    const [made] = (await engineer.get(path)).json<{ items: { id: string }[] }>().items;
    const detail = (await engineer.get(`${path}/${made?.id}`)).json<PipelineDetail>();
    expect(detail.steps.map(({ step, needs }) => [step, needs])).toEqual([
      ['sft', []],
      ['judge', ['sft']],
      ['direct-1', ['sft']],
      ['direct-2', ['sft']],
      ['policy', ['sft', 'judge']],
      ['compare', ['sft', 'judge', 'direct-1', 'direct-2', 'policy']],
    ]);
  },
  patience,
);

test('the form of an evaluation launches one, and its clone is filled in', async () => {
  const page = await stage.sitDown(engineer, '/p/colours/runs/new?method=evaluate');
  // A list that closes is still there for a moment, with the same choices.
  const choice = (list: string, name: string) =>
    page.getByRole('listbox', { name: list }).getByRole('option', { name, exact: true });
  await page.getByRole('combobox', { name: 'Baseline' }).click();
  await choice('Baseline', 'Tiny v1').click();
  await page.getByRole('combobox', { name: 'Models' }).click();
  await choice('Models', 'Tiny sft v2').click();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Held-out prompts of' }).click();
  await page.getByRole('option', { name: 'pairs' }).click();
  await page.getByLabel('Longest answer, in tokens').fill('4');
  await page.getByText('Only 12 prompts are asked: expect wide intervals.').waitFor();
  await looksRight(page, 'evaluate-form');
  await page.getByRole('button', { name: 'Start the run' }).click();
  await page.getByRole('heading', { level: 1, name: /^evaluate \d+$/ }).waitFor();
  await page.getByRole('region', { name: 'Win rates' }).waitFor({ timeout: patience });
  await page.getByRole('link', { name: 'Clone' }).click();
  await page.getByText('Nothing is changed yet.').waitFor();
  expect(await page.getByLabel('Longest answer, in tokens').inputValue()).toBe('4');
});
