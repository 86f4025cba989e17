import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { annotators, batches, leases } from '../../schema/index.ts';

type Which = { projectId: string; userId: string; tokens: string[] };

/** Without a claim for so many lease lengths, a page that is merely open gives its tasks back. */
const longestLife = 4;

/** The ids of the annotator's rows that the user is in this project. */
export function annotatorOf(db: DbOrTransaction, projectId: string, userId: string): SQL {
  const rows = db
    .select({ id: annotators.id })
    .from(annotators)
    .where(and(eq(annotators.projectId, projectId), eq(annotators.userId, userId)));
  return sql`${leases.annotatorId} in ${rows}`;
}

/**
 * Prolongs the leases behind `tokens` that the user still holds and returns their new ends. An expired lease that
 * nobody took over is prolonged too. Leases that are missing in the answer are lost.
 */
export async function renewLeases(db: DbOrTransaction, { projectId, userId, tokens }: Which) {
  const end = sql<Date>`least(
    now() + make_interval(mins => ${batches.leaseMinutes}),
    ${leases.claimedAt} + make_interval(mins => ${longestLife} * ${batches.leaseMinutes})
  )`;
  const mine = db
    .select({ id: leases.id })
    .from(leases)
    .where(and(inArray(leases.token, tokens), annotatorOf(db, projectId, userId), eq(leases.state, 'active')))
    .orderBy(leases.id)
    .for('no key update');
  return db
    .update(leases)
    .set({ renewedAt: sql`now()`, expiresAt: end })
    .from(batches)
    .where(and(eq(batches.id, leases.batchId), inArray(leases.id, mine), sql`${end} > now()`))
    .returning({ token: leases.token, expiresAt: leases.expiresAt });
}
