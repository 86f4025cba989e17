import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../../client.ts';
import { leases, tasks } from '../../schema/index.ts';
import { endLeases } from './release-leases.ts';

/**
 * Frees the places that somebody holds. The annotator's row is locked, and those who rate lock tasks before it: what
 * is locked now is passed over, and its lease runs out by itself.
 */
export async function giveBack(tx: Transaction, annotatorId: string): Promise<void> {
  const held = await tx
    .select({ id: leases.id })
    .from(leases)
    .innerJoin(tasks, eq(tasks.id, leases.taskId))
    .where(and(eq(leases.annotatorId, annotatorId), eq(leases.state, 'active')))
    .for('no key update', { of: tasks, skipLocked: true });
  const ids = held.map((lease) => lease.id);
  if (ids.length > 0) await endLeases(tx, ids);
}
