import { AppError } from '@prefloop/contract';
import { and, eq, sql } from 'drizzle-orm';
import type { Db, Transaction } from '../../client.ts';
import { golds, leases, qualificationItems, ratings, tasks } from '../../schema/index.ts';
import { type Actor, recordAudit } from '../people/audit.ts';
import { endLeases } from '../rating/release-leases.ts';

/**
 * Hands a gold to nobody any more. Its ratings stay, but count neither for nor against those who gave them: mostly it
 * is retired because it was wrong. A qualification asks about it no more either, but attempts that have begun. A repeat
 * is harmless. Throws NOT_FOUND, and IN_USE where a qualification that is switched on would be left with too few.
 */
export async function retireGold(
  db: Db,
  by: Actor,
  { projectId, goldId }: { projectId: string; goldId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const [gold] = await tx
      .select({ retiredAt: golds.retiredAt })
      .from(tasks)
      .innerJoin(golds, eq(golds.taskId, tasks.id))
      .where(and(eq(tasks.projectId, projectId), eq(tasks.id, goldId)))
      .for('no key update', { of: tasks });
    if (!gold) throw new AppError('NOT_FOUND', { message: 'This project has no such check.' });
    if (gold.retiredAt !== null) return;
    await leaveQualification(tx, goldId);
    const held = await tx
      .select({ id: leases.id })
      .from(leases)
      .where(and(eq(leases.taskId, goldId), eq(leases.state, 'active')));
    if (held.length > 0) {
      await endLeases(
        tx,
        held.map((lease) => lease.id),
      );
    }
    await tx.update(tasks).set({ status: 'withdrawn' }).where(eq(tasks.id, goldId));
    await tx.update(golds).set({ retiredAt: sql`now()` }).where(eq(golds.taskId, goldId));
    await tx.update(ratings).set({ goldRight: null }).where(eq(ratings.taskId, goldId));
    await recordAudit(tx, by, { action: 'gold.retired', projectId, subject: goldId });
  });
}

async function leaveQualification(tx: Transaction, goldId: string): Promise<void> {
  // Locked, so that of two golds that retire at once the second sees what the first has left.
  const { rows } = await tx.execute<{ enabled: boolean; questions: number; items: number }>(sql`
    select q.enabled, q.questions, (
      select count(*)::int from qualification_items i where i.project_id = q.project_id) as "items"
    from qualifications q
    where q.project_id = (select i.project_id from qualification_items i where i.task_id = ${goldId})
    for no key update of q`);
  const [now] = rows;
  if (!now) return;
  if (now.enabled && now.items <= now.questions) {
    throw new AppError('IN_USE', {
      message: `The qualification asks about this gold, and has just the ${now.questions} that an attempt asks. Add another one there first, or ask fewer.`,
    });
  }
  await tx.delete(qualificationItems).where(eq(qualificationItems.taskId, goldId));
}
