import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import type { Sides } from '../batches/rating-figures.ts';
import { type Scope, talliesIn } from './resolve-scope.ts';

export type ConsolePersonRow = Sides & {
  id: string;
  name: string;
  user: boolean;
  ratings: number;
  skips: number;
  activeMs: number;
  goldsAnswered: number;
  goldsRight: number;
  lastSeenAt: string | null;
  pausedAt: string | null;
  pausedReason: string | null;
  pausedBy: 'golds' | null;
};

/** What each person did in a scope, by name. */
export async function listConsolePeople(db: DbOrTransaction, scope: Scope): Promise<ConsolePersonRow[]> {
  const { rows } = await db.execute<ConsolePersonRow>(sql`
    with said as (
      select t.annotator_id, sum(t.ratings)::int as "ratings", sum(t.skips)::int as "skips",
        sum(t.work_ms)::float8 as "activeMs", sum(t.golds_answered)::int as "goldsAnswered",
        sum(t.golds_right)::int as "goldsRight", sum(t.lefts)::int as "lefts", sum(t.sided)::int as "sided"
      from rating_tallies t where ${talliesIn(scope)}
      group by t.annotator_id
    ), seen as (
      select t.annotator_id, max(t.last_at) as at
      from rating_tallies t where t.project_id = ${scope.projectId} group by t.annotator_id
    )
    select a.id, a.name, a.user_id is not null as "user", said."ratings", said."skips", said."activeMs",
      said."goldsAnswered", said."goldsRight", said."lefts", said."sided",
      greatest(seen.at, held.at) as "lastSeenAt", a.paused_at as "pausedAt", a.paused_reason as "pausedReason",
      a.paused_by as "pausedBy"
    from said join annotators a on a.id = said.annotator_id join seen on seen.annotator_id = a.id
    left join lateral (
      select max(l.renewed_at) as at from leases l where l.annotator_id = a.id and l.state = 'active'
    ) held on true
    order by lower(a.name), a.id`);
  return rows;
}
