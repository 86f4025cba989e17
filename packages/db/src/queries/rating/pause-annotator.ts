import { AppError } from '@prefloop/contract';
import { and, eq, sql } from 'drizzle-orm';
import type { Db, Transaction } from '../../client.ts';
import { annotators } from '../../schema/index.ts';
import { type Actor, recordAudit } from '../people/audit.ts';
import type { Annotator } from './ensure-annotator.ts';
import { giveBack } from './give-back.ts';

type Which = { projectId: string; annotatorId: string };

/** Pauses somebody whose golds say so, within their claim. The sentence is for leads: it tells of golds. */
export async function pauseForGolds(
  tx: Transaction,
  annotator: Annotator,
  sentence: string,
): Promise<Annotator> {
  const { id, projectId } = annotator;
  await tx
    .update(annotators)
    .set({ pausedAt: sql`now()`, pausedReason: sentence, pausedBy: 'golds' })
    .where(eq(annotators.id, id));
  await giveBack(tx, id);
  const detail = { by: 'golds', reason: sentence };
  const nobody = { actorId: null, ip: null };
  await recordAudit(tx, nobody, { action: 'annotator.paused', projectId, subject: id, detail });
  return { ...annotator, paused: true, pausedReason: sentence, pausedBy: 'golds' };
}

/** Pauses somebody for a lead's reason, which they are told. One who is paused already gets the new reason. */
export async function pauseAnnotator(db: Db, by: Actor, which: Which, reason: string): Promise<void> {
  const { projectId, annotatorId } = which;
  await db.transaction(async (tx) => {
    await change(tx, which, {
      pausedAt: sql`coalesce(${annotators.pausedAt}, now())`,
      pausedReason: reason,
      pausedBy: null,
    });
    await giveBack(tx, annotatorId);
    const detail = { by: 'lead', reason };
    await recordAudit(tx, by, { action: 'annotator.paused', projectId, subject: annotatorId, detail });
  });
}

/** Lets somebody rate again; their golds are counted anew. */
export async function resumeAnnotator(db: Db, by: Actor, which: Which): Promise<void> {
  const { projectId, annotatorId } = which;
  await db.transaction(async (tx) => {
    await change(tx, which, {
      pausedAt: null,
      pausedReason: null,
      pausedBy: null,
      resumedAt: sql`now()`,
    });
    await recordAudit(tx, by, { action: 'annotator.resumed', projectId, subject: annotatorId });
  });
}

type Change = {
  pausedAt: ReturnType<typeof sql> | null;
  pausedReason: string | null;
  pausedBy: null;
  resumedAt?: ReturnType<typeof sql>;
};

async function change(tx: Transaction, { projectId, annotatorId }: Which, values: Change): Promise<void> {
  const changed = await tx
    .update(annotators)
    .set(values)
    .where(and(eq(annotators.projectId, projectId), eq(annotators.id, annotatorId)))
    .returning({ id: annotators.id });
  if (changed.length > 0) return;
  throw new AppError('NOT_FOUND', { message: 'Nobody who rates in this project has this id.' });
}
