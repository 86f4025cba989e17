import type { RunMethod } from '@prefloop/contract';
import {
  claimRun,
  createRun,
  type Db,
  openAttempt,
  recordRunEvents,
  registerWorker,
  schema,
} from '@prefloop/db';
import { eq, sql } from 'drizzle-orm';

type Point = [name: string, step: number, value: number];
type Sample = { step: number; ordinal: number; prompt: string; completion: string; reward: number | null };

/** A run at work whose trainer says what the test wants it to say, when it wants it. */
export async function startToldRun(
  db: Db,
  run: { projectId: string; createdBy: string; method: RunMethod; name?: string },
) {
  const made = await createRun(db, { ...run, config: {}, configHash: 'hash' });
  const workerId = await registerWorker(db, { host: 'h', pid: 1, slots: 1, environment: { state: 'ready' } });
  const claimed = await claimRun(db, { workerId, runId: made.id, trainerReady: true });
  if (!claimed) throw new Error('the run could not be claimed');
  const hold = { runId: made.id, epoch: claimed.epoch };
  const opened = await openAttempt(db, {
    ...hold,
    workerId,
    resumedFromStep: null,
    folderOf: (n) => `/x/${n}`,
  });
  const record = (events: { points?: Point[]; samples?: Sample[]; progress?: Record<string, unknown> }) =>
    recordRunEvents(
      db,
      { ...hold, attempt: opened?.attempt ?? 0 },
      {
        metrics: (events.points ?? []).map(([name, step, value]) => ({ name, step, value })),
        samples: events.samples ?? [],
        checkpoints: [],
        progress: events.progress,
      },
    );
  return {
    id: made.id,
    name: made.name,
    tell: (points: Point[]) => record({ points }),
    tellSamples: (samples: Sample[]) => record({ samples }),
    /** As if all it told so far had come so much earlier. */
    age: (ms: number) =>
      db
        .update(schema.runMetrics)
        .set({ createdAt: sql`created_at - ${ms} * interval '1 millisecond'` })
        .where(eq(schema.runMetrics.runId, made.id)),
    /** As if its points had come so far apart, the newest now. */
    spread: (ms: number) =>
      db.execute(sql`
        with newest as materialized (select max(step) as step from run_metrics where run_id = ${made.id})
        update run_metrics m set created_at = now() - (newest.step - m.step) * ${ms} * interval '1 millisecond'
        from newest
        where m.run_id = ${made.id}`),
    end: (progress: Record<string, unknown> = {}) =>
      db
        .update(schema.runs)
        .set({
          status: 'succeeded',
          finishedAt: sql`now()`,
          progress: sql`progress || ${JSON.stringify(progress)}::jsonb`,
        })
        .where(eq(schema.runs.id, made.id)),
  };
}
