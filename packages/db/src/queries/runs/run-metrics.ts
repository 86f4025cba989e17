import { histogramPrefix } from '@prefloop/contract';
import { and, asc, eq, gt, max, min, sql } from 'drizzle-orm';
import type { Db } from '../../client.ts';
import { runAttempts, runMetrics, runSamples } from '../../schema/index.ts';

/** A place in a run's stream of metrics: the newest attempt's epoch, and the last number seen. */
export type MetricCursor = { epoch: number; seq: number };

export type MetricBucketRow = {
  name: string;
  step: number;
  last: number;
  /** When the last value was stored, in milliseconds since 1970. */
  time: number;
  min: number | null;
  max: number | null;
  count: number;
  nonFinite: number;
};

/** Metrics whose names begin so hold the bins of histograms and are no curves. */
const noHistogram = sql`not starts_with(name, ${histogramPrefix})`;

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
  const { names, from = 0, to = 2 ** 31 - 1, buckets } = options;
  const wanted = names === undefined ? sql`true` : sql`name = any(${sql.param(names)}::text[])`;
  return db.transaction(
    async (tx) => {
      const cursor = await readCursor(tx, runId);
      const finite = sql`m.value > '-Infinity' and m.value < 'Infinity'`;
      // Names and ends are looked up in the key, one probe each; only the buckets read every value. One name at a time
      // they are grouped by a number alone: grouped by name and number, all values would be sorted first. And each part is made once, and each last value looked up
      // by its key (the limit sees to that), whatever is guessed of a table that was filled a moment ago.
      const { rows } = await tx.execute<MetricBucketRow>(sql`
        with recursive every_name(name) as (
          (select name from run_metrics where run_id = ${runId} order by name limit 1)
          union all
          select (
            select m.name from run_metrics m where m.run_id = ${runId} and m.name > n.name order by m.name limit 1
          ) from every_name n where n.name is not null
        ), ends as materialized (
          select n.name, low.step as low, high.step as high from every_name n,
            lateral (
              select step from run_metrics m where m.run_id = ${runId} and m.name = n.name and step >= ${from}
              order by step limit 1
            ) low,
            lateral (
              select step from run_metrics m where m.run_id = ${runId} and m.name = n.name and step <= ${to}
              order by step desc limit 1
            ) high
          where ${noHistogram} and ${wanted} and low.step <= ${to} and high.step >= ${from}
        ), range as materialized (select min(low) as low, max(high) - min(low) + 1 as width from ends),
        buckets as materialized (
          select ends.name, bucket.* from range, ends, lateral (
            select max(m.step) as step, min(m.value) filter (where ${finite}) as min,
              max(m.value) filter (where ${finite}) as max, count(*)::int as count,
              (count(*) filter (where not (${finite})))::int as "nonFinite"
            from run_metrics m
            where m.run_id = ${runId} and m.name = ends.name and m.step between ends.low and ends.high
            group by (m.step - range.low)::bigint * ${buckets} / range.width
          ) bucket
        )
        select b.name, b.step, l.value as last, (extract(epoch from l.created_at) * 1000)::float8 as time,
          b.min, b.max, b.count, b."nonFinite"
        from buckets b, lateral (
          select value, created_at from run_metrics m
          where m.run_id = ${runId} and m.name = b.name and m.step = b.step
          limit 1
        ) l
        order by b.name, b.step`);
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

export type MetricPoint = { name: string; step: number; value: number; time: number; seq: number };

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
      time: sql<number>`(extract(epoch from ${runMetrics.createdAt}) * 1000)::float8`,
      seq: runMetrics.seq,
    })
    .from(runMetrics)
    .where(and(eq(runMetrics.runId, runId), gt(runMetrics.seq, after.seq), noHistogram))
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

/** The bins of a run's histograms at no more than so many steps, evenly apart, the first and the last among them. */
export async function readHistogramBins(
  db: Db,
  runId: string,
  atMost: number,
): Promise<{ name: string; step: number; value: number }[]> {
  const isBin = sql`run_id = ${runId} and name >= ${histogramPrefix} and starts_with(name, ${histogramPrefix})`;
  const { rows } = await db.execute<{ name: string; step: number; value: number }>(sql`
    with steps as (
      select step, row_number() over (order by step) as place, count(*) over () as all_steps
      from (select distinct step from run_metrics where ${isBin}) told
    )
    select name, step, value from run_metrics
    where ${isBin} and step in (
      -- Of more steps than are wanted, the first whose place reaches the next of evenly spaced ones.
      select step from steps
      where all_steps <= ${atMost} or place = 1 or place = all_steps
        or place * (${atMost} - 1) / all_steps > (place - 1) * (${atMost} - 1) / all_steps
    )`);
  return rows;
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
