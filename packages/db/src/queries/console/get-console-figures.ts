import { forecastWindow } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import type { Sides } from '../batches/rating-figures.ts';
import { type Scope, talliesIn } from './resolve-scope.ts';

export type ConsoleCounts = Sides & {
  /** Ratings that were made here and count; all that were made here, the skips among them, and those with a mark. */
  counted: number;
  said: number;
  skips: number;
  flagged: number;
};

/** What the ratings of a scope say together. Voided ratings and golds are left out. */
export async function countRatings(db: DbOrTransaction, scope: Scope): Promise<ConsoleCounts> {
  const { rows } = await db.execute<ConsoleCounts>(sql`
    select coalesce(sum(t.counted), 0)::int as "counted", coalesce(sum(t.said), 0)::int as "said",
      coalesce(sum(t.said_skips), 0)::int as "skips", coalesce(sum(t.flagged), 0)::int as "flagged",
      coalesce(sum(t.lefts), 0)::int as "lefts", coalesce(sum(t.sided), 0)::int as "sided"
    from rating_tallies t where ${talliesIn(scope)}`);
  const [row] = rows;
  if (!row) throw new Error('an aggregate without groups returned no row');
  return row;
}

/** Ratings that are wanted still, and the pairs they are wanted on: of released batches, or of the chosen one. */
export async function countLeft(
  db: DbOrTransaction,
  { projectId, batchId }: Pick<Scope, 'projectId' | 'batchId'>,
): Promise<{ ratings: number; pairs: number }> {
  const which = batchId === null ? sql`b.status = 'released'` : sql`b.id = ${batchId}`;
  const { rows } = await db.execute<{ ratings: number; pairs: number }>(sql`
    select coalesce(sum(t.overlap - t.done), 0)::int as "ratings", count(*)::int as "pairs"
    from batches b join tasks t on t.batch_id = b.id
    where b.project_id = ${projectId} and ${which} and t.status = 'open' and t.overlap is not null`);
  const [row] = rows;
  if (!row) throw new Error('an aggregate without groups returned no row');
  return row;
}

/**
 * Ratings that count by day of the scope's time zone, whatever its period: of today, and of the complete days that a
 * forecast looks back on, from the first one with a rating on. Days without one stand there as 0.
 */
export async function countDays(
  db: DbOrTransaction,
  scope: Scope,
): Promise<{ today: number; days: number[] }> {
  const { timeZone, today } = scope;
  const { rows } = await db.execute<{ ago: number; ratings: number }>(sql`
    select ${today}::date - (t.quarter at time zone ${timeZone})::date as "ago", sum(t.counted)::int as "ratings"
    from rating_tallies t
    where ${talliesIn({ ...scope, since: null, until: null })} and t.counted > 0
      and t.quarter >= (${today}::date - ${forecastWindow}::int)::timestamp at time zone ${timeZone}
    group by 1`);
  const on = new Map(rows.map(({ ago, ratings }) => [ago, ratings]));
  const first = Math.max(0, ...on.keys());
  return {
    today: on.get(0) ?? 0,
    days: Array.from({ length: first }, (_, at) => on.get(first - at) ?? 0),
  };
}
