import { type Db, schema } from '@prefloop/db';
import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { TestBatch } from './rating.ts';

/** Negative prefers the first response, positive the second; the other verdicts by name. */
export type Said = number | 'tie' | 'both_good' | 'both_bad' | 'skip';

/** An annotator of the project, as imported raters are. */
export async function addAnnotator(db: Db, projectId: string, name: string): Promise<string> {
  const id = v7();
  await db.insert(schema.annotators).values({ id, projectId, name, externalKey: `${name} ${id}` });
  return id;
}

/** Stores what an annotator said of the batch's tasks, in their order; null where they said nothing. */
export async function addVerdicts(
  db: Db,
  args: {
    projectId: string;
    batch: TestBatch;
    annotatorId: string;
    said: (Said | null)[];
    more?: Partial<typeof schema.ratings.$inferInsert>;
  },
): Promise<void> {
  const { projectId, batch, annotatorId, said, more } = args;
  for (const [at, one] of said.entries()) {
    const taskId = batch.taskIds[at];
    if (one === null || taskId === undefined) continue;
    const rating: typeof schema.ratings.$inferInsert = {
      id: v7(),
      projectId,
      batchId: batch.id,
      taskId,
      annotatorId,
      verdict: typeof one === 'number' ? 'preference' : one,
      ...(typeof one === 'number' ? { strength: one, scale: 7 } : {}),
      counted: one !== 'skip',
      activeMs: 1_000 * (at + 1),
      ...more,
    };
    await db.insert(schema.ratings).values(rating);
    if (!rating.counted || rating.voidedAt || rating.kind === 'adjudication') continue;
    const [task] = await db.select().from(schema.tasks).where(eq(schema.tasks.id, taskId));
    const done = (task?.done ?? 0) + 1;
    await db.update(schema.tasks).set({ done }).where(eq(schema.tasks.id, taskId));
  }
}

/** Changes the verdict of one rating, as an edit does. */
export async function changeVerdict(
  db: Db,
  { taskId, annotatorId, strength }: { taskId: string; annotatorId: string; strength: number },
): Promise<void> {
  await db
    .update(schema.ratings)
    .set({ verdict: 'preference', strength, scale: 7, updatedAt: new Date() })
    .where(and(eq(schema.ratings.taskId, taskId), eq(schema.ratings.annotatorId, annotatorId)));
}
