import { everybody } from '@prefloop/contract';
import {
  addModelVersion,
  createBatch,
  createRun,
  type Db,
  ensureAnnotator,
  insertResponses,
  type Project,
  schema,
} from '@prefloop/db';
import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { TestApp, TestUser } from './app.ts';

const made = z.object({ id: z.uuid() });

/** Prompts with demonstrations, asked by the generate runs. */
const questions = Array.from({ length: 6 }, (_, n) => ({
  instruction: `Question ${n}`,
  input: '',
  output: `A good answer ${n}`,
}));

/** Pairs that people elsewhere rated. */
const pairs = Array.from({ length: 4 }, (_, n) => ({
  idx: n,
  cmp_key: 'alpha_beta',
  instruction: `Rated elsewhere ${n}`,
  input: '',
  response1: `First ${n}`,
  response2: `Second ${n}`,
  annotator1: 1 as const,
  annotator2: 1 as const,
  annotator3: 2 as const,
}));

/**
 * A project whose loop went round twice. Round one: import, generate with the base, batch, ratings, snapshot, reward
 * and DPO. Round two: base and DPO answer, meet in a batch, and PPO trains the DPO version on everything rated here.
 * Beside it stand things on no way to the last version: a snapshot of what was imported rated, one of demonstrations.
 */
export async function makeTwoRounds(app: TestApp, project: Project, lead: TestUser) {
  const { db } = app;
  const base = `/v1/projects/${project.slug}`;
  const projectId = project.id;
  const createdBy = lead.id;

  const importFile = async (source: string, rows: object[]) => {
    const answer = await app.app.inject({
      method: 'POST',
      url: `${base}/imports?${new URLSearchParams({ source })}`,
      headers: { cookie: lead.cookie, 'content-type': 'application/octet-stream' },
      payload: Buffer.from(JSON.stringify(rows)),
    });
    if (answer.statusCode !== 201) throw new Error(answer.body);
  };
  const freeze = async (name: string, rules: object) => {
    const answer = await lead.post(`${base}/snapshots`, { name, rules: { evalShare: 0, ...rules } });
    return made.parse(answer.json()).id;
  };
  const train = async (method: 'reward' | 'dpo' | 'ppo', config: Record<string, unknown>) => {
    const { snapshotId, baseVersionId } = z
      .object({ snapshotId: z.uuid(), baseVersionId: z.uuid() })
      .parse(config);
    const run = await createRun(db, {
      projectId,
      method,
      config,
      configHash: '',
      snapshotId,
      baseVersionId,
      createdBy,
    });
    await end(db, run.id, 120);
    const version = await addModelVersion(db, {
      projectId,
      model: { name: `Small ${method}` },
      origin: 'trained',
      purpose: method === 'reward' ? 'reward' : 'policy',
      status: 'ready',
      // As a run writes it; without a path it would be a version that is only promised.
      location: { path: `artifacts/${run.id}` },
      runId: run.id,
      snapshotId,
      baseVersionId,
    });
    return { run: run.id, version: version?.id ?? '' };
  };

  await importFile('questions.json', questions);
  await importFile('rated.json', pairs);
  const importedBatch = await batchNamed(db, projectId, 'Imported: rated.json');
  const registered = await addModelVersion(db, {
    projectId,
    model: { name: 'Small base' },
    origin: 'folder',
    status: 'ready',
    location: { path: '/models/small' },
  });
  const first = registered?.id ?? '';

  const generate1 = await generate(db, { projectId, createdBy, versionIds: [first] });
  const batch1 = await createBatch(db, {
    ...batchDefaults,
    name: 'Round one',
    projectId,
    createdBy,
    composition: { pairing: { kind: 'all' }, filter: { sources: ['questions.json'] }, seed: 0 },
  });
  await rateAll(db, { projectId, batchId: batch1, userId: lead.id, name: lead.name });
  const snapshot1 = await freeze('After round one', { kind: 'preference', batchIds: [batch1] });
  const importedOnly = await freeze('Rated elsewhere', { kind: 'preference', batchIds: [importedBatch] });
  const demonstrations = await freeze('Demonstrations', { kind: 'sft' });
  const reward = await train('reward', {
    snapshotId: snapshot1,
    baseVersionId: first,
    versionIds: [first],
  });
  const dpo = await train('dpo', {
    snapshotId: snapshot1,
    baseVersionId: first,
    referenceVersionId: first,
    versionIds: [first],
  });

  const generate2 = await generate(db, { projectId, createdBy, versionIds: [first, dpo.version] });
  const batch2 = await createBatch(db, {
    ...batchDefaults,
    name: 'Round two',
    projectId,
    createdBy,
    composition: {
      pairing: { kind: 'across', versions: [first, dpo.version] },
      filter: { runIds: [generate2] },
      seed: 0,
    },
  });
  await rateAll(db, { projectId, batchId: batch2, userId: lead.id, name: lead.name });
  const snapshot2 = await freeze('After round two', { kind: 'preference', batchIds: [batch1, batch2] });
  const ppo = await train('ppo', {
    snapshotId: snapshot2,
    baseVersionId: dpo.version,
    referenceVersionId: first,
    rewardVersionId: reward.version,
    versionIds: [dpo.version, first, reward.version],
  });
  await lead.put(`${base}/aliases/champion`, { versionId: ppo.version });
  return {
    sources: { questions: 'questions.json', rated: 'rated.json' },
    first,
    generate1,
    batch1,
    importedBatch,
    snapshot1,
    importedOnly,
    demonstrations,
    reward,
    dpo,
    generate2,
    batch2,
    snapshot2,
    ppo,
  };
}

const batchDefaults = {
  strategy: 'finish-started',
  overlap: 1,
  priority: 0,
  leaseMinutes: 30,
  audience: everybody,
  perPerson: null,
} as const;

async function end(db: Db, runId: string, step: number): Promise<void> {
  await db
    .update(schema.runs)
    .set({ status: 'succeeded', progress: { step, total: step }, finishedAt: sql`now()` })
    .where(eq(schema.runs.id, runId));
}

/** Each version answers each question twice. */
async function generate(db: Db, args: { projectId: string; createdBy: string; versionIds: string[] }) {
  const { projectId, versionIds, createdBy } = args;
  const asked = await db
    .select({ id: schema.prompts.id })
    .from(schema.prompts)
    .where(and(eq(schema.prompts.projectId, projectId), eq(schema.prompts.source, 'questions.json')));
  const promptIds = asked.map(({ id }) => id);
  const run = await createRun(db, {
    projectId,
    method: 'generate',
    config: { versionIds, promptIds },
    configHash: '',
    createdBy,
  });
  const rows = promptIds.flatMap((promptId) =>
    versionIds.flatMap((modelVersionId, version) =>
      [0, 1].map((sampleIndex) => ({
        promptId,
        modelVersionId,
        sampleIndex,
        text: `Answer ${run.number}.${version}.${sampleIndex}`,
        finishReason: 'stop' as const,
        tokens: 4,
        promptTokens: 4,
        logprob: null,
        seed: null,
      })),
    ),
  );
  await insertResponses(db, { projectId, runId: run.id, sampling: {}, rows });
  await end(db, run.id, rows.length);
  return run.id;
}

async function batchNamed(db: Db, projectId: string, name: string): Promise<string> {
  const rows = await db
    .select({ id: schema.batches.id })
    .from(schema.batches)
    .where(and(eq(schema.batches.projectId, projectId), eq(schema.batches.name, name)));
  return made.parse(rows[0]).id;
}

/** One person prefers the first response of every task of the batch. */
async function rateAll(
  db: Db,
  { projectId, batchId, userId, name }: { projectId: string; batchId: string; userId: string; name: string },
): Promise<void> {
  const annotator = await ensureAnnotator(db, { projectId, userId, name });
  const tasks = await db
    .update(schema.tasks)
    .set({ status: 'done', done: 1 })
    .where(eq(schema.tasks.batchId, batchId))
    .returning({ id: schema.tasks.id });
  await db.insert(schema.ratings).values(
    tasks.map(({ id: taskId }) => ({
      projectId,
      batchId,
      taskId,
      annotatorId: annotator.id,
      verdict: 'preference' as const,
      strength: -2,
      scale: 7,
      counted: true,
    })),
  );
}
