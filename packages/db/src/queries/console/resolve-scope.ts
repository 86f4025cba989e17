import { AppError, type ConsoleScope } from '@prefloop/contract';
import { type SQL, sql } from 'drizzle-orm';
import { DatabaseError } from 'pg';
import type { DbOrTransaction } from '../../client.ts';

/** Which ratings are counted, with its days turned into moments of the database's clock. */
export type Scope = {
  projectId: string;
  batchId: string | null;
  timeZone: string;
  /** Moments as Postgres writes them: a JavaScript date would lose what lies below a millisecond. */
  now: string;
  /** The first moment inside and the first one after it; null where the period is open. */
  since: string | null;
  until: string | null;
  /** The day that it is in the time zone. */
  today: string;
};

const unknownTimeZone = '22023';

/** Throws BAD_REQUEST for a time zone that the database does not know. */
export async function resolveScope(
  db: DbOrTransaction,
  projectId: string,
  { batch, period, from, to, timeZone }: ConsoleScope,
): Promise<Scope> {
  const first: Record<ConsoleScope['period'], SQL> = {
    all: sql`null::date`,
    week: sql`d.today - 6`,
    today: sql`d.today`,
    days: sql`${from ?? null}::date`,
  };
  const last = period === 'days' ? (to ?? null) : null;
  try {
    const { rows } = await db.execute<Pick<Scope, 'now' | 'since' | 'until' | 'today'>>(sql`
      select now() as "now", d.today::text as "today",
        (${first[period]})::timestamp at time zone ${timeZone} as "since",
        (${last}::date + 1)::timestamp at time zone ${timeZone} as "until"
      from (select (now() at time zone ${timeZone})::date as today) d`);
    const [row] = rows;
    if (!row) throw new Error('a select without a table returned no row');
    return { projectId, batchId: batch ?? null, timeZone, ...row };
  } catch (error) {
    if (!isUnknownTimeZone(error)) throw error;
    throw new AppError('BAD_REQUEST', {
      message: `The database knows no time zone "${timeZone}". Choose another one.`,
    });
  }
}

function isUnknownTimeZone(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  return [error, cause].some((one) => one instanceof DatabaseError && one.code === unknownTimeZone);
}

/** The condition on tallies `t` that a scope stands for: its days begin and end with a quarter of an hour. */
export function talliesIn({ projectId, batchId, since, until }: Scope): SQL {
  const conditions = [
    sql`t.project_id = ${projectId}`,
    batchId === null ? null : sql`t.batch_id = ${batchId}`,
    since === null ? null : sql`t.quarter >= ${since}::timestamptz`,
    until === null ? null : sql`t.quarter < ${until}::timestamptz`,
  ];
  return sql.join(
    conditions.filter((condition) => condition !== null),
    sql` and `,
  );
}

/** The condition on ratings `r` that a scope stands for. Adjudications are decisions, not ratings. */
export function ratingsIn({ projectId, batchId, since, until }: Scope): SQL {
  const conditions = [
    sql`r.project_id = ${projectId} and r.kind = 'rating'`,
    batchId === null ? null : sql`r.batch_id = ${batchId}`,
    since === null ? null : sql`r.created_at >= ${since}::timestamptz`,
    until === null ? null : sql`r.created_at < ${until}::timestamptz`,
  ];
  return sql.join(
    conditions.filter((condition) => condition !== null),
    sql` and `,
  );
}
