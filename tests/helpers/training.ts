import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  type PreferenceRow,
  planTraining,
  type SftRow,
  type SnapshotKind,
  type SnapshotStatistics,
  snapshotRules,
  trainingLaunch,
  type UnpairedRow,
} from '@prefloop/contract';
import { createRun, type Db, writeSnapshot } from '@prefloop/db';
import { v7 } from 'uuid';
import { z } from 'zod';
import type { Workshop } from './worker.ts';

const run = promisify(execFile);
export const trainerFolder = fileURLToPath(new URL('../../packages/trainer', import.meta.url));

/** The rows of a preference: which of two answers to a prompt is better. */
export function preference(prompt: string, chosen: string, rejected: string): PreferenceRow {
  return {
    prompt: [{ role: 'user', content: prompt }],
    chosen: [{ role: 'assistant', content: chosen }],
    rejected: [{ role: 'assistant', content: rejected }],
    group: prompt,
  };
}

export function demonstration(prompt: string, answer: string): SftRow {
  return {
    prompt: [{ role: 'user', content: prompt }],
    completion: [{ role: 'assistant', content: answer }],
    group: prompt,
  };
}

/** One answer to a prompt, good or bad. */
export function judged(prompt: string, answer: string, label: boolean): UnpairedRow {
  return { ...demonstration(prompt, answer), label };
}

function statisticsOf(train: number, held: number): SnapshotStatistics {
  const prompts = train + held;
  const none = { ratings: 0, annotators: 0, removed: [], characters: null, taskTypes: [] };
  return { train, eval: held, prompts, considered: prompts, ...none };
}

/** Freezes rows as they are; answers the snapshot's id. */
export async function freezeRows(
  db: Db,
  projectId: string,
  rows: {
    /** Left out, it is a name that nobody else has. */
    name?: string;
    kind: SnapshotKind;
    train: (SftRow | PreferenceRow | UnpairedRow)[];
    eval: (SftRow | PreferenceRow | UnpairedRow)[];
    /** The prompts of the project that the rows come from, by their text; left out, nobody has them. */
    promptIds?: ReadonlyMap<string, string>;
    /** The task that all rows come from, left out: none. */
    taskId?: string;
  },
): Promise<string> {
  const frozen = (['train', 'eval'] as const).flatMap((split) =>
    rows[split].map((row) => {
      const promptId = rows.promptIds?.get(row.prompt.at(-1)?.content ?? '') ?? v7();
      return { split, row, promptId, taskId: rows.taskId ?? null };
    }),
  );
  const snapshot = await db.transaction((tx) =>
    writeSnapshot(
      tx,
      {
        projectId,
        name: rows.name ?? randomBytes(4).toString('hex'),
        kind: rows.kind,
        rules: snapshotRules.parse({ kind: rows.kind }),
        seed: 0,
        hash: randomBytes(16).toString('hex'),
        statistics: statisticsOf(rows.train.length, rows.eval.length),
      },
      frozen,
    ),
  );
  if (!snapshot) throw new Error('the name is taken');
  return snapshot.id;
}

/** Queues a training run, as the API does, and rings for it. */
export async function launchTraining(
  shop: Workshop,
  launch: z.input<typeof trainingLaunch>,
  maxAttempts?: number,
): Promise<string> {
  const plan = planTraining(trainingLaunch.parse(launch), 'tiny');
  const made = await createRun(shop.db, {
    projectId: shop.project.id,
    method: plan.method,
    config: plan.config,
    configHash: 'hash',
    snapshotId: plan.config.snapshotId,
    baseVersionId: plan.config.baseVersionId,
    createdBy: shop.user.id,
    maxAttempts,
  });
  await shop.queue.enqueue('run', { runId: made.id });
  return made.id;
}

const ready = z.object({ state: z.literal('ready'), python: z.string() });

/** The interpreter of the trainer's environment, which is made first if it is not there. */
export async function trainerPython(): Promise<string> {
  const { stdout } = await run('python3', ['prepare.py', '--json'], { cwd: trainerFolder });
  return ready.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).python;
}

/** Makes a tiny random language model in the new folder. */
export async function makeTinyModel(python: string, folder: string): Promise<void> {
  await run(python, ['-m', 'trainer.tiny', folder], { cwd: trainerFolder });
}
