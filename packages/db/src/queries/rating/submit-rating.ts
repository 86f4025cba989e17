import { createHash } from 'node:crypto';
import type { RatingSubmission } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { Db, Transaction } from '../../client.ts';
import { leases } from '../../schema/index.ts';
import { transact } from '../../transact.ts';
import { unknownGuideline } from './acknowledge-guideline.ts';
import { checkQuotes } from './check-quotes.ts';
import { decideRating, wantsPlace } from './decide-rating.ts';
import { fittingForm } from './fitting-form.ts';
import { type LockedTask, lockStanding, lockTask } from './lock-task.ts';
import { settleTask } from './settle-task.ts';
import { type Content, idTaken, writeRating } from './write-rating.ts';

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
  const { verdict, comment = null, flags = [], criteria = {}, edited = null, critiques = [] } = body;
  const { activeMs, formVersion, guidelineVersion } = body;
  const content: Content = {
    verdict,
    comment,
    flags: flags.toSorted(),
    criteria,
    edited,
    critiques,
    activeMs,
  };
  const bodyHash = createHash('sha256').update(canonical(content)).digest('hex');
  return transact(db, async (tx, commit) => {
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
    const made = { form: fittingForm(form, body, lease), guidelineId };
    if (critiques.length > 0) await checkQuotes(tx, lease, critiques);
    const skip = verdict.verdict === 'skip';
    const takenOver = wantsPlace(standing, skip) && (await takeExpiredPlace(tx, lease));
    const decision = decideRating(standing, skip, takenOver);
    const written = writeRating(tx, lease, { id, body, content, bodyHash, decision, made });
    const { taskId, start, adaptive } = lease;
    const settled =
      adaptive === null ? commit() : settleTask(tx, { taskId, start, adaptive, form: made.form.spec });
    const [revision] = await Promise.all([written, settled]);
    return { outcome: 'stored', revision, guidelineVersion: newestGuideline };
  });
}

/** One spelling for equal content, whatever the order of keys it came with. */
function canonical({ verdict, comment, flags, criteria, edited, critiques, activeMs }: Content): string {
  const strength = verdict.verdict === 'preference' ? verdict.strength : null;
  const reason = verdict.verdict === 'skip' ? verdict.reason : null;
  // What is not there is not spelled: the spelling of the time before there was such a thing, so that a rating from then
  // may still be repeated.
  const marks = flags.length > 0 ? [flags] : [];
  const answers = Object.entries(criteria)
    .map(([code, answer]) => [code, typeof answer === 'string' ? answer : [answer.A ?? 0, answer.B ?? 0]])
    .toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  const further = {
    ...(verdict.verdict === 'grade' ? { grade: verdict.grade } : {}),
    ...(verdict.verdict === 'ranking' ? { tiers: verdict.tiers } : {}),
    ...(answers.length > 0 ? { answers } : {}),
    ...(edited === null ? {} : { edited: [edited.text, edited.from] }),
    ...(critiques.length > 0
      ? { critiques: critiques.map(({ side, start, quote, text }) => [side, start, quote, text]) }
      : {}),
  };
  const rest = Object.keys(further).length > 0 ? [...marks, further] : marks;
  return JSON.stringify([verdict.verdict, strength, reason, comment, activeMs, ...rest]);
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
