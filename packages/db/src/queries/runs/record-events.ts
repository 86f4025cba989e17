import { and, eq, sql } from 'drizzle-orm';
import type { Db, Transaction } from '../../client.ts';
import { checkpoints, runAttempts, runMetrics, runSamples, runs } from '../../schema/index.ts';
import { type HoldAnswer, isHeld, type RunHold } from './hold-run.ts';

export type RunEvents = {
  metrics: { name: string; step: number; value: number }[];
  samples: { step: number; ordinal: number; prompt: string; completion: string; reward: number | null }[];
  checkpoints: { step: number; path: string; manifest: Record<string, unknown> }[];
  /** Merged into what is known of the run's progress. */
  progress?: Record<string, unknown> | undefined;
  device?: Record<string, unknown> | undefined;
  logTail?: string | undefined;
  /** How far the events file was read. */
  eventsOffset?: number | undefined;
};

/**
 * Stores what a trainer told, in one transaction and only while the claim stands. Told twice is stored once:
 * metrics are keyed by (run, name, step), and the offset moves with them.
 */
export async function recordRunEvents(
  db: Db,
  hold: RunHold & { attempt: number },
  events: RunEvents,
): Promise<HoldAnswer> {
  return db.transaction(async (tx) => {
    // The update locks the row, so metric numbers of one run are given in the order they become visible.
    const [row] = await tx
      .update(runs)
      .set({
        heartbeatAt: sql`now()`,
        progress: sql`${runs.progress} || ${JSON.stringify(events.progress ?? {})}::jsonb`,
      })
      .where(isHeld(hold))
      .returning({ cancelRequestedAt: runs.cancelRequestedAt });
    if (!row) return 'lost';
    await storeMetrics(tx, hold, events.metrics);
    await storeSamples(tx, hold, events.samples);
    await storeCheckpoints(tx, hold, events.checkpoints);
    await updateAttempt(tx, hold, events);
    return row.cancelRequestedAt === null ? 'go on' : 'cancel';
  });
}

async function storeMetrics(tx: Transaction, hold: RunHold, metrics: RunEvents['metrics']): Promise<void> {
  // One statement cannot touch a row twice: of two values for one step the later one counts.
  const last = new Map(metrics.map((metric) => [`${metric.step} ${metric.name}`, metric]));
  if (last.size === 0) return;
  const rows = [...last.values()];
  const names = sql.param(rows.map((row) => row.name));
  const steps = sql.param(rows.map((row) => row.step));
  // As text: JSON has no NaN, and the driver writes arrays of numbers as JSON would.
  const values = sql.param(rows.map((row) => String(row.value)));
  await tx.execute(sql`
    insert into ${runMetrics} (run_id, name, step, value, epoch)
    select ${hold.runId}, name, step, value::double precision, ${hold.epoch}
    from unnest(${names}::text[], ${steps}::int[], ${values}::text[]) as t(name, step, value)
    on conflict (run_id, name, step) do update set value = excluded.value, epoch = excluded.epoch, seq = default`);
}

async function storeSamples(tx: Transaction, hold: RunHold, samples: RunEvents['samples']): Promise<void> {
  if (samples.length === 0) return;
  const rows = new Map(samples.map((sample) => [`${sample.step} ${sample.ordinal}`, sample]));
  await tx
    .insert(runSamples)
    .values([...rows.values()].map((sample) => ({ ...sample, ...hold })))
    .onConflictDoUpdate({
      target: [runSamples.runId, runSamples.step, runSamples.ordinal],
      set: {
        prompt: sql`excluded.prompt`,
        completion: sql`excluded.completion`,
        reward: sql`excluded.reward`,
        epoch: sql`excluded.epoch`,
      },
    });
}

async function storeCheckpoints(
  tx: Transaction,
  hold: RunHold,
  found: RunEvents['checkpoints'],
): Promise<void> {
  if (found.length === 0) return;
  const rows = found.map(({ step, path, manifest }) => ({ ...hold, step, path, manifest }));
  await tx.insert(checkpoints).values(rows).onConflictDoNothing();
}

async function updateAttempt(tx: Transaction, hold: RunHold & { attempt: number }, events: RunEvents) {
  const { device, logTail, eventsOffset } = events;
  const set = {
    ...(device === undefined ? {} : { device }),
    ...(logTail === undefined ? {} : { logTail }),
    ...(eventsOffset === undefined ? {} : { eventsOffset }),
  };
  if (Object.keys(set).length === 0) return;
  await tx
    .update(runAttempts)
    .set(set)
    .where(and(eq(runAttempts.runId, hold.runId), eq(runAttempts.attempt, hold.attempt)));
}
