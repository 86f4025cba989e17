import {
  AppError,
  bestGrade,
  type CriterionAnswers,
  type Critiques,
  type EditedResponse,
  isGoldRight,
  type RatingForm,
  type RatingSubmission,
} from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Transaction } from '../../client.ts';
import { statement, value } from '../../statement.ts';
import { violates } from '../../violates.ts';
import { type Decision, statusByCount } from './decide-rating.ts';
import type { LockedTask } from './lock-task.ts';
import { mirrorStrength, storedTiers } from './shown-order.ts';
import { storedAnswers } from './stored-answers.ts';

/** What a person said: all that a repeat has to be equal in. */
export type Content = {
  verdict: RatingSubmission['verdict'];
  comment: string | null;
  flags: NonNullable<RatingSubmission['flags']>;
  criteria: CriterionAnswers;
  edited: EditedResponse | null;
  critiques: Critiques;
  activeMs: number;
};

type Writing = {
  id: string;
  body: RatingSubmission;
  content: Content;
  bodyHash: string;
  decision: Decision;
  made: { form: RatingForm & { id: string }; guidelineId: string | null };
};

const writing = statement<{ revision: number }>(
  'rating_write',
  sql`
    with head as (
      insert into ratings (id, project_id, batch_id, task_id, annotator_id, verdict, strength, grade, scale, ranking,
        skip_reason, comment, flags, answers, edited_response, edited_from, active_ms, counted, surplus, gold_right, shown_order, form_id, guideline_id)
      values (${value('headId')}, ${value('projectId')}, ${value('batchId')}, ${value('taskId')},
        ${value('annotatorId')}, ${value('verdict')}, ${value('strength')}, ${value('grade')}, ${value('scale')}, ${value('ranking')},
        ${value('skipReason')}, ${value('comment')}, ${value('flags')}::text[], ${value('answers')},
        ${value('editedResponse')}, ${value('editedFrom')}, ${value('activeMs')}, ${value('counted')}, ${value('surplus')},
        ${value('goldRight')}, ${value('shownOrder')}, ${value('formId')}, ${value('guidelineId')})
      on conflict (task_id, annotator_id, kind) do update
        set verdict = excluded.verdict, strength = excluded.strength, grade = excluded.grade,
          scale = excluded.scale, ranking = excluded.ranking,
          skip_reason = excluded.skip_reason, comment = excluded.comment, flags = excluded.flags, answers = excluded.answers,
          edited_response = excluded.edited_response, edited_from = excluded.edited_from,
          form_id = excluded.form_id, guideline_id = excluded.guideline_id,
          active_ms = excluded.active_ms, counted = excluded.counted,
          surplus = excluded.surplus, gold_right = excluded.gold_right, revision = ratings.revision + 1, updated_at = now()
      returning id, revision
    ), lease_now as (
      update leases set state = ${value('lease')} where id = ${value('leaseId')}
    ), task_now as (
      update tasks
      set done = ${value('done')}, reserved = ${value('reserved')}, skips = ${value('skips')},
        flagged = ${value('flagged')}, status = ${value('status')}
      where id = ${value('taskId')}
    )
    insert into rating_revisions (id, rating_id, revision, body, body_hash)
    select ${value('id')}, head.id, head.revision, ${value('content')}, ${value('bodyHash')}
    from head
    returning revision`,
);

/**
 * Head, revision, lease and counts in one statement; answers the revision. Throws RATING_ID_TAKEN where somebody used
 * `id` on another task since it was looked up.
 */
export async function writeRating(
  tx: Transaction,
  task: LockedTask,
  { id, body, content, bodyHash, decision, made }: Writing,
): Promise<number> {
  const { leaseId, annotatorId, batchId, shownOrder, projectId, taskId, goldVerdict, goldStrength } = task;
  const { verdict, comment, activeMs } = body;
  const strength = verdict.verdict === 'preference' ? mirrorStrength(verdict.strength, shownOrder) : null;
  const { pair, single } = made.form.spec;
  const skipReason = verdict.verdict === 'skip' ? verdict.reason : null;
  const { counted, surplus, lease, done, reserved, skips, flagged } = decision;
  const status = statusByCount(task.status, task.overlap, done);
  const [row] = await writing(tx, {
    headId: v7(),
    projectId,
    batchId,
    taskId,
    annotatorId,
    verdict: verdict.verdict,
    strength,
    grade: verdict.verdict === 'grade' ? verdict.grade : null,
    scale: strength !== null ? pair.scale : verdict.verdict === 'grade' ? bestGrade[single.scale] : null,
    // As text: the driver takes an array of JavaScript for one of SQL.
    ranking: verdict.verdict === 'ranking' ? JSON.stringify(storedTiers(verdict.tiers, shownOrder)) : null,
    skipReason,
    comment: comment ?? null,
    flags: content.flags,
    ...storedAnswers(content, shownOrder),
    activeMs,
    counted,
    surplus,
    // Found out for every rating, in the statement that all have: no answer and no time tells.
    goldRight:
      goldVerdict &&
      isGoldRight({ verdict: goldVerdict, strength: goldStrength }, { verdict: verdict.verdict, strength }),
    shownOrder,
    formId: made.form.id,
    guidelineId: made.guidelineId,
    lease,
    leaseId,
    done,
    reserved,
    skips,
    flagged,
    status,
    id,
    content: JSON.stringify(content),
    bodyHash,
  }).catch((error: unknown) => {
    throw violates(error, 'rating_revisions_pkey') ? idTaken(id) : error;
  });
  if (!row) throw new Error('an insert returned no row');
  return row.revision;
}

export function idTaken(id: string): AppError {
  return new AppError('RATING_ID_TAKEN', {
    message: `The id ${id} already names another rating. Send this one again under a new id.`,
  });
}
