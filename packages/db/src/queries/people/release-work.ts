import { and, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '../../client.ts';
import { annotators, leases, tasks } from '../../schema/index.ts';
import { endLeases } from '../rating/release-leases.ts';

/**
 * Gives back every task that a user holds, in one project or everywhere: part of the transaction that ends their
 * access, so that others need not wait for the leases to run out.
 */
export async function releaseWork(tx: Transaction, userId: string, projectId?: string): Promise<void> {
  const held = await tx
    .select({ id: leases.id, taskId: leases.taskId })
    .from(leases)
    .innerJoin(annotators, eq(annotators.id, leases.annotatorId))
    .where(
      and(
        eq(annotators.userId, userId),
        eq(leases.state, 'active'),
        projectId === undefined ? undefined : eq(annotators.projectId, projectId),
      ),
    );
  if (held.length === 0) return;
  const taskIds = held.map((row) => row.taskId);
  // Tasks before leases, in one order: as everything does that changes their counts.
  await tx
    .select({ id: tasks.id })
    .from(tasks)
    .where(inArray(tasks.id, taskIds))
    .orderBy(tasks.id)
    .for('no key update');
  await endLeases(
    tx,
    held.map((row) => row.id),
  );
}
