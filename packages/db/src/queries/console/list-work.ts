import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { type Scope, talliesIn } from './resolve-scope.ts';

export type WorkRow = {
  id: string;
  name: string;
  ratings: number;
  skips: number;
  activeMs: number;
  voided: number;
};

/**
 * What each person delivered on this platform in a scope, by name: golds and late ratings are in it, for what was done
 * is done; and voided ratings, unless the lead leaves them out.
 */
export async function listWork(
  db: DbOrTransaction,
  scope: Scope,
  { leaveOutVoided }: { leaveOutVoided: boolean },
): Promise<WorkRow[]> {
  const kept = leaveOutVoided ? sql`0` : sql`1`;
  const { rows } = await db.execute<WorkRow>(sql`
    with work as (
      select t.annotator_id,
        sum(t.work_ratings - (1 - ${kept}) * t.voided_ratings)::int as "ratings",
        sum(t.work_skips)::int as "skips",
        sum(t.work_ms - (1 - ${kept}) * t.voided_ms)::float8 as "activeMs",
        sum(${kept} * t.voided_ratings)::int as "voided"
      from rating_tallies t where ${talliesIn(scope)}
      group by t.annotator_id
    )
    select a.id, a.name, work."ratings", work."skips", work."activeMs", work."voided"
    from work join annotators a on a.id = work.annotator_id
    where work."ratings" + work."skips" > 0
    order by lower(a.name), a.id`);
  return rows;
}
