import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../../client.ts';
import { annotators, leases } from '../../schema/index.ts';
import { endHeld } from '../rating/release-leases.ts';

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
  await endHeld(tx, held);
}
