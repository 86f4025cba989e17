import { homedir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '@prefloop/cli/wait';
import { checkInvariants, findModelVersion, listRunResponses, readCurves, requestCancel } from '@prefloop/db';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeTinyModel, trainerPython } from '../helpers/training.ts';
import { createWorkshop, type Workshop } from '../helpers/worker.ts';

let shop: Workshop;
let versionId: string;

/** The usual cache: the bundled model is converted once on a machine, and not once for each test run. */
const cacheFolder = join(
  process.env.PREFLOOP_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'prefloop'),
);

beforeAll(async () => {
  const python = await trainerPython();
  shop = await createWorkshop();
  const path = join(shop.dataFolder, 'models', 'tiny');
  await makeTinyModel(python, path);
  await shop.worker({ python, config: { cacheFolder } });
  versionId = (await prepared('folder', { path })).id;
}, 300_000);
afterAll(async () => {
  expect(await checkInvariants(shop.database.pool)).toEqual([]);
  await shop.close();
});

async function prepared(origin: 'folder' | 'bundled', location: Record<string, unknown>) {
  const { id } = await shop.version({ origin, location, status: 'preparing' });
  await shop.queue.enqueue('prepare-model', { versionId: id });
  const settled = async () => (await findModelVersion(shop.db, id))?.status !== 'preparing';
  expect(await waitUntil(settled, { timeoutMs: 240_000 })).toBe(true);
  const version = await findModelVersion(shop.db, id);
  expect(version).toMatchObject({ status: 'ready', error: null });
  return { id, facts: version?.facts ?? {} };
}

const onOneThread = { device: { kind: 'cpu', precision: 'fp32', threads: 1 } };

it('a real model answers, the same for the same seed', async () => {
  const promptIds = await shop.prompts('Say hello.', 'Count to three, slowly and with care.', 'Why?');
  const texts = async () => {
    const config = { ...onOneThread, samplesPerPrompt: 2, maxNewTokens: 12, seed: 7 };
    const runId = await shop.launch({ versionIds: [versionId], promptIds, config });
    expect(await shop.ended(runId, 120_000), JSON.stringify((await shop.run(runId)).error)).toBe('succeeded');
    const run = await shop.run(runId);
    expect(run.attempt?.device).toMatchObject({ kind: 'cpu', precision: 'fp32', threads: 1 });
    expect(run.progress).toMatchObject({ step: 6, total: 6, figures: { responses: 6 } });
    const { rows: curve } = await readCurves(shop.db, runId, { names: ['tokens_per_second'], buckets: 100 });
    expect(curve.at(-1)?.last).toBeGreaterThan(0);
    const rows = await listRunResponses(shop.db, runId, { limit: 10 });
    for (const row of rows) {
      expect(row.tokens).toBeGreaterThan(0);
      expect(row.promptTokens).toBeGreaterThan(0);
      expect(row.logprob).toBeLessThan(0);
    }
    expect(new Set(rows.map(({ text }) => text)).size).toBe(6);
    return rows.map((row) => `${row.promptId} ${row.sampleIndex} ${row.text}`).toSorted();
  };
  expect(await texts()).toEqual(await texts());
}, 300_000);

it('a prompt too long for the run is left out and said so', async () => {
  const promptIds = await shop.prompts('short', 'long '.repeat(200));
  const config = { ...onOneThread, maxPromptTokens: 64, maxNewTokens: 4 };
  const runId = await shop.launch({ versionIds: [versionId], promptIds, config });
  expect(await shop.ended(runId, 120_000)).toBe('succeeded');
  const run = await shop.run(runId);
  expect(run.responses).toBe(1);
  expect(run.progress.warnings).toMatchObject([{ code: 'PROMPT_TOO_LONG' }]);
}, 180_000);

it('is cancelled within ten seconds in the middle of its work', async () => {
  const promptIds = await shop.prompts(...Array.from({ length: 400 }, (_, n) => `prompt ${n}`));
  const config = { ...onOneThread, maxNewTokens: 200, tokenBudget: 400 };
  const runId = await shop.launch({ versionIds: [versionId], promptIds, config });
  await shop.until(runId, (run) => run.responses > 0, 120_000);
  await requestCancel(shop.db, { projectId: shop.project.id, runId });
  await shop.until(runId, ({ status }) => status === 'cancelled');
}, 180_000);

it('the bundled model is converted once, says where its weights come from, and answers', async () => {
  const { id, facts } = await prepared('bundled', {});
  expect(facts).toMatchObject({ modelType: 'llama', source: expect.stringContaining('4-bit') });
  expect(facts.parameters).toBeGreaterThan(134_000_000);
  const promptIds = await shop.prompts('What is the capital of France?');
  const config = { maxNewTokens: 12, temperature: 0 };
  const runId = await shop.launch({ versionIds: [id], promptIds, config });
  expect(await shop.ended(runId, 240_000), JSON.stringify((await shop.run(runId)).error)).toBe('succeeded');
  const [answer] = await listRunResponses(shop.db, runId, { limit: 1 });
  expect(answer?.text).toContain('Paris');
}, 600_000);
