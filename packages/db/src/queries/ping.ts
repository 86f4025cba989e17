import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../client.ts';

/** Resolves when the database answers. */
export async function ping(db: DbOrTransaction): Promise<void> {
  await db.execute(sql`select 1`);
}
