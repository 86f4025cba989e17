import {
  type AdaptiveOverlap,
  decideOverlap,
  defaultOverlapPolicy,
  estimateAccuracy,
  type RatingFormSpec,
} from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../client.ts';
import { statement, value } from '../../statement.ts';
import { avoidedBy, isFit, isNamed, isSkilled, theirLanguages } from './audience.ts';
import { type VerdictCategory, verdictCategories, verdictCategory } from './verdict-category.ts';

type VoteRow = {
  annotatorId: string;
  category: VerdictCategory;
  settledTasks: number;
  settledAgreement: number;
  golds: number;
  goldsRight: number;
  /** The same in every row: people who may rate the task, and ratings and state of the task as they are now. */
  people: number;
  overlap: number;
  open: boolean;
  settled: boolean;
};

const votesNow = statement<VoteRow>(
  'rating_votes_now',
  sql`
    select r.annotator_id as "annotatorId", ${verdictCategory} as "category",
      a.settled_tasks as "settledTasks", a.settled_agreement as "settledAgreement",
      checks.golds, checks."goldsRight",
      (select count(*)::int from memberships m
        where m.project_id = t.project_id and m.role in ('lead', 'engineer', 'annotator')
          and ${isNamed} and ${isSkilled} and ${isFit(theirLanguages, avoidedBy({ projectId: sql`t.project_id`, userId: sql`m.user_id` }))})
      - (select count(*)::int from ratings s
        where s.task_id = t.id and s.kind = 'rating' and s.verdict = 'skip') as "people",
      t.overlap, t.status in ('open', 'done') as "open", t.settled_at is not null as "settled"
    from tasks t
    join batches b on b.id = t.batch_id
    join ratings r on r.task_id = t.id and r.kind = 'rating' and r.counted and r.voided_at is null
    join annotators a on a.id = r.annotator_id
    cross join lateral (
      select count(*)::int as golds, (count(*) filter (where s.gold_right))::int as "goldsRight"
      from ratings s join golds g on g.task_id = s.task_id and not g.attention
      where s.annotator_id = a.id and s.gold_right is not null
    ) checks
    where t.id = ${value('taskId')} and t.overlap is not null
    order by r.annotator_id`,
);

const raiseOverlap = statement<{ id: string }>(
  'rating_raise_overlap',
  sql`
    update tasks set overlap = ${value('overlap')}, status = 'open', disputed = false
    where id = ${value('taskId')}`,
);

const markSettled = statement<{ id: string }>(
  'rating_mark_settled',
  sql`
    update tasks set disputed = ${value('disputed')}, settled_at = coalesce(settled_at, now())
    where id = ${value('taskId')}`,
);

// Two settlements that share people take their rows in one order, so that neither waits for the other for ever.
const addToRecords = statement<{ id: string }>(
  'rating_add_to_records',
  sql`
    with told as (
      select * from unnest(${value('annotatorIds')}::uuid[], ${value('agreements')}::float8[]) as x(id, agreement)
    ), locked as (
      select a.id from annotators a where a.id in (select id from told) order by a.id for no key update
    )
    update annotators a
    set settled_tasks = a.settled_tasks + 1, settled_agreement = a.settled_agreement + told.agreement
    from told join locked on locked.id = told.id where a.id = told.id`,
);

type Settling = {
  taskId: string;
  /** Ratings that every task of the batch gets. */
  start: number;
  adaptive: AdaptiveOverlap;
  form: RatingFormSpec;
};

/**
 * After a rating of a batch with adaptive overlap: asks for one more while the verdict is unsure, settles the task
 * where it is sure, and leaves it to somebody's decision where as many people rated as may. The caller has locked the
 * task. The overlap never falls, and what a lead decided stays.
 */
export async function settleTask(
  tx: Transaction,
  { taskId, start, adaptive, form }: Settling,
): Promise<void> {
  const votes = await votesNow(tx, { taskId });
  const [now] = votes;
  if (!now?.open) return;
  const policy = {
    ...defaultOverlapPolicy,
    start,
    confidence: adaptive.confidence,
    // A task that waits for one more person than there are is never done.
    limit: Math.max(start, Math.min(adaptive.limit, now.people)),
  };
  const { decision, overlap, posterior } = decideOverlap(
    categoriesOf(form),
    votes.map(({ category, settledTasks, settledAgreement, golds, goldsRight }) => ({
      verdict: category,
      accuracy: estimateAccuracy({
        golds,
        goldsRight,
        shared: settledTasks,
        agreement: settledAgreement,
      }),
    })),
    now.overlap,
    policy,
  );
  if (decision === 'one-more') {
    if (overlap > now.overlap) await raiseOverlap(tx, { taskId, overlap });
    return;
  }
  await markSettled(tx, { taskId, disputed: decision === 'adjudicate' });
  if (now.settled) return;
  await addToRecords(tx, {
    annotatorIds: votes.map(({ annotatorId }) => annotatorId),
    agreements: votes.map(({ category }) => posterior.get(category) ?? 0),
  });
}

/** What a form lets one say, strength aside. */
function categoriesOf({ pair }: RatingFormSpec): VerdictCategory[] {
  const offered = {
    first: true,
    second: true,
    tie: pair.tie,
    both_good: pair.bothGood,
    both_bad: pair.bothBad,
  };
  return verdictCategories.filter((category) => offered[category]);
}
