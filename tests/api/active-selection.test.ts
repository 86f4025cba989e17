import {
  batch,
  batchPreview,
  batchProgress,
  claimAnswer,
  runPreflight,
  snapshotPreview,
} from '@prefloop/contract';
import { type Project, schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { addAnswers } from '../helpers/answers.ts';
import type { TestUser } from '../helpers/app.ts';
import { useHouse } from '../helpers/house.ts';

const house = useHouse();
let project: Project;
let lead: TestUser;
let url: string;

beforeEach(async () => {
  lead = await house.test.user();
  project = await house.test.project({ lead });
  url = `/v1/projects/${project.slug}`;
});

async function addRewardModel(name: string): Promise<string> {
  const [modelId, id] = [v7(), v7()];
  await house.test.db.insert(schema.models).values({ id: modelId, projectId: project.id, name });
  await house.test.db.insert(schema.modelVersions).values({
    id,
    projectId: project.id,
    modelId,
    version: 1,
    purpose: 'reward',
    origin: 'folder',
    location: {},
    status: 'ready',
  });
  return id;
}

/** Scores as a run would have stored them: `give` says what a model gives the second response of prompt `n`. */
async function score(versionId: string, give: (n: number) => number | null) {
  const runId = v7();
  await house.test.db.insert(schema.runs).values({
    id: runId,
    projectId: project.id,
    number: Math.floor(Math.random() * 1e9),
    name: 'score',
    method: 'score',
    status: 'succeeded',
    finishedAt: new Date(),
    config: {},
    configHash: '',
    createdBy: lead.id,
  });
  const answers = await house.test.db
    .select({ id: schema.responses.id, text: schema.responses.text })
    .from(schema.responses)
    .where(eq(schema.responses.projectId, project.id));
  await house.test.db.insert(schema.responseScores).values(
    answers.map(({ id, text }) => ({
      responseId: id,
      versionId,
      runId,
      score: text.startsWith('Second') ? give(Number(text.replace('Second ', ''))) : 0,
    })),
  );
}

async function addPairs(count: number) {
  for (let n = 0; n < count; n += 1) {
    await addAnswers(house.test.db, project.id, [`First ${n}`, `Second ${n}`], {
      messages: [{ role: 'user', content: `Question ${n}` }],
      text: `Question ${n}`,
    });
  }
}

const composed = (active: object, limit = 20) => ({ pairing: { kind: 'all' }, limit, active });

async function preview(composition: object) {
  const answer = await lead.post(`${url}/batches/preview`, composition);
  expect(answer.statusCode, answer.body).toBe(200);
  const { leftOut, ...rest } = batchPreview.parse(answer.json());
  return { ...rest, leftOut: Object.fromEntries(leftOut.map(({ reason, count }) => [reason, count])) };
}

async function create(composition: object, overlap = 1) {
  const answer = await lead.post(`${url}/batches`, { name: `Batch ${v7()}`, composition, overlap });
  expect(answer.statusCode, answer.body).toBe(201);
  return batch.parse(answer.json());
}

/** The numbers of the prompts in each arm. */
async function armsOf(batchId: string) {
  const { rows } = await house.pool.query<{ arm: string; n: number }>(
    `select t.arm, replace(p.text, 'Question ', '')::int as n
     from tasks t join prompts p on p.id = t.prompt_id where t.batch_id = $1 order by n`,
    [batchId],
  );
  const of = (arm: string) => rows.filter((row) => row.arm === arm).map(({ n }) => n);
  return { active: of('active'), random: of('random') };
}

describe('active selection', () => {
  it('takes where an ensemble disagrees most, beside as many drawn at random', async () => {
    await addPairs(40);
    const [one, other] = [await addRewardModel('One'), await addRewardModel('Other')];
    // They differ by n; on scales of their own, which must not matter.
    await score(one, (n) => n);
    await score(other, (n) => -100 * n);
    const composition = composed({ by: 'disagreement', versionIds: [one, other] });
    expect(await preview(composition)).toMatchObject({
      tasks: 20,
      arms: { active: 10, random: 10 },
      leftOut: { 'over-limit': 20 },
    });
    const { active, random } = await armsOf((await create(composition)).id);
    expect(active).toHaveLength(10);
    expect(random).toHaveLength(10);
    // The ten most uncertain of those that chance left.
    const left = Array.from({ length: 40 }, (_, n) => n).filter((n) => !random.includes(n));
    expect(active).toEqual(left.slice(-10));
    // What chance drew is no choice: it reaches over all pairs, the easy ones too.
    expect(Math.min(...random)).toBeLessThan(20);
  });

  it('takes where a model sees least difference, a prompt once where that is wanted', async () => {
    await addPairs(30);
    const one = await addRewardModel('One');
    await score(one, (n) => (n % 2 === 0 ? n : -n));
    const { active, random } = await armsOf(
      (await create(composed({ by: 'margin', versionIds: [one], randomShare: 0.2 }, 10))).id,
    );
    expect([active.length, random.length]).toEqual([8, 2]);
    const left = Array.from({ length: 30 }, (_, n) => n).filter((n) => !random.includes(n));
    expect(active).toEqual(left.slice(0, 8));
  });

  it('leaves to chance what is not scored, and says so', async () => {
    await addPairs(12);
    const one = await addRewardModel('One');
    await score(one, (n) => (n < 4 ? n : null));
    const composition = composed({ by: 'margin', versionIds: [one] }, 12);
    const seen = await preview(composition);
    expect(seen.leftOut).toMatchObject({ unscored: 8 });
    expect(seen.arms?.random).toBe(6);
    const { active } = await armsOf((await create(composition)).id);
    expect(active.every((n) => n < 4)).toBe(true);
    const never = await addRewardModel('Never asked');
    const refused = await lead.post(`${url}/batches`, {
      name: 'x',
      composition: composed({ by: 'margin', versionIds: [never] }),
    });
    expect(refused.json()).toMatchObject({ code: 'BATCH_EMPTY' });
    expect(refused.json().detail).toContain('Start a score run');
  });

  it.each([
    ['one model that disagrees with nobody', { by: 'disagreement', versionIds: [v7()] }, 'two or more'],
    ['no random arm', { by: 'margin', versionIds: [v7()], randomShare: 0 }, 'randomShare'],
  ])('refuses %s', async (_, active, message) => {
    const answer = await lead.post(`${url}/batches/preview`, composed(active));
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(message);
  });

  it('is for pairs, and for a number of them', async () => {
    const active = { by: 'margin', versionIds: [v7()] };
    for (const [composition, message] of [
      [{ pairing: { kind: 'single' }, limit: 5, active }, 'pairs alone'],
      [{ pairing: { kind: 'all' }, active }, 'how many pairs'],
    ] as const) {
      expect((await lead.post(`${url}/batches/preview`, composition)).body).toContain(message);
    }
  });
});

describe('the arms of a batch', () => {
  it('are told apart to the lead alone, and either trains against the same random pairs', async () => {
    await addPairs(60);
    const one = await addRewardModel('One');
    await score(one, (n) => n);
    const { id } = await create(composed({ by: 'margin', versionIds: [one] }, 60), 2);
    await lead.patch(`${url}/batches/${id}`, { status: 'released' });
    for (const who of [
      await house.test.member(project, 'annotator'),
      await house.test.member(project, 'annotator'),
    ]) {
      for (;;) {
        const claimed = await who.post(`${url}/rate/claims`, { hold: 5 });
        expect(claimed.body).not.toMatch(/"(arm|active|random)"/);
        const { tasks } = claimAnswer.parse(claimed.json());
        if (tasks.length === 0) break;
        for (const { token, responses } of tasks) {
          const strength = responses[0]?.text.startsWith('First') ? -2 : 2;
          const verdict = { verdict: 'preference', strength };
          await who.put(`${url}/rate/ratings/${v7()}`, { token, verdict, activeMs: 10 });
        }
      }
    }
    const { arms } = batchProgress.parse((await lead.get(`${url}/batches/${id}/progress`)).json());
    expect(arms).toEqual([
      { arm: 'active', tasks: 30, ratings: 60, agreeing: 30, pairs: 30, models: [] },
      { arm: 'random', tasks: 30, ratings: 60, agreeing: 30, pairs: 30, models: [] },
    ]);

    const rules = { kind: 'preference', batchIds: [id], evalShare: 0.4, seed: 3 };
    const seen = async (arm: 'active' | 'random' | null) => {
      const answer = await lead.post(`${url}/snapshots/preview`, { ...rules, arm });
      return snapshotPreview.parse(answer.json()).statistics;
    };
    const [active, random, all] = [await seen('active'), await seen('random'), await seen(null)];
    expect(active.eval).toBe(random.eval);
    expect(active.train + random.train).toBe(all.train);
    expect(active.removed).toEqual([{ reason: 'other-arm', count: 60 - active.train - active.eval }]);

    // A model that was trained on one arm alone stands there with what it tells right.
    const frozen = await lead.post(`${url}/snapshots`, {
      name: 'Active',
      rules: { ...rules, arm: 'active' },
    });
    expect(frozen.statusCode, frozen.body).toBe(201);
    const runId = v7();
    await house.test.db.insert(schema.runs).values({
      id: runId,
      projectId: project.id,
      number: 77,
      name: 'reward 77',
      method: 'evaluate',
      status: 'succeeded',
      finishedAt: new Date(),
      config: {},
      configHash: '',
      snapshotId: frozen.json().id,
      progress: { evaluation: { pairs: 12, prompts: 12, accuracy: 0.75, low: 0.5, high: 0.9 } },
      createdBy: lead.id,
    });
    const after = batchProgress.parse((await lead.get(`${url}/batches/${id}/progress`)).json()).arms;
    expect(after[0]?.models).toEqual([
      {
        runId,
        run: 'reward 77',
        method: 'evaluate',
        ratings: active.ratings,
        trainRows: active.train,
        accuracy: { value: 0.75, low: 0.5, high: 0.9, pairs: 12 },
      },
    ]);
    expect(after[1]?.models).toEqual([]);
  });
});

describe('a score run', () => {
  it('is looked at before it is launched', async () => {
    await addPairs(3);
    const reward = await addRewardModel('Reward');
    const look = async (config: object) => {
      const answer = await lead.post(`${url}/runs/preview`, { method: 'score', config });
      expect(answer.statusCode, answer.body).toBe(200);
      return runPreflight.parse(answer.json());
    };
    expect(await look({ versionIds: [reward], prompts: {} })).toMatchObject({
      problems: [],
      size: { prompts: 3, responses: 6 },
    });
    await score(reward, () => 1);
    const again = await look({ versionIds: [reward], prompts: {} });
    expect(again.problems.map(({ code }) => code)).toEqual(['NOTHING_TO_SCORE']);
    await house.test.db
      .update(schema.modelVersions)
      .set({ purpose: 'policy' })
      .where(eq(schema.modelVersions.id, reward));
    const wrong = await look({ versionIds: [reward, v7()], prompts: { search: 'nothing like it' } });
    expect(wrong.problems.map(({ code }) => code).toSorted()).toEqual([
      'NO_PROMPTS',
      'VERSION_IS_POLICY',
      'VERSION_UNKNOWN',
    ]);
  });
});
