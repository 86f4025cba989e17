import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { waitUntil } from '@prefloop/cli/wait';
import { type Batch, type BatchStatistics, batchProgress, batchStatistics } from '@prefloop/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../helpers/app.ts';
import { trainerPython } from '../helpers/training.ts';
import { openWorker } from '../helpers/worker.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = resolve(root, process.env.PREFLOOP_SHARED_DATA ?? '../shared/data');

let test: TestApp;
let worker: Awaited<ReturnType<typeof openWorker>>;

beforeAll(async () => {
  test = await createTestApp();
  worker = await openWorker(test, await trainerPython());
});
afterAll(async () => {
  await worker?.close();
  await test.close();
});

it("computes PandaLM's published agreement, with intervals", async () => {
  const lead = await test.user();
  const { slug } = await test.project({ lead });
  const taken = await test.app.inject({
    method: 'POST',
    url: `/v1/projects/${slug}/imports?source=pandalm`,
    headers: { cookie: lead.cookie, 'content-type': 'application/octet-stream' },
    payload: await readFile(resolve(folder, 'pandalm/testset-v1.json')),
  });
  expect(taken.statusCode, taken.body).toBe(201);
  const [batch]: Batch[] = (await lead.get(`/v1/projects/${slug}/batches`)).json().items;
  const url = `/v1/projects/${slug}/batches/${batch?.id}`;
  expect((await lead.post(`${url}/statistics`)).statusCode).toBe(200);
  let told: BatchStatistics | undefined;
  const done = await waitUntil(
    async () => {
      told = batchStatistics.parse((await lead.get(`${url}/statistics`)).json());
      return told.state === 'done' || told.state === 'failed';
    },
    { timeoutMs: 240_000, everyMs: 200 },
  );
  expect(done && told?.error === null, JSON.stringify(told?.error)).toBe(true);
  expect(told).toMatchObject({ state: 'done', ratings: 2_997, changed: false, ratingsSince: 0 });
  const figures = told?.figures;
  if (!figures) throw new Error('there are no figures');

  const { counts, agreement, cohen, annotators, disagreements } = figures;
  expect(counts).toMatchObject({ ratings: 2_997, tasks: 999, annotators: 3, sharedTasks: 999 });
  expect(agreement.fleiss.value).toBeCloseTo(0.8642, 4);
  expect(agreement.alphaNominal.value).toBeCloseTo(0.8642, 4);
  for (const { low, high, value } of [agreement.pooled, agreement.fleiss, agreement.alphaNominal]) {
    expect(low).toBeLessThan(value ?? 0);
    expect(high).toBeGreaterThan(value ?? 1);
  }
  // PandaLM's verdicts have no strength: there is no more to order.
  expect(agreement.alphaOrdinal).toMatchObject({ value: null, why: expect.stringContaining('strength') });

  // README of github.com/WeOpenML/PandaLM prints 0.85, 0.88 and 0.86.
  const kappas = cohen.pairs
    .map((pair) => ({ people: `${pair.first.name} ${pair.second.name}`, n: pair.n, value: pair.kappa.value }))
    .sort((a, b) => a.people.localeCompare(b.people));
  expect(kappas.map(({ n }) => n)).toEqual([999, 999, 999]);
  for (const [at, value] of [0.852, 0.8789, 0.8617].entries())
    expect(kappas[at]?.value).toBeCloseTo(value, 4);
  // The kappas that the page shows at once are the same numbers.
  const { agreement: live } = batchProgress.parse((await lead.get(`${url}/progress`)).json());
  expect(live.raw).toBeCloseTo(agreement.pooled.value ?? 0, 9);
  for (const { first, second, kappa } of live.kappas) {
    const same = cohen.pairs.find((pair) => pair.first.id === first.id && pair.second.id === second.id);
    expect(same?.kappa.value).toBeCloseTo(kappa ?? 0, 8);
  }

  for (const { accuracy, weight, leftPull } of annotators) {
    expect(accuracy.value).toBeGreaterThan(0.9);
    expect(weight.value).toBeGreaterThan(0.85);
    expect(leftPull).toMatchObject({ value: null, why: expect.any(String) });
  }
  expect(disagreements).toHaveLength(Math.min(200, disagreements.length));
  expect(disagreements[0]?.agreement).toBeLessThan(1);
});
