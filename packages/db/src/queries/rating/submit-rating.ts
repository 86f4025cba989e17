import { createHash } from 'node:crypto';
import { AppError, isGoldRight, offForm, type RatingForm, type RatingSubmission } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Db, Transaction } from '../../client.ts';
import { leases } from '../../schema/index.ts';
import { statement, value } from '../../statement.ts';
import { unknownGuideline } from './acknowledge-guideline.ts';
import { type Decision, decideRating, statusByCount, wantsPlace } from './decide-rating.ts';
import { type LockedTask, lockStanding, lockTask } from './lock-task.ts';
import { settleTask } from './settle-task.ts';
import { mirrorStrength } from './shown-order.ts';

type Submission = {
  projectId: string;
  userId: string;
  /** The client's UUIDv7 for this revision. */
  id: string;
  body: RatingSubmission;
};

export type Receipt = {
  outcome: 'stored' | 'repeat';
  revision: number;
  /** The newest version of the guidelines. */
  guidelineVersion: number | null;
};

/**
 * Stores a verdict, once. The first one under a lease, an edit, a skip, an undone skip and one that comes after its
 * lease ended all pass here, and none is refused for coming late: without a free place it is kept as surplus.
 * Throws LEASE_UNKNOWN, RATING_OFF_FORM where it is no answer to its form, GUIDELINE_UNKNOWN where it names guidelines
 * that there are not, and RATING_ID_TAKEN where `id` already names something else.
 */
export async function submitRating(db: Db, submission: Submission): Promise<Receipt> {
  const { projectId, userId, id, body } = submission;
  const { verdict, comment = null, flags = [], activeMs, formVersion, guidelineVersion } = body;
  const content: Content = { verdict, comment, flags: flags.toSorted(), activeMs };
  const bodyHash = createHash('sha256').update(canonical(content)).digest('hex');
  return db.transaction(async (tx) => {
    const lease = await lockTask(tx, { projectId, userId, token: body.token });
    const versions = { id, formVersion, guidelineVersion };
    const { standing, repeated, form, guidelineId, newestGuideline } = await lockStanding(
      tx,
      lease,
      versions,
    );
    if (repeated) {
      if (!repeated.ofThisRating || repeated.bodyHash !== bodyHash) throw idTaken(id);
      return { outcome: 'repeat', revision: repeated.revision, guidelineVersion: newestGuideline };
    }
    if (guidelineVersion && guidelineId === null) throw unknownGuideline(guidelineVersion);
    const made = { form: fittingForm(form, body), guidelineId };
    const skip = verdict.verdict === 'skip';
    const takenOver = wantsPlace(standing, skip) && (await takeExpiredPlace(tx, lease));
    const decision = decideRating(standing, skip, takenOver);
    const revision = await write(tx, lease, { id, body, content, bodyHash, decision, made });
    // Somebody used the id on another task since it was looked up.
    if (revision === null) throw idTaken(id);
    const { taskId, start, adaptive } = lease;
    if (adaptive !== null) await settleTask(tx, { taskId, start, adaptive, form: made.form.spec });
    return { outcome: 'stored', revision, guidelineVersion: newestGuideline };
  });
}

function idTaken(id: string): AppError {
  return new AppError('RATING_ID_TAKEN', {
    message: `The id ${id} already names another rating. Send this one again under a new id.`,
  });
}

/** The form, if the rating is an answer to it. */
function fittingForm<Form extends RatingForm>(form: Form | null, body: RatingSubmission): Form {
  if (form === null) {
    throw new AppError('RATING_OFF_FORM', {
      message: `This project's rating form has no version ${body.formVersion}. Nothing was stored; load the page again.`,
    });
  }
  const fault = offForm(form.spec, body);
  if (fault === null) return form;
  throw new AppError('RATING_OFF_FORM', {
    message: `The rating does not fit version ${form.version} of the rating form. ${fault} Nothing was stored; rate it again.`,
  });
}

type Content = {
  verdict: RatingSubmission['verdict'];
  comment: string | null;
  flags: NonNullable<RatingSubmission['flags']>;
  activeMs: number;
};

/** One spelling for equal content, whatever the order of keys it came with. */
function canonical({ verdict, comment, flags, activeMs }: Content): string {
  const strength = verdict.verdict === 'preference' ? verdict.strength : null;
  const reason = verdict.verdict === 'skip' ? verdict.reason : null;
  // Without flags the spelling is that of the time before there were any: an old rating may still be repeated.
  const marks = flags.length > 0 ? [flags] : [];
  return JSON.stringify([verdict.verdict, strength, reason, comment, activeMs, ...marks]);
}

/** Ends one expired lease of somebody else on the task, so that its place can be used. */
async function takeExpiredPlace(tx: Transaction, { taskId, leaseId }: LockedTask): Promise<boolean> {
  const ended = await tx
    .update(leases)
    .set({ state: 'released' })
    .where(
      sql`${leases.id} = (
        select other.id from leases other
        where other.task_id = ${taskId} and other.id <> ${leaseId}
          and other.state = 'active' and other.expires_at < now()
        order by other.expires_at limit 1 for no key update skip locked
      )`,
    )
    .returning({ id: leases.id });
  return ended.length > 0;
}

type Writing = {
  id: string;
  body: RatingSubmission;
  content: Content;
  bodyHash: string;
  decision: Decision;
  made: { form: RatingForm & { id: string }; guidelineId: string | null };
};

const writeRating = statement<{ revision: number }>(
  'rating_write',
  sql`
    with head as (
      insert into ratings (id, project_id, batch_id, task_id, annotator_id, verdict, strength, scale,
        skip_reason, comment, flags, active_ms, counted, surplus, gold_right, shown_order, form_id, guideline_id)
      values (${value('headId')}, ${value('projectId')}, ${value('batchId')}, ${value('taskId')},
        ${value('annotatorId')}, ${value('verdict')}, ${value('strength')}, ${value('scale')},
        ${value('skipReason')}, ${value('comment')}, ${value('flags')}::text[], ${value('activeMs')}, ${value('counted')}, ${value('surplus')},
        ${value('goldRight')}, ${value('shownOrder')}, ${value('formId')}, ${value('guidelineId')})
      on conflict (task_id, annotator_id, kind) do update
        set verdict = excluded.verdict, strength = excluded.strength, scale = excluded.scale,
          skip_reason = excluded.skip_reason, comment = excluded.comment, flags = excluded.flags,
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
    on conflict (id) do nothing
    returning revision`,
);

/** Head, revision, lease and counts in one statement; answers the revision, or null where `id` is taken. */
async function write(
  tx: Transaction,
  task: LockedTask,
  { id, body, content, bodyHash, decision, made }: Writing,
): Promise<number | null> {
  const { leaseId, annotatorId, batchId, shownOrder, projectId, taskId, goldVerdict, goldStrength } = task;
  const { verdict, comment, activeMs } = body;
  const strength = verdict.verdict === 'preference' ? mirrorStrength(verdict.strength, shownOrder) : null;
  const said = { verdict: verdict.verdict, strength };
  const skipReason = verdict.verdict === 'skip' ? verdict.reason : null;
  const { counted, surplus, lease, done, reserved, skips, flagged } = decision;
  const status = statusByCount(task.status, task.overlap, done);
  const [row] = await writeRating(tx, {
    headId: v7(),
    projectId,
    batchId,
    taskId,
    annotatorId,
    verdict: verdict.verdict,
    strength,
    scale: strength === null ? null : made.form.spec.pair.scale,
    skipReason,
    comment: comment ?? null,
    flags: content.flags,
    activeMs,
    counted,
    surplus,
    // Found out for every rating, in the statement that all have: no answer and no time tells.
    goldRight: goldVerdict && isGoldRight({ verdict: goldVerdict, strength: goldStrength }, said),
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
  });
  return row?.revision ?? null;
}
