import { createHash } from 'node:crypto';
import { AppError, type NewAdjudication, offForm, verdictOnly } from '@prefloop/contract';
import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Db, Transaction } from '../../client.ts';
import { ratingForms, ratingRevisions, ratings, tasks } from '../../schema/index.ts';
import { type Actor, recordAudit } from '../people/audit.ts';
import { ensureAnnotator } from '../rating/ensure-annotator.ts';

type Decision = {
  projectId: string;
  taskId: string;
  user: { id: string; name: string };
  /** The client's UUIDv7: a repeat of the same id and content is harmless. */
  id: string;
  body: NewAdjudication;
};

/**
 * Stores a lead's verdict on a task as a rating of its own kind, beside the ratings that it decides between. An earlier
 * decision of somebody else is voided, not overwritten. Throws NOT_FOUND, TASK_STATE while people still rate the task,
 * RATING_OFF_FORM and RATING_ID_TAKEN.
 */
export async function adjudicateTask(db: Db, by: Actor, decision: Decision): Promise<void> {
  const { projectId, taskId, user, id, body } = decision;
  const bodyHash = createHash('sha256')
    .update(JSON.stringify([taskId, body.verdict, body.comment ?? null, body.formVersion]))
    .digest('hex');
  await db.transaction(async (tx) => {
    const task = await lockDecidable(tx, projectId, taskId);
    const [known] = await tx
      .select({ bodyHash: ratingRevisions.bodyHash })
      .from(ratingRevisions)
      .where(eq(ratingRevisions.id, id));
    if (known?.bodyHash === bodyHash) return;
    if (known) {
      throw new AppError('RATING_ID_TAKEN', {
        message: `The id ${id} already names another rating. Send this one again under a new id.`,
      });
    }
    const form = await fittingForm(tx, projectId, body);
    const annotator = await ensureAnnotator(tx, { projectId, userId: user.id, name: user.name });
    const others = and(
      eq(ratings.taskId, taskId),
      eq(ratings.kind, 'adjudication'),
      isNull(ratings.voidedAt),
      ne(ratings.annotatorId, annotator.id),
    );
    await tx.update(ratings).set({ voidedAt: sql`now()` }).where(others);
    const { verdict } = body;
    const strength = verdict.verdict === 'preference' ? verdict.strength : null;
    const said = {
      verdict: verdict.verdict,
      strength,
      scale: strength === null ? null : form.spec.pair.scale,
      comment: body.comment ?? null,
      formId: form.id,
    };
    const [head] = await tx
      .insert(ratings)
      .values({
        ...said,
        projectId,
        batchId: task.batchId,
        taskId,
        annotatorId: annotator.id,
        kind: 'adjudication',
        counted: false,
        shownOrder: [0, 1],
      })
      .onConflictDoUpdate({
        target: [ratings.taskId, ratings.annotatorId, ratings.kind],
        set: { ...said, voidedAt: null, revision: sql`${ratings.revision} + 1`, updatedAt: sql`now()` },
      })
      .returning({ id: ratings.id, revision: ratings.revision });
    if (!head) throw new Error('the decision was not stored');
    await tx
      .insert(ratingRevisions)
      .values({ id, ratingId: head.id, revision: head.revision, body, bodyHash });
    await tx.update(tasks).set({ status: 'adjudicated' }).where(eq(tasks.id, taskId));
    await recordAudit(tx, by, { action: 'task.adjudicated', projectId, subject: taskId });
  });
}

async function lockDecidable(tx: Transaction, projectId: string, taskId: string) {
  const [task] = await tx
    .select({ batchId: tasks.batchId, status: tasks.status })
    .from(tasks)
    .where(and(eq(tasks.projectId, projectId), eq(tasks.id, taskId), eq(tasks.kind, 'pair')))
    .for('no key update');
  if (!task) throw new AppError('NOT_FOUND', { message: 'This project has no such pair.' });
  if (task.status === 'done' || task.status === 'adjudicated') return task;
  throw new AppError('TASK_STATE', {
    message:
      task.status === 'open'
        ? 'People are still rating this pair. It can be decided once all its ratings are in.'
        : 'This pair was withdrawn, so there is nothing to decide.',
  });
}

async function fittingForm(
  tx: Transaction,
  projectId: string,
  { verdict, comment, formVersion }: NewAdjudication,
) {
  const [form] = await tx
    .select({ id: ratingForms.id, spec: ratingForms.spec })
    .from(ratingForms)
    .where(and(eq(ratingForms.projectId, projectId), eq(ratingForms.version, formVersion)));
  const fault = form ? offForm(verdictOnly(form.spec), { verdict, comment }) : 'There is no such version.';
  if (form && fault === null) return form;
  throw new AppError('RATING_OFF_FORM', {
    message: `The decision does not fit version ${formVersion} of the rating form. ${fault} Nothing was stored.`,
  });
}
