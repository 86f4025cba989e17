import {
  type MyRating,
  type RateTask,
  type ShownTask,
  shownTask,
  type Verdict,
  verdict,
} from '@prefloop/contract';
import {
  type HeldTask,
  type MyRatingRow,
  mirrorStrength,
  type ShownTaskRow,
  saidAnswers,
  shownTiers,
} from '@prefloop/db';

/** A task in terms of the screen. Fields are named one by one: what is not named here cannot leak. */
function presentTask({ kind, shownOrder, messages, texts }: ShownTaskRow): ShownTask {
  return shownTask.parse({
    kind,
    prompt: { messages: messages.map(({ role, content }) => ({ role, content })) },
    responses: shownOrder.map((position) => ({ text: texts[position] })),
  });
}

export function presentHeldTask(held: HeldTask): RateTask {
  return {
    ...presentTask(held),
    token: held.token,
    expiresAt: held.expiresAt.toISOString(),
    sensitive: held.sensitive,
  };
}

function presentVerdict(row: MyRatingRow): Verdict {
  if (row.verdict === 'skip') return { verdict: 'skip', reason: row.skipReason ?? 'other' };
  const { grade, ranking, shownOrder } = row;
  switch (row.verdict) {
    case 'preference':
      return verdict.parse({
        verdict: 'preference',
        strength: mirrorStrength(row.strength ?? 0, shownOrder),
      });
    case 'grade':
      return verdict.parse({ verdict: 'grade', grade });
    case 'ranking':
      return verdict.parse({ verdict: 'ranking', tiers: shownTiers(ranking ?? [], shownOrder) });
    default:
      return { verdict: row.verdict };
  }
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
