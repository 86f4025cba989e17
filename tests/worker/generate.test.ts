import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waitUntil } from '@prefloop/cli/wait';
import { checkInvariants, listRunResponses, readCurves, requestCancel } from '@prefloop/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkshop, type Workshop } from '../helpers/worker.ts';

let shop: Workshop;
let versionId: string;

beforeAll(async () => {
  shop = await createWorkshop();
  versionId = (await shop.version()).id;
  await shop.worker();
});
afterAll(async () => {
  expect(await checkInvariants(shop.database.pool)).toEqual([]);
  await shop.close();
});

async function isAlive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return stat !== null && !/\) [ZX] /.test(stat);
}

describe('a generate run', () => {
  it('stores every answer once, with progress, speed and what it ran on', async () => {
    const promptIds = await shop.prompts('one', 'two', 'three');
    const other = (await shop.version()).id;
    const runId = await shop.launch({
      versionIds: [versionId, other],
      promptIds,
      config: { samplesPerPrompt: 2 },
    });
    expect(await shop.ended(runId)).toBe('succeeded');
    const run = await shop.run(runId);
    expect(run).toMatchObject({
      attempts: 1,
      error: null,
      responses: 12,
      promptCount: 3,
      progress: { step: 12, total: 12, unit: 'response', figures: { responses: 12 } },
      attempt: { number: 1, epoch: 1, outcome: 'succeeded', device: { name: 'no processor at all' } },
    });
    expect(run.config).not.toHaveProperty('promptIds');
    const rows = await listRunResponses(shop.db, runId, { limit: 100 });
    const keys = rows.map((row) => `${row.versionId} ${row.promptId} ${row.sampleIndex}`);
    expect(new Set(keys).size).toBe(12);
    expect(rows[0]).toMatchObject({
      finishReason: 'stop',
      tokens: 4,
      promptTokens: 9,
      logprob: -1.5,
      seed: Number.MAX_SAFE_INTEGER,
    });
    const { rows: curve } = await readCurves(shop.db, runId, { buckets: 100 });
    expect(curve.map(({ name, step, last }) => [name, step, last])).toEqual(
      Array.from({ length: 12 }, (_, n) => ['tokens_per_second', n + 1, 101 + n]),
    );
  });

  it('puts the system prompt before prompts that have none', async () => {
    const promptIds = await shop.prompts('plain');
    const runId = await shop.launch({
      versionIds: [versionId],
      promptIds,
      config: { systemPrompt: 'Be brief.' },
    });
    await shop.ended(runId);
    const sent = await readFile(join(shop.dataFolder, 'runs', runId, 'attempt-1', 'prompts.jsonl'), 'utf8');
    expect(JSON.parse(sent)).toEqual({
      promptId: promptIds[0],
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'plain' },
      ],
    });
  });

  it('survives torn lines, unknown events, bytes that are no text, and a flood of output', async () => {
    const promptIds = await shop.prompts('fake: torn stranger binary flood', 'another');
    const runId = await shop.launch({ versionIds: [versionId], promptIds });
    expect(await shop.ended(runId)).toBe('succeeded');
    const run = await shop.run(runId);
    expect(run.responses).toBe(2);
    expect(run.attempt?.logTail.length).toBeLessThanOrEqual(16 * 1024);
  });

  it('keeps a value that is no number as what it is', async () => {
    const promptIds = await shop.prompts('fake: nan');
    const runId = await shop.launch({ versionIds: [versionId], promptIds });
    await shop.ended(runId);
    const { rows } = await readCurves(shop.db, runId, { names: ['loss'], buckets: 100 });
    expect(rows).toEqual([
      {
        name: 'loss',
        step: 1,
        last: Number.NaN,
        time: expect.any(Number),
        min: null,
        max: null,
        count: 1,
        nonFinite: 1,
      },
    ]);
  });

  it('fails at once, with the cause, where another try could not help', async () => {
    const promptIds = await shop.prompts('fake: fail');
    const runId = await shop.launch({ versionIds: [versionId], promptIds });
    expect(await shop.ended(runId)).toBe('failed');
    expect(await shop.run(runId)).toMatchObject({
      attempts: 1,
      error: { code: 'DATA_INVALID', message: 'The data is not to my liking.', hint: 'Bring other data.' },
    });
  });

  it('fails with the reason where its model cannot be used', async () => {
    const gone = await shop.version({ status: 'failed', error: 'there are no weights' });
    const runId = await shop.launch({ versionIds: [gone.id], promptIds: await shop.prompts('x') });
    expect(await shop.ended(runId)).toBe('failed');
    expect((await shop.run(runId)).error?.message).toMatch(/v1: there are no weights$/);
  });

  it('tries a crash again from where it was, and gives up after its attempts', async () => {
    const promptIds = await shop.prompts('fake: crash=1', 'b', 'c', 'd', 'e');
    const runId = await shop.launch({ versionIds: [versionId], promptIds, maxAttempts: 2 });
    const first = await shop.until(runId, (run) => run.status === 'queued' && run.attempts === 1);
    expect(first.error).toMatchObject({ code: 'TRAINER_FAILED' });
    expect(first.error?.message).toContain('the bottom fell out');
    expect(first.later).toBe(true);
    expect(await shop.ended(runId)).toBe('failed');
    const run = await shop.run(runId);
    expect(run).toMatchObject({ attempts: 2, responses: 2, attempt: { number: 2, resumedFromStep: 1 } });
    expect(run.attempt?.logTail).toContain('the bottom fell out');
  });
});

describe('cancelling', () => {
  const cancel = (runId: string) => requestCancel(shop.db, { projectId: shop.project.id, runId });

  it('ends a running run and whatever its trainer started', async () => {
    const promptIds = await shop.prompts('fake: family delay=100', ...Array.from({ length: 300 }, () => 'x'));
    const runId = await shop.launch({ versionIds: [versionId], promptIds });
    await shop.until(runId, (run) => run.responses > 0);
    const folder = join(shop.dataFolder, 'runs', runId, 'attempt-1');
    const grandchild = Number(await readFile(join(folder, 'family.pid'), 'utf8'));
    expect(await isAlive(grandchild)).toBe(true);
    await cancel(runId);
    const run = await shop.until(runId, ({ status }) => status === 'cancelled');
    expect(run.error).toBeNull();
    expect(run.attempt?.outcome).toBe('cancelled');
    expect(await waitUntil(async () => !(await isAlive(grandchild)), { timeoutMs: 60_000 })).toBe(true);
  });

  it('ends a trainer that does not listen', async () => {
    const promptIds = await shop.prompts('fake: deaf');
    const runId = await shop.launch({ versionIds: [versionId], promptIds });
    await shop.until(runId, (run) => run.attempt?.device != null);
    await cancel(runId);
    await shop.until(runId, ({ status }) => status === 'cancelled');
  });

  it('ends a run that waits for its turn at once', async () => {
    const busy = await shop.launch({ versionIds: [versionId], promptIds: await shop.prompts('fake: deaf') });
    await shop.until(busy, ({ status }) => status === 'running');
    const runId = await shop.launch({ versionIds: [versionId], promptIds: await shop.prompts('y') });
    await shop.until(runId, ({ status, reason }) => status === 'waiting' && reason === 'slot');
    expect((await cancel(runId))?.status).toBe('cancelled');
    await cancel(busy);
    expect(await shop.ended(busy)).toBe('cancelled');
  });

  it('ends a run that waits for its next try', async () => {
    const promptIds = await shop.prompts('fake: crash=1', 'b');
    const runId = await shop.launch({ versionIds: [versionId], promptIds });
    await shop.until(runId, (run) => run.status === 'queued' && run.attempts === 1);
    expect((await cancel(runId))?.status).toBe('cancelled');
  });

  it('leaves a run that ended as it is', async () => {
    const runId = await shop.launch({ versionIds: [versionId], promptIds: await shop.prompts('z') });
    await shop.ended(runId);
    expect((await cancel(runId))?.status).toBe('succeeded');
  });
});
