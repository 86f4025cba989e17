import { and, asc, eq, gt, gte, inArray, lte, max, min, sql } from 'drizzle-orm';
import type { Db } from '../../client.ts';
import { runAttempts, runMetrics, runSamples } from '../../schema/index.ts';

/** A place in a run's stream of metrics: the newest attempt's epoch, and the last number seen. */
export type MetricCursor = { epoch: number; seq: number };

export type MetricBucketRow = {
  name: string;
  step: number;
  last: number;
  min: number | null;
  max: number | null;
  count: number;
  nonFinite: number;
};

/**
 * The curves of a run in at most `buckets` buckets per name, each with its last value and the range of all, never
 * a random choice: a spike stays. The cursor is where live updates go on without a gap.
 */
export async function readCurves(
  db: Db,
  runId: string,
  options: {
    names?: string[] | undefined;
    from?: number | undefined;
    to?: number | undefined;
    buckets: number;
  },
): Promise<{ rows: MetricBucketRow[]; cursor: MetricCursor }> {
  return db.transaction(
    async (tx) => {
      const cursor = await readCursor(tx, runId);
      const wanted = and(
        eq(runMetrics.runId, runId),
        options.names === undefined ? undefined : inArray(runMetrics.name, options.names),
        options.from === undefined ? undefined : gte(runMetrics.step, options.from),
        options.to === undefined ? undefined : lte(runMetrics.step, options.to),
      );
      const finite = sql`m.value not in ('NaN', 'Infinity', '-Infinity')`;
      const { rows } = await tx.execute<MetricBucketRow>(sql`
        with wanted as (
          select ${runMetrics.name} as name, ${runMetrics.step} as step, ${runMetrics.value} as value
          from ${runMetrics} where ${wanted}
        ), range as (select min(step) as low, max(step) as high from wanted)
        select m.name, max(m.step) as step, (array_agg(m.value order by m.step desc))[1] as last,
          min(m.value) filter (where ${finite}) as min, max(m.value) filter (where ${finite}) as max,
          count(*)::int as count, (count(*) filter (where not ${finite}))::int as "nonFinite"
        from wanted m, range
        group by m.name, width_bucket(m.step, range.low, range.high + 1, ${options.buckets})
        order by m.name, 2`);
      return { rows, cursor };
    },
    // Cursor and curves from one moment, or a point could fall between them.
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

/** The place that a run's stream has come to. The epoch is the newest attempt's: its opening is what supersedes. */
export async function readCursor(tx: Pick<Db, 'select'>, runId: string): Promise<MetricCursor> {
  const opened = sql<number>`coalesce((select max(a.epoch) from run_attempts a where a.run_id = ${runId}), 0)`;
  const [row] = await tx
    .select({ epoch: opened, seq: sql<number>`coalesce(max(${runMetrics.seq}), 0)::float8` })
    .from(runMetrics)
    .where(eq(runMetrics.runId, runId));
  return row ?? { epoch: 0, seq: 0 };
}

export type MetricPoint = { name: string; step: number; value: number; seq: number };

/** Metrics told after a cursor, oldest first, and at most `limit` of them. */
export async function readNewMetrics(
  db: Db,
  runId: string,
  after: MetricCursor,
  limit: number,
): Promise<MetricPoint[]> {
  return db
    .select({
      name: runMetrics.name,
      step: runMetrics.step,
      value: runMetrics.value,
      seq: runMetrics.seq,
    })
    .from(runMetrics)
    .where(and(eq(runMetrics.runId, runId), gt(runMetrics.seq, after.seq)))
    .orderBy(asc(runMetrics.seq))
    .limit(limit);
}

/**
 * The step after which a reader that last saw `epoch` must forget its points, because later attempts began there;
 * null: forget all. Undefined where no attempt was opened since.
 */
export async function readReset(db: Db, runId: string, epoch: number): Promise<number | null | undefined> {
  const [row] = await db
    .select({
      opened: max(runAttempts.epoch),
      step: min(sql<number>`coalesce(${runAttempts.resumedFromStep}, -1)`).mapWith(Number),
    })
    .from(runAttempts)
    .where(and(eq(runAttempts.runId, runId), gt(runAttempts.epoch, epoch)));
  if (!row || row.opened === null) return undefined;
  return row.step === null || row.step < 0 ? null : row.step;
}

/** Completions of the fixed prompts, by step and prompt. */
export async function listRunSamples(db: Db, runId: string, limit: number) {
  return db
    .select({
      step: runSamples.step,
      ordinal: runSamples.ordinal,
      prompt: runSamples.prompt,
      completion: runSamples.completion,
      reward: runSamples.reward,
    })
    .from(runSamples)
    .where(eq(runSamples.runId, runId))
    .orderBy(asc(runSamples.step), asc(runSamples.ordinal))
    .limit(limit);
}
