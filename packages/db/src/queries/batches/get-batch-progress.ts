import type { RatingFlag } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { medianActive, noGold, type Sides, sides } from './rating-figures.ts';

type TaskCounts = {
  total: number;
  open: number;
  done: number;
  flagged: number;
  withdrawn: number;
  disputed: number;
  adjudicated: number;
  wanted: number;
  counted: number;
  left: number;
  held: number;
};

type RatingCounts = Sides & {
  surplus: number;
  skips: number;
  imported: number;
  preference: number;
  tie: number;
  bothGood: number;
  bothBad: number;
  /** Rankings, those that place every response, and those with ties. */
  rankings: number;
  complete: number;
  tied: number;
  medianActiveMs: number | null;
};

export type AnnotatorCounts = Sides & {
  id: string;
  name: string;
  ratings: number;
  skips: number;
  held: number;
  medianActiveMs: number | null;
  lastRatedAt: string | null;
};

/** How many responses the ranking of `r` places; null where it is none. */
const placedIn = sql`(case when r.ranking is not null then (
  select sum(jsonb_array_length(tier)) from jsonb_array_elements(r.ranking) tier) end)`;

/** How far a batch is, counted from its rows. Voided ratings and golds are left out. */
export async function getBatchCounts(db: DbOrTransaction, batchId: string) {
  const tasks = await db.execute<TaskCounts>(sql`
    select
      count(*)::int as "total",
      (count(*) filter (where status = 'open'))::int as "open",
      (count(*) filter (where status in ('done', 'adjudicated')))::int as "done",
      (count(*) filter (where flagged))::int as "flagged",
      (count(*) filter (where status = 'withdrawn'))::int as "withdrawn",
      (count(*) filter (where disputed and status = 'done'))::int as "disputed",
      (count(*) filter (where status = 'adjudicated'))::int as "adjudicated",
      coalesce(sum(overlap) filter (where status <> 'withdrawn'), 0)::int as "wanted",
      coalesce(sum(done), 0)::int as "counted",
      coalesce(sum(overlap - done) filter (where status = 'open'), 0)::int as "left",
      (select count(*)::int from leases l join tasks t on t.id = l.task_id and t.overlap is not null
        where l.batch_id = ${batchId} and l.state = 'active' and l.expires_at >= now()) as "held"
    from tasks where batch_id = ${batchId} and overlap is not null`);
  const ratings = await db.execute<RatingCounts>(sql`
    select
      (count(*) filter (where r.surplus))::int as "surplus",
      (count(*) filter (where r.verdict = 'skip'))::int as "skips",
      (count(*) filter (where r.counted and r.shown_order is null))::int as "imported",
      (count(*) filter (where r.counted and r.verdict = 'preference'))::int as "preference",
      (count(*) filter (where r.counted and r.verdict = 'tie'))::int as "tie",
      (count(*) filter (where r.counted and r.verdict = 'both_good'))::int as "bothGood",
      (count(*) filter (where r.counted and r.verdict = 'both_bad'))::int as "bothBad",
      (count(*) filter (where r.counted and r.verdict = 'ranking'))::int as "rankings",
      (count(*) filter (where r.counted and ${placedIn} = cardinality(r.shown_order)))::int as "complete",
      (count(*) filter (where r.counted and ${placedIn} > jsonb_array_length(r.ranking)))::int as "tied",
      ${medianActive()}, ${sides()}
    from ratings r
    where r.batch_id = ${batchId} and r.kind = 'rating' and r.voided_at is null and ${noGold}`);
  const [taskCounts] = tasks.rows;
  const [ratingCounts] = ratings.rows;
  if (!taskCounts || !ratingCounts) throw new Error('an aggregate without groups returned no row');
  return { tasks: taskCounts, ratings: ratingCounts };
}

/** Counted ratings of single responses by what they say, worst first. */
export async function countGrades(db: DbOrTransaction, batchId: string) {
  const { rows } = await db.execute<{ scale: number; grade: number; ratings: number }>(sql`
    select r.scale, r.grade, count(*)::int as "ratings"
    from ratings r
    where r.batch_id = ${batchId} and r.kind = 'rating' and r.voided_at is null and r.counted
      and r.grade is not null
    group by r.scale, r.grade order by r.scale, r.grade`);
  return rows;
}

/** How many ratings and skips of a batch carry which mark, most first. */
export async function countFlags(db: DbOrTransaction, batchId: string) {
  const { rows } = await db.execute<{ flag: RatingFlag; ratings: number }>(sql`
    select flag, count(*)::int as "ratings"
    from ratings r cross join lateral unnest(r.flags) as marked(flag)
    where r.batch_id = ${batchId} and r.kind = 'rating' and r.voided_at is null and ${noGold}
    group by flag order by count(*) desc, flag`);
  return rows;
}

/** What each annotator did in a batch, most ratings first; those who only hold tasks included. */
export async function listAnnotatorCounts(db: DbOrTransaction, batchId: string): Promise<AnnotatorCounts[]> {
  const { rows } = await db.execute<AnnotatorCounts>(sql`
    with said as (
      select r.annotator_id,
        (count(*) filter (where r.verdict <> 'skip'))::int as "ratings",
        (count(*) filter (where r.verdict = 'skip'))::int as "skips",
        max(r.created_at) as "lastRatedAt", ${medianActive()}, ${sides()}
      from ratings r
      where r.batch_id = ${batchId} and r.kind = 'rating' and r.voided_at is null and ${noGold}
      group by r.annotator_id
    ), holding as (
      select l.annotator_id, count(*)::int as "held"
      from leases l join tasks t on t.id = l.task_id and t.overlap is not null
      where l.batch_id = ${batchId} and l.state = 'active' and l.expires_at >= now() group by l.annotator_id
    )
    select a.id, a.name, coalesce(said."ratings", 0) as "ratings", coalesce(said."skips", 0) as "skips",
      coalesce(holding."held", 0) as "held", said."medianActiveMs", said."lastRatedAt",
      coalesce(said."lefts", 0) as "lefts", coalesce(said."sided", 0) as "sided"
    from said full join holding on holding.annotator_id = said.annotator_id
    join annotators a on a.id = coalesce(said.annotator_id, holding.annotator_id)
    order by "ratings" desc, a.name, a.id`);
  return rows;
}
