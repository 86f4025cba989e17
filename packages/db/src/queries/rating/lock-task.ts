import { type AdaptiveOverlap, AppError, type RatingForm } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../client.ts';
import type { golds, leases, ratings, tasks } from '../../schema/index.ts';
import { statement, value } from '../../statement.ts';
import type { Standing } from './decide-rating.ts';

type Key = { projectId: string; userId: string; token: string };

export type LockedTask = Standing['task'] & {
  taskId: string;
  kind: (typeof tasks.$inferSelect)['kind'];
  status: (typeof tasks.$inferSelect)['status'];
  projectId: string;
  leaseId: string;
  annotatorId: string;
  batchId: string;
  shownOrder: number[];
  /** Ratings that every task of the batch gets, and how one gets more. */
  start: number;
  adaptive: AdaptiveOverlap | null;
  /** Where the task is a gold in use: what is right. */
  goldVerdict: (typeof golds.$inferSelect)['verdict'] | null;
  goldStrength: number | null;
};

const taskByToken = statement<LockedTask>(
  'rating_lock_task',
  sql`
    select l.id as "leaseId", l.annotator_id as "annotatorId", l.batch_id as "batchId",
      l.shown_order as "shownOrder", t.id as "taskId", t.project_id as "projectId", t.kind, t.status, t.overlap, t.done,
      t.reserved, t.skips, b.overlap as "start", b.adaptive, g.verdict as "goldVerdict",
      g.strength as "goldStrength"
    from leases l
    join annotators a on a.id = l.annotator_id
    join tasks t on t.id = l.task_id
    join batches b on b.id = l.batch_id
    left join golds g on g.task_id = t.id and g.retired_at is null
    where l.token = ${value('token')} and a.project_id = ${value('projectId')} and a.user_id = ${value('userId')}
    for no key update of t`,
);

/** The caller's lease behind a token, with its task locked: all that changes the task's counts waits for this. */
export async function lockTask(tx: Transaction, key: Key): Promise<LockedTask> {
  const [row] = await taskByToken(tx, key);
  if (row) return row;
  throw new AppError('LEASE_UNKNOWN', {
    message: 'No task of yours in this project has this token. Nothing was stored; ask for the next task.',
  });
}

/** Guidelines of the version that the rating names, or those that held when the task was last handed out. */
const guidelineThen = sql`(
  select version.id from guidelines version
  where version.project_id = ${value('projectId')} and case
    when ${value('guidelineVersion')}::int is null then version.created_at <= l.claimed_at
    else version.version = ${value('guidelineVersion')}::int end
  order by version.version desc limit 1
)`;

type Now = {
  lease: (typeof leases.$inferSelect)['state'];
  headId: string | null;
  verdict: (typeof ratings.$inferSelect)['verdict'] | null;
  counted: boolean | null;
  voided: boolean;
  knownOf: string | null;
  knownRevision: number | null;
  knownHash: string | null;
  form: (RatingForm & { id: string }) | null;
  guidelineId: string | null;
  newestGuideline: number | null;
};

const standingNow = statement<Now>(
  'rating_lock_standing',
  sql`
    select l.state as "lease", head.id as "headId", head.verdict, head.counted,
      head.voided_at is not null as "voided", known.rating_id as "knownOf", known.revision as "knownRevision",
      known.body_hash as "knownHash", (
        select jsonb_build_object('id', f.id, 'version', f.version, 'spec', f.spec) from rating_forms f
        where f.project_id = ${value('projectId')} and case
          when ${value('formVersion')}::int is null then f.created_at <= l.claimed_at
          else f.version = ${value('formVersion')}::int end
        order by f.version desc limit 1
      ) as "form", ${guidelineThen} as "guidelineId", (
        select max(newest.version) from guidelines newest where newest.project_id = ${value('projectId')}
      ) as "newestGuideline"
    from leases l
    left join ratings head
      on head.task_id = l.task_id and head.annotator_id = l.annotator_id and head.kind = 'rating'
    left join rating_revisions known on known.id = ${value('id')}
    where l.id = ${value('leaseId')}
    for no key update of l`,
);

type Revision = { id: string; formVersion: number | undefined; guidelineVersion: number | undefined };

/**
 * How the annotator's verdict stands, what revision `id` is if there is one already, and the form and the guidelines
 * that it was made with: of the versions named, or those that held when the task was handed out. Read after the task
 * was locked, so that everything that happened to it is in here.
 */
export async function lockStanding(
  tx: Transaction,
  task: LockedTask,
  { id, formVersion, guidelineVersion }: Revision,
) {
  const { leaseId, projectId } = task;
  const [now] = await standingNow(tx, {
    id,
    leaseId,
    projectId,
    formVersion: formVersion ?? null,
    guidelineVersion: guidelineVersion ?? null,
  });
  if (!now) throw new Error(`lease ${task.leaseId} is gone`);
  const standing: Standing = {
    lease: now.lease,
    head:
      now.headId === null
        ? null
        : { skip: now.verdict === 'skip', counted: now.counted === true, voided: now.voided },
    task,
  };
  const repeated =
    now.knownRevision === null
      ? null
      : { revision: now.knownRevision, bodyHash: now.knownHash, ofThisRating: now.knownOf === now.headId };
  const { form, guidelineId, newestGuideline } = now;
  return { standing, repeated, form, guidelineId, newestGuideline };
}
