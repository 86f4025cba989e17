import type { GroupSums } from '@prefloop/contract';
import { type SQL, sql } from 'drizzle-orm';

export type Opponents = {
  projectId: string;
  /** The two, in any order; one alone stands for all that it met; left out, for all of the project. */
  versions?: readonly [string, string] | readonly [string] | undefined;
};

/**
 * Common table expressions: `meeting`, the pairs in which two different model versions of the project meet, golds
 * left out, and `said`, the counted ratings of these pairs by how they came out for the version that was made later.
 *
 * - meeting: task_id, batch_id, prompt_id, newer_id, older_id, newer_at (the newer one's position), and the task's
 *   status, overlap and done.
 * - said: rating's id and time, its meeting's ids, outcome (newer, older, tie, both_bad), value (of a win rate: a win
 *   is 1, what is no win for either is half), and for preferences with a shown side whether it was the left one.
 */
export function meetings({ projectId, versions }: Opponents): SQL {
  const [one, other] = versions ?? [];
  const between =
    one === undefined
      ? sql``
      : other === undefined
        ? sql`and ${one} in (a.model_version_id, b.model_version_id)`
        : sql`and a.model_version_id in (${one}, ${other}) and b.model_version_id in (${one}, ${other})`;
  return sql`
    meeting as (
      select t.id as task_id, t.batch_id, t.prompt_id, t.status, t.overlap, t.done, place.newer_at,
        case place.newer_at when 0 then va.id else vb.id end as newer_id,
        case place.newer_at when 0 then vb.id else va.id end as older_id
      from tasks t
      join task_responses pa on pa.task_id = t.id and pa.position = 0
      join task_responses pb on pb.task_id = t.id and pb.position = 1
      join responses a on a.id = pa.response_id
      join responses b on b.id = pb.response_id
      join model_versions va on va.id = a.model_version_id
      join model_versions vb on vb.id = b.model_version_id and vb.id <> va.id
      cross join lateral (
        select case when (va.created_at, va.id) > (vb.created_at, vb.id) then 0 else 1 end as newer_at
      ) place
      where t.project_id = ${projectId} and t.kind = 'pair' ${between}
        and not exists (select 1 from golds g where g.task_id = t.id)
    ),
    said as (
      select r.id as rating_id, r.created_at, m.task_id, m.batch_id, m.prompt_id, m.newer_id, m.older_id,
        told.outcome,
        case told.outcome when 'newer' then 1 when 'older' then 0 else 0.5 end::float8 as value,
        case when r.verdict = 'preference' and r.shown_order is not null
          then r.shown_order[1] = case when r.strength < 0 then 0 else 1 end end as chose_left
      from meeting m
      join ratings r on r.task_id = m.task_id and r.kind = 'rating' and r.counted and r.voided_at is null
        and r.verdict <> 'skip'
      cross join lateral (
        select case
          when r.verdict = 'preference' and (r.strength < 0) = (m.newer_at = 0) then 'newer'
          when r.verdict = 'preference' then 'older'
          when r.verdict = 'both_bad' then 'both_bad'
          else 'tie' end as outcome
      ) told
    )`;
}

/** How ratings came out, and the sums from which their win rate's interval by prompt is made. */
export type BattleSums = GroupSums & {
  newer: number;
  older: number;
  tie: number;
  bothBad: number;
  /** `lefts` of `sided` preferences went to the left side. */
  lefts: number;
  sided: number;
  lastRatedAt: string | null;
};

/** Of `said`, one row per prompt within `keys`: what `battleSums` adds up. */
export function byPrompt(keys: SQL, from: SQL = sql`said`): SQL {
  return sql`
    select ${keys}, said.prompt_id, count(*)::float8 as size, sum(said.value) as value,
      count(*) filter (where outcome = 'newer') as newer, count(*) filter (where outcome = 'older') as older,
      count(*) filter (where outcome = 'tie') as tie, count(*) filter (where outcome = 'both_bad') as both_bad,
      count(*) filter (where chose_left) as lefts, count(chose_left) as sided, max(said.created_at) as last_at
    from ${from} group by ${keys}, said.prompt_id`;
}

/** The columns of `BattleSums` over rows of `byPrompt`. */
export const battleSums = sql`
  coalesce(sum(newer), 0)::int as "newer", coalesce(sum(older), 0)::int as "older",
  coalesce(sum(tie), 0)::int as "tie", coalesce(sum(both_bad), 0)::int as "bothBad",
  coalesce(sum(lefts), 0)::int as "lefts", coalesce(sum(sided), 0)::int as "sided",
  max(last_at) as "lastRatedAt",
  coalesce(sum(size), 0)::int as "n", coalesce(sum(value), 0)::float8 as "sum",
  count(size)::int as "groups", coalesce(sum(value * value), 0)::float8 as "sumSquares",
  coalesce(sum(value * size), 0)::float8 as "sumBySize", coalesce(sum(size * size), 0)::float8 as "sizeSquares"`;

/** Pairs and what is still wanted of them, over rows of `meeting m` with their batch `b`. */
export const pairCounts = sql`
  (count(*) filter (where m.status <> 'withdrawn' or m.done > 0))::int as "pairs",
  (count(*) filter (where m.done > 0))::int as "ratedPairs",
  coalesce(sum(m.overlap - m.done) filter (where m.status = 'open' and b.status = 'released'), 0)::int
    as "ratingsLeft"`;
export type PairCounts = { pairs: number; ratedPairs: number; ratingsLeft: number };
