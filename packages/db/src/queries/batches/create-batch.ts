import { AppError, maxBatchTasks, type NewBatch } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { DbOrTransaction, Transaction } from '../../client.ts';
import { batches } from '../../schema/index.ts';
import { candidatePairs } from './candidate-pairs.ts';
import { refuseStrangers } from './refuse-strangers.ts';

type Creation = NewBatch & { projectId: string; createdBy: string | null };
type Drawn = { promptId: string; firstId: string; secondId: string; swap: boolean; shuffle: number };

/** Rows a statement writes: arrays of this length stay far below what a statement may take in. */
const chunkLength = 5_000;

/**
 * Composes a batch as a draft and returns its id. Which of its two responses stands at position 0 is drawn for
 * each task, so that a position tells nothing about a model.
 * Throws NAME_TAKEN, BATCH_EMPTY where no pair is left, TOO_LARGE, and BAD_REQUEST where it names somebody who may not
 * rate.
 */
export async function createBatch(db: DbOrTransaction, creation: Creation): Promise<string> {
  const { audience, ...values } = creation;
  const { projectId, name, composition } = values;
  return db.transaction(async (tx) => {
    await refuseStrangers(tx, projectId, audience);
    const [batch] = await tx
      .insert(batches)
      .values({ ...values, ...audience })
      .onConflictDoNothing({ target: [batches.projectId, batches.name] })
      .returning({ id: batches.id });
    if (!batch) {
      throw new AppError('NAME_TAKEN', {
        message: `This project has a batch named "${name}" already. Choose another name.`,
      });
    }
    const drawn = await drawPairs(tx, projectId, composition);
    for (let start = 0; start < drawn.length; start += chunkLength) {
      await addTasks(
        tx,
        { projectId, batchId: batch.id, overlap: creation.overlap },
        drawn.slice(start, start + chunkLength),
      );
    }
    return batch.id;
  });
}

async function drawPairs(tx: Transaction, projectId: string, composition: NewBatch['composition']) {
  const { rows } = await tx.execute<Drawn>(sql`
    with ${candidatePairs({ projectId, composition })}
    select prompt_id as "promptId", first_id as "firstId", second_id as "secondId", swap, shuffle
    from drawn limit ${maxBatchTasks + 1}`);
  if (rows.length === 0) {
    throw new AppError('BATCH_EMPTY', {
      message:
        'No two different responses to one prompt match this filter. The preview says what was left out; ' +
        'generate more responses or widen the filter.',
    });
  }
  if (rows.length > maxBatchTasks) {
    throw new AppError('TOO_LARGE', {
      message: `This would make more than ${maxBatchTasks} tasks. Narrow the filter or set a limit.`,
    });
  }
  return rows;
}

type Place = { projectId: string; batchId: string; overlap: number };

async function addTasks(tx: Transaction, { projectId, batchId, overlap }: Place, drawn: Drawn[]) {
  const ids = drawn.map(() => v7());
  const promptIds = drawn.map((pair) => pair.promptId);
  const shuffles = drawn.map((pair) => pair.shuffle);
  await tx.execute(sql`
    insert into tasks (id, project_id, batch_id, prompt_id, kind, overlap, shuffle)
    select id, ${projectId}, ${batchId}, prompt_id, 'pair', ${overlap}, shuffle
    from unnest(${sql.param(ids)}::uuid[], ${sql.param(promptIds)}::uuid[], ${sql.param(shuffles)}::int[])
      as row(id, prompt_id, shuffle)`);
  const atZero = drawn.map((pair) => (pair.swap ? pair.secondId : pair.firstId));
  const atOne = drawn.map((pair) => (pair.swap ? pair.firstId : pair.secondId));
  await tx.execute(sql`
    insert into task_responses (task_id, position, response_id)
    select task_id, place.position, place.response_id
    from unnest(${sql.param(ids)}::uuid[], ${sql.param(atZero)}::uuid[], ${sql.param(atOne)}::uuid[])
      as row(task_id, zero, one)
    cross join lateral (values (0, zero), (1, one)) as place(position, response_id)`);
}
