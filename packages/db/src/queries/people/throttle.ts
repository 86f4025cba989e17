import { eq, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { throttles } from '../../schema/index.ts';

export type Throttle = { key: string; limit: number; minutes: number };

const overdue = sql`key in (
  select key from throttles where ends_at < now() - interval '1 hour' limit 20 for update skip locked
)`;

/**
 * Counts one try before it is evaluated. Gives 0 when it may go on, else the seconds until the window ends. The count
 * stands in the database: several servers share it, and where it cannot be counted nothing goes on.
 */
export async function takeTry(db: DbOrTransaction, { key, limit, minutes }: Throttle): Promise<number> {
  const endsAt = sql`now() + make_interval(mins => ${minutes})`;
  const [row] = await db
    .insert(throttles)
    .values({ key, count: 1, endsAt })
    .onConflictDoUpdate({
      target: throttles.key,
      set: {
        count: sql`case when ${throttles.endsAt} <= now() then 1 else ${throttles.count} + 1 end`,
        endsAt: sql`case when ${throttles.endsAt} <= now() then ${endsAt} else ${throttles.endsAt} end`,
      },
    })
    .returning({
      count: throttles.count,
      seconds: sql<number>`ceil(extract(epoch from ${throttles.endsAt} - now()))::int`,
    });
  if (!row) throw new Error('insert returned no row');
  if (row.count === 1) await db.delete(throttles).where(overdue);
  return row.count > limit ? Math.max(1, row.seconds) : 0;
}

/** Takes a try back that turned out to be a good one. */
export async function returnTry(db: DbOrTransaction, key: string): Promise<void> {
  await db
    .update(throttles)
    .set({ count: sql`greatest(0, ${throttles.count} - 1)` })
    .where(eq(throttles.key, key));
}
