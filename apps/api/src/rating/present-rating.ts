import { AppError, type MyRating, type RateTask, type Verdict, verdict } from '@prefloop/contract';
import { type HeldTask, type MyRatingRow, mirrorStrength, type ShownTask, saidAnswers } from '@prefloop/db';

/** A task in terms of the screen. Fields are named one by one: what is not named here cannot leak. */
function presentTask({
  kind,
  shownOrder,
  messages,
  texts,
}: ShownTask): Omit<RateTask, 'token' | 'expiresAt'> {
  const [left, right] = shownOrder.map((position) => texts[position]);
  if (kind !== 'pair' || left === undefined || right === undefined) {
    throw new AppError('INTERNAL', { message: `a task of kind ${kind} cannot be shown as a pair` });
  }
  return {
    kind,
    prompt: { messages: messages.map(({ role, content }) => ({ role, content })) },
    responses: [{ text: left }, { text: right }],
  };
}

export function presentHeldTask(held: HeldTask): RateTask {
  return { token: held.token, expiresAt: held.expiresAt.toISOString(), ...presentTask(held) };
}

function presentVerdict(row: MyRatingRow): Verdict {
  if (row.verdict === 'skip') return { verdict: 'skip', reason: row.skipReason ?? 'other' };
  if (row.verdict !== 'preference') return { verdict: row.verdict };
  return verdict.parse({
    verdict: 'preference',
    strength: mirrorStrength(row.strength ?? 0, row.shownOrder),
  });
}

export function presentMyRating(row: MyRatingRow): MyRating {
  return {
    token: row.token,
    task: presentTask(row),
    verdict: presentVerdict(row),
    comment: row.comment,
    flags: row.flags,
    ...saidAnswers(row, row.shownOrder),
    form: row.form,
    ratedAt: row.ratedAt.toISOString(),
    editable: row.batchStatus !== 'closed' && (row.taskStatus === 'open' || row.taskStatus === 'done'),
  };
}
