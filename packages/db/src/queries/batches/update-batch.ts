import { AppError, type BatchChange, type BatchStatus } from '@prefloop/contract';
import { and, eq, gt, ne, sql } from 'drizzle-orm';
import type { DbOrTransaction, Transaction } from '../../client.ts';
import { batches, leases, tasks } from '../../schema/index.ts';
import { type Actor, recordAudit } from '../people/audit.ts';
import { endLeases } from '../rating/release-leases.ts';
import { releaseOutside } from '../rating/release-outside.ts';
import { refuseStrangers } from './refuse-strangers.ts';

type Which = { projectId: string; batchId: string };

/** From where a batch may come to be released, paused or closed. */
const comesFrom: Record<'released' | 'paused' | 'closed', readonly BatchStatus[]> = {
  released: ['draft', 'paused', 'closed'],
  paused: ['released'],
  closed: ['released', 'paused'],
};

/**
 * Changes a batch; false where the project has no such batch. Closing gives back what people hold; what they send
 * later is still stored. Throws NAME_TAKEN, BATCH_STATE, and BAD_REQUEST where it names somebody who may not rate.
 */
export async function updateBatch(
  db: DbOrTransaction,
  by: Actor,
  { projectId, batchId }: Which,
  change: BatchChange,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [batch] = await tx
      .select()
      .from(batches)
      .where(and(eq(batches.projectId, projectId), eq(batches.id, batchId)))
      .for('no key update');
    if (!batch) return false;
    if (change.name !== undefined) await refuseTakenName(tx, { projectId, batchId }, change.name);
    const status = change.status ?? batch.status;
    if (change.status !== undefined && change.status !== batch.status) {
      refuseStep(batch.status, change.status);
    }
    if (change.overlap !== undefined && change.overlap < batch.overlap) {
      throw new AppError('BATCH_STATE', {
        message: `This batch asks for ${batch.overlap} ratings a task; that number can only rise.`,
      });
    }
    if (change.strategy === 'golds-first' && batch.taskKind !== 'pair') {
      throw new AppError('BATCH_STATE', { message: 'Golds are pairs, and this batch has none of those.' });
    }
    const { overlap, audience, ...values } = change;
    if (audience !== undefined) await refuseStrangers(tx, projectId, audience);
    await tx
      .update(batches)
      .set({
        ...values,
        ...audience,
        ...(overlap === undefined ? {} : { overlap }),
        ...(status === 'released' && batch.releasedAt === null ? { releasedAt: sql`now()` } : {}),
      })
      .where(eq(batches.id, batchId));
    if (overlap !== undefined && overlap > batch.overlap) await raiseOverlap(tx, batchId, overlap);
    if (status === 'closed' && batch.status !== 'closed') await giveBack(tx, batchId);
    if (audience !== undefined) await releaseOutside(tx, { projectId, batchId });
    await recordAudit(tx, by, { action: 'batch.changed', projectId, subject: batchId, detail: change });
    return true;
  });
}

function refuseStep(from: BatchStatus, to: 'released' | 'paused' | 'closed'): void {
  if (comesFrom[to].includes(from)) return;
  throw new AppError('BATCH_STATE', {
    message: `A ${from} batch cannot be ${to}; only one that is ${comesFrom[to].join(' or ')} can.`,
  });
}

async function refuseTakenName(tx: Transaction, { projectId, batchId }: Which, name: string): Promise<void> {
  const [other] = await tx
    .select({ id: batches.id })
    .from(batches)
    .where(and(eq(batches.projectId, projectId), eq(batches.name, name), ne(batches.id, batchId)));
  if (!other) return;
  throw new AppError('NAME_TAKEN', {
    message: `This project has a batch named "${name}" already. Choose another name.`,
  });
}

/** Tasks that were done open again. Golds keep having no limit. */
async function raiseOverlap(tx: Transaction, batchId: string, overlap: number): Promise<void> {
  await tx
    .update(tasks)
    .set({
      overlap,
      status: sql`case when ${tasks.status} = 'done' and ${tasks.done} < ${overlap} then 'open' else ${tasks.status} end`,
    })
    .where(and(eq(tasks.batchId, batchId), sql`${tasks.overlap} < ${overlap}`));
}

async function giveBack(tx: Transaction, batchId: string): Promise<void> {
  await tx
    .select({ id: tasks.id })
    .from(tasks)
    .where(and(eq(tasks.batchId, batchId), gt(tasks.reserved, 0)))
    .orderBy(tasks.id)
    .for('no key update');
  const held = await tx
    .select({ id: leases.id })
    .from(leases)
    .where(and(eq(leases.batchId, batchId), eq(leases.state, 'active')));
  if (held.length === 0) return;
  await endLeases(
    tx,
    held.map((row) => row.id),
  );
}
