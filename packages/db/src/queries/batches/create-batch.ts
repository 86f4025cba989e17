import {
  AppError,
  type Arm,
  maxBatchTasks,
  type NewBatch,
  type TaskKind,
  taskKindOf,
} from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { DbOrTransaction, Transaction } from '../../client.ts';
import { batches } from '../../schema/index.ts';
import { drawTasks } from './draw/draw-tasks.ts';
import { refuseStrangers } from './refuse-strangers.ts';

type Creation = NewBatch & { projectId: string; createdBy: string | null };
type Drawn = { promptId: string; responseIds: string[]; shuffle: number; arm: Arm | null };

/** Rows a statement writes: arrays of this length stay far below what a statement may take in. */
const chunkLength = 5_000;

/**
 * Composes a batch as a draft and returns its id. Throws NAME_TAKEN, BATCH_EMPTY where there is nothing to
 * rate, TOO_LARGE, and BAD_REQUEST where it names somebody who may not rate.
 */
export async function createBatch(db: DbOrTransaction, creation: Creation): Promise<string> {
  const { audience, ...values } = creation;
  const { projectId, name, composition } = values;
  return db.transaction(async (tx) => {
    await refuseStrangers(tx, projectId, audience);
    const kind = taskKindOf(composition.pairing);
    const [batch] = await tx
      .insert(batches)
      .values({ ...values, ...audience, taskKind: kind })
      .onConflictDoNothing({ target: [batches.projectId, batches.name] })
      .returning({ id: batches.id });
    if (!batch) {
      throw new AppError('NAME_TAKEN', {
        message: `This project has a batch named "${name}" already. Choose another name.`,
      });
    }
    const drawn = await readDrawn(tx, projectId, composition);
    for (let start = 0; start < drawn.length; start += chunkLength) {
      await addTasks(
        tx,
        { projectId, batchId: batch.id, kind, overlap: creation.overlap },
        drawn.slice(start, start + chunkLength),
      );
    }
    return batch.id;
  });
}

const nothingToRate: Record<TaskKind, string> = {
  pair: 'No two different responses to one prompt match this filter.',
  single: 'No response matches this filter.',
  ranking: 'No prompt has so many different responses that match this filter.',
};

async function readDrawn(tx: Transaction, projectId: string, composition: NewBatch['composition']) {
  const { rows } = await tx.execute<Drawn>(sql`
    with ${drawTasks({ projectId, composition }).ctes}
    select prompt_id as "promptId", response_ids as "responseIds", shuffle, arm
    from drawn limit ${maxBatchTasks + 1}`);
  if (rows.length === 0) {
    throw new AppError('BATCH_EMPTY', {
      message:
        `${nothingToRate[taskKindOf(composition.pairing)]} The preview says what was left out; ` +
        'generate more responses or widen the filter.',
    });
  }
  if (composition.active && !rows.some(({ arm }) => arm === 'active')) {
    throw new AppError('BATCH_EMPTY', {
      message:
        'All of these models have to score both responses of a pair, and there is no such pair. Start a score run for ' +
        'these prompts first, or let chance choose.',
    });
  }
  if (rows.length > maxBatchTasks) {
    throw new AppError('TOO_LARGE', {
      message: `This would make more than ${maxBatchTasks} tasks. Narrow the filter or set a limit.`,
    });
  }
  return rows;
}

type Place = { projectId: string; batchId: string; kind: TaskKind; overlap: number };

async function addTasks(tx: Transaction, { projectId, batchId, kind, overlap }: Place, drawn: Drawn[]) {
  const made = drawn.map((task) => ({ ...task, id: v7() }));
  const ids = made.map(({ id }) => id);
  const promptIds = made.map(({ promptId }) => promptId);
  const shuffles = made.map(({ shuffle }) => shuffle);
  const arms = made.map(({ arm }) => arm);
  await tx.execute(sql`
    insert into tasks (id, project_id, batch_id, prompt_id, kind, overlap, shuffle, arm)
    select id, ${projectId}, ${batchId}, prompt_id, ${kind}, ${overlap}, shuffle, arm
    from unnest(${sql.param(ids)}::uuid[], ${sql.param(promptIds)}::uuid[], ${sql.param(shuffles)}::int[],
      ${sql.param(arms)}::text[]) as row(id, prompt_id, shuffle, arm)`);
  const places = made.flatMap(({ id, responseIds }) =>
    responseIds.map((responseId, position) => ({ id, position, responseId })),
  );
  await tx.execute(sql`
    insert into task_responses (task_id, position, response_id)
    select * from unnest(${sql.param(places.map(({ id }) => id))}::uuid[],
      ${sql.param(places.map(({ position }) => position))}::smallint[],
      ${sql.param(places.map(({ responseId }) => responseId))}::uuid[])`);
}
