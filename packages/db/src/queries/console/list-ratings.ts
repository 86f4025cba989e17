import type { RatingFilter, RatingFlag, RatingRow } from '@prefloop/contract';
import { type SQL, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { isLeft, isSided, noGold } from '../batches/rating-figures.ts';
import type { StoredAnswers } from '../rating/stored-answers.ts';
import { ratingsIn, type Scope } from './resolve-scope.ts';

export type FilteredScope = Scope & Omit<RatingFilter, keyof Scope | 'batch' | 'period' | 'from' | 'to'>;

export type ListedRating = Omit<
  RatingRow,
  'ratedAt' | 'changedAt' | 'annotator' | 'batch' | 'flags' | 'criteria' | 'edited' | 'critiques'
> &
  StoredAnswers & {
    ratedAt: string;
    changedAt: string;
    annotatorId: string;
    annotatorName: string;
    batchId: string;
    batchName: string;
    flags: RatingFlag[];
  };

/** Made on this platform: who imports ratings has rated nothing. */
const madeHere = sql`r.shown_order is not null`;
const isGold = sql`exists (select 1 from golds g where g.task_id = r.task_id)`;

const byGold: Record<NonNullable<RatingFilter['gold']>, SQL> = {
  none: noGold,
  only: isGold,
  judged: sql`r.gold_right is not null`,
  right: sql`r.gold_right`,
  wrong: sql`not r.gold_right`,
};

const byState: Record<NonNullable<RatingFilter['state']>, SQL> = {
  standing: sql`r.voided_at is null`,
  counted: sql`(r.counted and r.voided_at is null)`,
  late: sql`(r.surplus and r.voided_at is null)`,
  voided: sql`r.voided_at is not null`,
};

const bySide: Record<NonNullable<RatingFilter['side']>, SQL> = {
  shown: isSided,
  left: sql`(${isSided} and ${isLeft})`,
  right: sql`(${isSided} and not ${isLeft})`,
};

const byOrigin: Record<NonNullable<RatingFilter['origin']>, SQL> = {
  here: madeHere,
  imported: sql`r.shown_order is null`,
};

/** The condition on ratings `r` that a filter stands for. */
function matching(scope: FilteredScope): SQL {
  const { annotator, verdict, side, flag, skipReason, gold, state, origin, timed } = scope;
  const conditions = [
    ratingsIn(scope),
    annotator ? sql`r.annotator_id = ${annotator}` : null,
    verdict === undefined
      ? null
      : verdict === 'rated'
        ? sql`r.verdict <> 'skip'`
        : sql`r.verdict = ${verdict}`,
    side ? bySide[side] : null,
    flag === undefined ? null : flag === 'any' ? sql`r.flags <> '{}'` : sql`${flag} = any(r.flags)`,
    skipReason ? sql`r.skip_reason = ${skipReason}` : null,
    gold ? byGold[gold] : null,
    state ? byState[state] : null,
    origin ? byOrigin[origin] : null,
    timed ? sql`r.active_ms is not null` : null,
  ];
  return sql.join(
    conditions.filter((condition) => condition !== null),
    sql` and `,
  );
}

/** A page of ratings and skips, newest first. `after` is the id of the last one of the page before. */
export async function listRatings(
  db: DbOrTransaction,
  scope: FilteredScope,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<ListedRating[]> {
  const older = sql`(r.created_at, r.id) < (select last.created_at, last.id from ratings last where last.id = ${after})`;
  const { rows } = await db.execute<ListedRating>(sql`
    with page as (
      select r.* from ratings r
      where ${matching(scope)} ${after === undefined ? sql`` : sql`and ${older}`}
      order by r.created_at desc, r.id desc limit ${limit}
    )
    select r.id, r.created_at as "ratedAt", r.updated_at as "changedAt", r.annotator_id as "annotatorId",
      a.name as "annotatorName", r.batch_id as "batchId", b.name as "batchName", p.id as "promptId",
      left(p.text, 200) as "prompt", r.verdict, r.strength, r.grade, r.scale, r.ranking,
      case when ${isSided} then case when ${isLeft} then 'left' else 'right' end end as "side",
      r.skip_reason as "skipReason", r.comment, to_jsonb(r.flags) as "flags", r.answers,
      r.edited_response as "editedResponse", r.edited_from as "editedFrom", r.active_ms as "activeMs",
      case when r.voided_at is not null then 'voided' when r.verdict = 'skip' then 'skip'
        when r.counted then 'counted' else 'late' end as "state",
      case when ${madeHere} then 'here' else 'imported' end as "origin",
      case when r.gold_right then 'right' when not r.gold_right then 'wrong'
        when ${isGold} then 'unjudged' else 'none' end as "gold",
      r.revision
    from page r
    join annotators a on a.id = r.annotator_id
    join batches b on b.id = r.batch_id
    join tasks t on t.id = r.task_id
    join prompts p on p.id = t.prompt_id
    order by r.created_at desc, r.id desc`);
  return rows;
}

/** How many ratings and skips a filter takes in. */
export async function countListed(db: DbOrTransaction, scope: FilteredScope): Promise<number> {
  const { rows } = await db.execute<{ total: number }>(
    sql`select count(*)::int as "total" from ratings r where ${matching(scope)}`,
  );
  return rows[0]?.total ?? 0;
}
