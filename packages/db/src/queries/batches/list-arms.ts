import { type Arm, pairReport, snapshotStatistics } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { verdictCategory } from '../rating/verdict-category.ts';

export type ArmCounts = { arm: Arm; tasks: number; ratings: number; agreeing: number; pairs: number };

/** What came of each arm of a batch with active selection; none for any other. */
export async function countArms(db: DbOrTransaction, batchId: string): Promise<ArmCounts[]> {
  const { rows } = await db.execute<ArmCounts>(sql`
    with said as (
      select t.arm, r.task_id, r.annotator_id, ${verdictCategory} as category
      from ratings r join tasks t on t.id = r.task_id
      where r.batch_id = ${batchId} and t.arm is not null and r.kind = 'rating' and r.counted
        and r.voided_at is null
    ), compared as (
      select x.arm, count(*)::int as pairs, (count(*) filter (where x.category = y.category))::int as agreeing
      from said x join said y on y.task_id = x.task_id and y.annotator_id > x.annotator_id
      group by x.arm
    )
    select t.arm, count(*)::int as tasks,
      (select count(*)::int from said where said.arm = t.arm) as ratings,
      coalesce(max(compared.pairs), 0)::int as pairs, coalesce(max(compared.agreeing), 0)::int as agreeing
    from tasks t left join compared on compared.arm = t.arm
    where t.batch_id = ${batchId} and t.arm is not null and t.status <> 'withdrawn'
    group by t.arm order by t.arm`);
  return rows;
}

export type ArmModel = {
  arm: Arm;
  runId: string;
  run: string;
  method: string;
  ratings: number;
  trainRows: number;
  accuracy: { value: number; low: number; high: number; pairs: number };
};

/** Models that were trained on one arm of this batch alone and told held-out pairs apart, newest first. */
export async function listArmModels(db: DbOrTransaction, batchId: string): Promise<ArmModel[]> {
  const { rows } = await db.execute<{
    arm: Arm;
    runId: string;
    run: string;
    method: string;
    statistics: unknown;
    evaluation: unknown;
  }>(sql`
    select s.rules ->> 'arm' as arm, r.id as "runId", r.name as run, r.method, s.statistics,
      r.progress -> 'evaluation' as evaluation
    from snapshots s join runs r on r.snapshot_id = s.id
    where s.rules -> 'batchIds' = jsonb_build_array(${batchId}::text) and s.rules ->> 'arm' is not null
      and r.status = 'succeeded' and r.progress ? 'evaluation'
      and s.project_id = (select project_id from batches where id = ${batchId})
    order by r.number desc limit 50`);
  return rows.map(({ statistics, evaluation, ...row }) => {
    const { ratings, train } = snapshotStatistics.parse(statistics);
    const { accuracy, low, high, pairs } = pairReport.parse(evaluation);
    return { ...row, ratings, trainRows: train, accuracy: { value: accuracy, low, high, pairs } };
  });
}
