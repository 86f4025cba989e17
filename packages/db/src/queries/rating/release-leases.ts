import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Db, Transaction } from '../../client.ts';
import { leases, tasks } from '../../schema/index.ts';
import { annotatorOf } from './renew-leases.ts';

type Which = { projectId: string; userId: string; tokens: string[] };

/** Gives tasks back: their places are free at once. Returns how many there were. */
export async function releaseLeases(db: Db, { projectId, userId, tokens }: Which): Promise<number> {
  return db.transaction(async (tx) => {
    const held = await tx
      .select({ id: leases.id, taskId: leases.taskId })
      .from(leases)
      .where(and(inArray(leases.token, tokens), annotatorOf(tx, projectId, userId)));
    return endHeld(tx, held);
  });
}

/** Ends leases that still hold a place. Tasks are locked before leases, in one order: as everything does that counts. */
export async function endHeld(tx: Transaction, held: { id: string; taskId: string }[]): Promise<number> {
  if (held.length === 0) return 0;
  await tx
    .select({ id: tasks.id })
    .from(tasks)
    .where(
      inArray(
        tasks.id,
        held.map((row) => row.taskId),
      ),
    )
    .orderBy(tasks.id)
    .for('no key update');
  return endLeases(
    tx,
    held.map((row) => row.id),
  );
}

/** Ends those of the leases that still hold a place. The caller has locked their tasks. */
export async function endLeases(tx: Transaction, leaseIds: string[]): Promise<number> {
  const active = tx
    .select({ id: leases.id })
    .from(leases)
    .where(and(inArray(leases.id, leaseIds), eq(leases.state, 'active')))
    .orderBy(leases.id)
    .for('no key update');
  const ended = await tx
    .update(leases)
    .set({ state: 'released' })
    .where(inArray(leases.id, active))
    .returning({ taskId: leases.taskId });
  if (ended.length === 0) return 0;
  // A batch that closes may end several leases of one task.
  const places = sql`(select count(*) from unnest(${sql.param(ended.map((row) => row.taskId))}::uuid[]) as ended(id)
    where ended.id = ${tasks.id})`;
  const taskIds = [...new Set(ended.map((row) => row.taskId))];
  await tx
    .update(tasks)
    .set({ reserved: sql`${tasks.reserved} - ${places}` })
    .where(inArray(tasks.id, taskIds));
  return ended.length;
}
