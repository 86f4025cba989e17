import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../../client.ts';
import { annotators, qualificationQuestions } from '../../schema/index.ts';
import { lockAnnotator } from '../rating/ensure-annotator.ts';
import { beginAttempt } from './begin-attempt.ts';
import { type QualificationStanding, readQualificationStanding } from './read-standing.ts';

type Step = { projectId: string; userId: string; name: string; from: string | null };

/**
 * Goes on from an explanation that was read, by its question's token, or begins an attempt. A step from anywhere else
 * than where the person stands changes nothing: a second press, or another tab, was first.
 */
export async function stepQualification(db: Db, { from, ...who }: Step): Promise<QualificationStanding> {
  return db.transaction(async (tx) => {
    const annotator = await lockAnnotator(tx, who);
    const now = await readQualificationStanding(tx, annotator);
    if (from === null) {
      if (now.state !== 'to-begin' && now.state !== 'failed') return now;
      if (now.attemptsLeft === 0) return now;
      await beginAttempt(tx, annotator.id, now.attempt + 1);
      return readQualificationStanding(tx, annotator);
    }
    if (now.state !== 'explained' || now.question?.token !== from) return now;
    const { attemptId, place } = now.question;
    await tx
      .update(qualificationQuestions)
      .set({ readAt: sql`now()` })
      .where(and(eq(qualificationQuestions.attemptId, attemptId), eq(qualificationQuestions.place, place)));
    const next = await readQualificationStanding(tx, annotator);
    // Only now, so that a page that is loaded again still tells about the last answer.
    if (next.state === 'passed') {
      await tx
        .update(annotators)
        .set({ qualifiedAt: sql`now()`, qualifiedBy: 'attempt' })
        .where(eq(annotators.id, annotator.id));
    }
    return next;
  });
}
