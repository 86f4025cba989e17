import { eq, max, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { projects, runs } from '../../schema/index.ts';

export type Run = typeof runs.$inferSelect;

export type NewRun = {
  projectId: string;
  name?: string | undefined;
  method: Run['method'];
  /** What was asked for, plus `versionIds` (every model version it needs) and, for generate, `promptIds`. */
  config: Record<string, unknown>;
  configHash: string;
  snapshotId?: string | undefined;
  baseVersionId?: string | undefined;
  /** What is known of it before it begins: what it was estimated to take. */
  progress?: Record<string, unknown> | undefined;
  createdBy: string;
  priority?: Run['priority'] | undefined;
  /** The pipeline that it is a step of. */
  pipelineId?: string | undefined;
  step?: string | undefined;
  stepOrder?: number | undefined;
  maxAttempts?: number | undefined;
};

/** Writes a queued run with the project's next number. The caller rings afterwards; a lost ring is made up for. */
export async function createRun(db: DbOrTransaction, values: NewRun): Promise<Run> {
  return db.transaction(async (tx) => {
    // Numbers count up without gaps or doubles: launches in one project go one after the other.
    await tx
      .select({ id: projects.id })
      .from(projects)
      .where(eq(projects.id, values.projectId))
      .for('no key update');
    const [last] = await tx
      .select({ number: max(runs.number) })
      .from(runs)
      .where(eq(runs.projectId, values.projectId));
    const number = (last?.number ?? 0) + 1;
    const [run] = await tx
      .insert(runs)
      .values({
        ...values,
        name: values.name ?? `${values.method} ${number}`,
        number,
        status: 'queued',
        queuedAt: sql`now()`,
        dueAt: sql`now()`,
      })
      .returning();
    if (!run) throw new Error('insert returned no row');
    return run;
  });
}
