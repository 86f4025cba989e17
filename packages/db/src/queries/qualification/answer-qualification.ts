import {
  AppError,
  isGoldRight,
  judgeAttempt,
  type QualificationAnswer,
  type RatingForm,
  verdictOnly,
} from '@prefloop/contract';
import { and, eq, sql } from 'drizzle-orm';
import type { Db, Transaction } from '../../client.ts';
import { qualificationAttempts, qualificationQuestions } from '../../schema/index.ts';
import { unknownGuideline } from '../rating/acknowledge-guideline.ts';
import { lockAnnotator } from '../rating/ensure-annotator.ts';
import { fittingForm } from '../rating/fitting-form.ts';
import { mirrorStrength } from '../rating/shown-order.ts';
import { type QualificationStanding, readQualificationStanding } from './read-standing.ts';

type Answer = { projectId: string; userId: string; name: string; body: QualificationAnswer };

type Asked = {
  attemptId: string;
  place: number;
  shownOrder: number[];
  questions: number;
  passMark: number;
  answered: boolean;
  verdict: 'preference' | 'tie' | 'both_good' | 'both_bad';
  strength: number | null;
};

/**
 * Stores the answer to a question of the caller's open attempt, and ends the attempt with its last one. The first answer
 * stays: whatever comes after it for the same question changes nothing. Throws LEASE_UNKNOWN, RATING_OFF_FORM and
 * GUIDELINE_UNKNOWN.
 */
export async function answerQualification(db: Db, { body, ...who }: Answer): Promise<QualificationStanding> {
  const { token, ...answer } = body;
  return db.transaction(async (tx) => {
    const annotator = await lockAnnotator(tx, who);
    const asked = await findQuestion(tx, annotator.id, token);
    if (asked.answered) return readQualificationStanding(tx, annotator);
    const named = await findForm(tx, who.projectId, body.formVersion);
    const form = fittingForm(named && { ...named, spec: verdictOnly(named.spec) }, body, {
      kind: 'pair',
      shownOrder: asked.shownOrder,
    });
    const guidelineId = await findGuideline(tx, who.projectId, body.guidelineVersion);
    const { verdict } = body;
    const strength =
      verdict.verdict === 'preference' ? mirrorStrength(verdict.strength, asked.shownOrder) : null;
    const { attemptId, place } = asked;
    await tx
      .update(qualificationQuestions)
      .set({
        answer,
        right: isGoldRight(asked, { verdict: verdict.verdict, strength }) === true,
        formId: form.id,
        guidelineId,
        answeredAt: sql`now()`,
      })
      .where(and(eq(qualificationQuestions.attemptId, attemptId), eq(qualificationQuestions.place, place)));
    await endAttempt(tx, asked);
    return readQualificationStanding(tx, annotator);
  });
}

async function findQuestion(tx: Transaction, annotatorId: string, token: string): Promise<Asked> {
  const { rows } = await tx.execute<Asked>(sql`
    select asked.attempt_id as "attemptId", asked.place, asked.shown_order as "shownOrder", attempt.questions,
      attempt.pass_mark as "passMark", asked.answered_at is not null as "answered", g.verdict, g.strength
    from qualification_questions asked
    join qualification_attempts attempt on attempt.id = asked.attempt_id
    join golds g on g.task_id = asked.task_id
    where asked.token = ${token} and attempt.annotator_id = ${annotatorId}`);
  const [asked] = rows;
  if (asked) return asked;
  throw new AppError('LEASE_UNKNOWN', {
    message: 'No question of yours has this token. Nothing was stored; load the page again.',
  });
}

async function findForm(tx: Transaction, projectId: string, version: number | undefined) {
  const { rows } = await tx.execute<RatingForm & { id: string }>(sql`
    select f.id, f.version, f.spec from rating_forms f
    where f.project_id = ${projectId} and f.version = coalesce(${version ?? null}::int, f.version)
    order by f.version desc limit 1`);
  return rows[0] ?? null;
}

async function findGuideline(tx: Transaction, projectId: string, version: number | undefined) {
  if (!version) return null;
  const { rows } = await tx.execute<{ id: string }>(sql`
    select g.id from guidelines g where g.project_id = ${projectId} and g.version = ${version}`);
  const [guideline] = rows;
  if (!guideline) throw unknownGuideline(version);
  return guideline.id;
}

async function endAttempt(tx: Transaction, { attemptId, questions, passMark }: Asked): Promise<void> {
  const { rows } = await tx.execute<{ answered: number; right: number }>(sql`
    select count(answered_at)::int as "answered", (count(*) filter (where "right"))::int as "right"
    from qualification_questions where attempt_id = ${attemptId}`);
  const [counts] = rows;
  if (!counts) throw new Error('an aggregate without groups returned no row');
  const result = judgeAttempt(counts, { questions, passMark });
  if (result === 'open') return;
  await tx
    .update(qualificationAttempts)
    .set({ result, endedAt: sql`now()` })
    .where(eq(qualificationAttempts.id, attemptId));
}
