import { and, eq, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../client.ts';
import { idempotencyKeys } from '../schema/index.ts';

type RequestName = { userId: string; key: string; operationId: string; requestHash: string };

/** A day is long enough for any retry of one request. */
const overdue = sql`(user_id, key) in (
  select user_id, key from idempotency_keys where created_at < now() - interval '24 hours' limit 20 for update skip locked
)`;

/**
 * Takes a request's key. `null`: it is new, go on. Otherwise what is known of the first request under that key; its
 * `status` is null as long as its outcome is not known.
 */
export async function openRequest(db: DbOrTransaction, request: RequestName) {
  await db.delete(idempotencyKeys).where(overdue);
  const taken = await db
    .insert(idempotencyKeys)
    .values(request)
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  if (taken.length > 0) return null;
  const [first] = await db.select().from(idempotencyKeys).where(named(request));
  return first ?? null;
}

/** Keeps the answer, for repeats. */
export async function closeRequest(
  db: DbOrTransaction,
  request: Pick<RequestName, 'userId' | 'key'>,
  answer: { status: number; body: unknown },
): Promise<void> {
  await db.update(idempotencyKeys).set(answer).where(named(request));
}

/** Forgets a request that changed nothing, so that it can be sent again under the same key. */
export async function forgetRequest(
  db: DbOrTransaction,
  request: Pick<RequestName, 'userId' | 'key'>,
): Promise<void> {
  await db.delete(idempotencyKeys).where(named(request));
}

function named({ userId, key }: Pick<RequestName, 'userId' | 'key'>) {
  return and(eq(idempotencyKeys.userId, userId), eq(idempotencyKeys.key, key));
}
