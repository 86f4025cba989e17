import { mostRanked } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { type Cell, cohenKappa, type KappaResult } from '../../statistics/cohen-kappa.ts';
import { verdictCategory } from '../rating/verdict-category.ts';

type Person = { id: string; name: string };
type PairRow = Cell & { firstId: string; firstName: string; secondId: string; secondName: string };

export type AgreementResult = {
  /** Tasks with two or more counted ratings. */
  tasks: number;
  pairs: number;
  agreeing: number;
  kappas: (KappaResult & { first: Person; second: Person })[];
};

/** Tasks by their leading category. */
export type MajorityCounts = Record<
  'first' | 'second' | 'tie' | 'both_good' | 'both_bad' | 'undecided',
  number
>;

/**
 * The counted ratings of a batch, imported ones included and golds left out, each as its category. A ranking says
 * something of every two responses that it places: each of them is an item of its own.
 */
const saidIn = (batchId: string) => sql`counted as (
  select r.*, a.name from ratings r join annotators a on a.id = r.annotator_id
  where r.batch_id = ${batchId} and r.kind = 'rating' and r.counted and r.voided_at is null
    and not exists (select 1 from golds g where g.task_id = r.task_id)
), placed as (
  select r.task_id, r.annotator_id, r.name, place::int as position, tier.rank
  from counted r cross join jsonb_array_elements(r.ranking) with ordinality as tier(places, rank)
  cross join jsonb_array_elements(tier.places) as place
), said as (
  select r.task_id, 0 as item, r.annotator_id, r.name,
    case when r.grade is null then ${verdictCategory} else r.grade || ' of ' || r.scale end as category
  from counted r where r.ranking is null
  union all
  select one.task_id, one.position * ${mostRanked}::int + other.position, one.annotator_id, one.name,
    case when one.rank = other.rank then 'tie' when one.rank < other.rank then 'first' else 'second' end
  from placed one join placed other
    on other.task_id = one.task_id and other.annotator_id = one.annotator_id and other.position > one.position
)`;

/** How many rated pairs of a batch have which category in front; `undecided` where several lead together. */
export async function getMajority(db: DbOrTransaction, batchId: string): Promise<MajorityCounts> {
  const { rows } = await db.execute<{ category: keyof MajorityCounts; tasks: number }>(sql`
    with ${saidIn(batchId)}, votes as (
      select task_id, category, rank() over (partition by task_id order by count(*) desc) as place
      from said where task_id in (select id from tasks where batch_id = ${batchId} and kind = 'pair')
      group by task_id, category
    ), fronts as (
      select case when count(*) = 1 then min(category) else 'undecided' end as category
      from votes where place = 1 group by task_id
    )
    select category, count(*)::int as "tasks" from fronts group by category`);
  const tasks = (name: keyof MajorityCounts) => rows.find(({ category }) => category === name)?.tasks ?? 0;
  return {
    first: tasks('first'),
    second: tasks('second'),
    tie: tasks('tie'),
    both_good: tasks('both_good'),
    both_bad: tasks('both_bad'),
    undecided: tasks('undecided'),
  };
}

/**
 * Agreement over the counted ratings of a batch, imported ones included and golds left out. The categories are the
 * verdicts: first, second, tie, both good, both bad, or the grade; strength is left aside. Each two ratings of one task
 * make one pair; of rankings, each two people for each two responses that both of them placed.
 */
export async function getAgreement(db: DbOrTransaction, batchId: string): Promise<AgreementResult> {
  const said = saidIn(batchId);
  const twice = await db.execute<{ tasks: number }>(sql`
    with ${said}
    select count(*)::int as "tasks" from (
      select 1 from said group by task_id having count(distinct annotator_id) > 1) as shared`);
  const { rows } = await db.execute<PairRow>(sql`
    with ${said}
    select x.annotator_id as "firstId", x.name as "firstName", y.annotator_id as "secondId",
      y.name as "secondName", x.category as "first", y.category as "second", count(*)::int as "count"
    from said x join said y on y.task_id = x.task_id and y.item = x.item
      and (x.name, x.annotator_id) < (y.name, y.annotator_id)
    group by 1, 2, 3, 4, 5, 6`);
  const sum = (cells: Cell[]) => cells.reduce((total, cell) => total + cell.count, 0);
  return {
    tasks: twice.rows[0]?.tasks ?? 0,
    pairs: sum(rows),
    agreeing: sum(rows.filter((row) => row.first === row.second)),
    kappas: byPeople(rows),
  };
}

function byPeople(rows: PairRow[]): AgreementResult['kappas'] {
  const groups = new Map<string, PairRow[]>();
  for (const row of rows) {
    const key = `${row.firstId} ${row.secondId}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()]
    .flatMap((cells) => {
      const [one] = cells;
      if (!one) return [];
      const first = { id: one.firstId, name: one.firstName };
      return { first, second: { id: one.secondId, name: one.secondName }, ...cohenKappa(cells) };
    })
    .sort(
      (a, b) =>
        b.n - a.n || a.first.name.localeCompare(b.first.name) || a.second.name.localeCompare(b.second.name),
    );
}
