import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { medianActive, noGold } from '../batches/rating-figures.ts';
import { ratingsIn, type Scope } from './resolve-scope.ts';

export type ConsoleTime = {
  /** Null: everybody together. */
  annotatorId: string | null;
  /** Ratings with an active time, skips left out. */
  timed: number;
  medianActiveMs: number | null;
  /** Of these, the ones below the minimum of their batch. */
  tooFast: number;
};

/**
 * Median active times of everybody together and of each person. A median cannot be added up: this reads every rating of
 * the scope, some seconds for a million.
 */
export async function listConsoleTimes(db: DbOrTransaction, scope: Scope): Promise<ConsoleTime[]> {
  const { rows } = await db.execute<ConsoleTime>(sql`
    select r.annotator_id as "annotatorId", count(*)::int as "timed", ${medianActive()},
      (count(*) filter (where r.active_ms < b.minimum_active_ms))::int as "tooFast"
    from ratings r join batches b on b.id = r.batch_id
    where ${ratingsIn(scope)} and r.voided_at is null and r.verdict <> 'skip' and r.active_ms is not null
      and ${noGold}
    group by grouping sets ((), (r.annotator_id))`);
  return rows;
}
