import { type SnapshotPreview, snapshotPreview, statisticsSettings } from '@prefloop/contract';
import {
  askStatistics,
  checkInvariants,
  claimStatistics,
  hashVotes,
  type Project,
  schema,
  storeStatistics,
} from '@prefloop/db';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { madeUpFigures } from '../helpers/figures.ts';
import { addBatch, type TestBatch } from '../helpers/rating.ts';
import { addAnnotator, addVerdicts, changeVerdict } from '../helpers/verdicts.ts';

let t: TestApp;
let project: Project;
let lead: TestUser;
let batch: TestBatch;
let people: string[];
let base: string;

beforeAll(async () => {
  t = await createTestApp();
});
afterAll(() => t.close());
beforeEach(async () => {
  await t.db.delete(schema.batchStatistics);
  lead = await t.user();
  project = await t.project({ lead });
  base = `/v1/projects/${project.slug}/snapshots`;
  batch = await addBatch(t.db, project.id, { name: 'First', tasks: 3, overlap: 3 });
  people = [];
  const said = [
    [-1, -2, 2],
    [-1, 2, 2],
    [2, -1, 2],
  ];
  for (const [at, name] of ['Ada', 'Ben', 'Cyd'].entries()) {
    const annotatorId = await addAnnotator(t.db, project.id, name);
    people.push(annotatorId);
    await addVerdicts(t.db, { projectId: project.id, batch, annotatorId, said: said[at] ?? [] });
  }
});
afterEach(async () => {
  expect(await checkInvariants(t.pool)).toEqual([]);
});

/** Keeps figures of the ratings as they stand. */
async function weigh(weights: (number | null)[]): Promise<void> {
  const { hash } = await hashVotes(t.db, batch.id, statisticsSettings);
  await askStatistics(t.db, { batchId: batch.id, inputHash: hash });
  const claim = await claimStatistics(t.db, { workerId: v7() });
  if (!claim) throw new Error('nothing was due');
  const result = madeUpFigures(batch.taskIds, people, weights);
  await storeStatistics(t.db, claim, { inputHash: hash, asOf: new Date(), result });
}

const rules = { kind: 'preference', weight: 'reliability', evalShare: 0 };
async function preview(changes: object = {}): Promise<SnapshotPreview> {
  const answer = await lead.post(`${base}/preview`, { ...rules, ...changes });
  expect(answer.statusCode, answer.body).toBe(200);
  return snapshotPreview.parse(answer.json());
}
const freeze = (name: string, changes: object = {}) =>
  lead.post(base, { name, rules: { ...rules, ...changes } });
/** Weights in the order of the questions. */
const weightsOf = ({ rows }: SnapshotPreview) =>
  rows
    .map(({ row }) => [row.prompt[0]?.content, 'weight' in row ? row.weight : null] as const)
    .sort(([a = ''], [b = '']) => a.localeCompare(b))
    .map(([, weight]) => weight);

describe('weights by reliability', () => {
  it('are the share of the winners times their mean weight, and go into the hash', async () => {
    await weigh([0.9, 0.5, 0.1]);
    const first = await preview();
    expect(first.unweighed).toEqual([]);
    // Ada and Ben; Ada and Cyd; all three.
    expect(weightsOf(first)).toEqual([0.466667, 0.333333, 0.5]);
    const frozen = await freeze('one');
    expect([frozen.statusCode, frozen.json().hash]).toEqual([201, first.hash]);

    await t.db.delete(schema.batchStatistics);
    await weigh([0.9, 0.5, 0.2]);
    expect((await preview()).hash).not.toBe(first.hash);
    expect((await preview({ weight: 'agreement' })).hash).not.toBe(first.hash);
  });

  it('take the mean for whoever has none', async () => {
    await weigh([0.9, null, 0.1]);
    expect(weightsOf(await preview())).toEqual([0.466667, 0.333333, 0.5]);
  });

  it('that are missing, stale or undefined are told with what to do, and nothing is frozen', async () => {
    const told = async () => {
      const [one, ...more] = (await preview()).unweighed;
      expect(more).toEqual([]);
      const refused = await freeze('refused');
      expect([refused.statusCode, refused.json().code]).toEqual([422, 'PREFLIGHT_FAILED']);
      expect(refused.json().detail).toContain(`"First" cannot be weighed by reliability: ${one?.message}`);
      return { name: one?.name, reason: one?.reason };
    };
    expect(await told()).toEqual({ name: 'First', reason: 'missing' });
    await weigh([null, null, null]);
    expect(await told()).toEqual({ name: 'First', reason: 'undefined' });
    await t.db.delete(schema.batchStatistics);
    await weigh([0.9, 0.5, 0.1]);
    expect((await preview()).unweighed).toEqual([]);
    const [taskId = ''] = batch.taskIds;
    await changeVerdict(t.db, { taskId, annotatorId: people[2] ?? '', strength: -3 });
    expect(await told()).toEqual({ name: 'First', reason: 'stale' });
    expect(weightsOf(await preview())).toEqual([1, 0.666667, 1]);
  });

  it('are asked of those batches alone whose ratings are looked at', async () => {
    await weigh([0.9, 0.5, 0.1]);
    const second = await addBatch(t.db, project.id, { name: 'Second', tasks: 1, overlap: 3 });
    expect((await preview()).unweighed).toEqual([]);
    const [annotatorId = ''] = people;
    await addVerdicts(t.db, { projectId: project.id, batch: second, annotatorId, said: [1] });
    expect((await preview()).unweighed.map(({ name }) => name)).toEqual(['Second']);
    expect((await preview({ batchIds: [batch.id] })).unweighed).toEqual([]);
    expect((await freeze('one batch', { batchIds: [batch.id] })).statusCode).toBe(201);
  });
});
