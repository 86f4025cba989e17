import { type SQL, sql } from 'drizzle-orm';

/** What is counted of ratings `r`, defined once; `when` narrows it further. */

/** Golds test people: they are no part of the work. */
export const noGold = sql`not exists (select 1 from golds g where g.task_id = r.task_id)`;

const always = sql`true`;

/** `lefts` of `sided` preferences went to the left side. Imported ratings have no side. */
export type Sides = { lefts: number; sided: number };

/** The rating is a preference of which it is known what stood left. */
export const isSided = sql`(r.verdict = 'preference' and r.shown_order is not null)`;

/** The side that such a preference is for. Negative strength prefers position 0; shown_order[1] is the position that stood left. */
export const isLeft = sql`(r.shown_order[1] = case when r.strength < 0 then 0 else 1 end)`;

export const sides = (when: SQL = always) => sql`
  (count(*) filter (where ${when} and ${isSided} and ${isLeft}))::int as "lefts",
  (count(*) filter (where ${when} and ${isSided}))::int as "sided"`;

export const medianActive = (when: SQL = always) => sql`
  (percentile_cont(0.5) within group (order by r.active_ms)
    filter (where ${when} and r.verdict <> 'skip'))::float8 as "medianActiveMs"`;
