import { AppError } from '@prefloop/contract';
import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../../client.ts';
import { golds, leases, ratings, tasks } from '../../schema/index.ts';
import { type Actor, recordAudit } from '../people/audit.ts';
import { endLeases } from '../rating/release-leases.ts';

/**
 * Hands a gold to nobody any more. Its ratings stay, but count neither for nor against those who gave them: mostly it
 * is retired because it was wrong. A repeat is harmless. Throws NOT_FOUND.
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
