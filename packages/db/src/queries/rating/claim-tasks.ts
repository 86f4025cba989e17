import { goldPlace, judgeAttention, judgeGolds, planClaim, type RatingForm } from '@prefloop/contract';
import { inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Db, Transaction } from '../../client.ts';
import { leases } from '../../schema/index.ts';
import { statement, value } from '../../statement.ts';
import { transact } from '../../transact.ts';
import { getNewestForm } from '../projects/rating-forms.ts';
import { countSides } from './count-sides.ts';
import { type Annotator, type CountedGolds, lockAnnotator } from './ensure-annotator.ts';
import { getRatingQueue, type QueueNumbers } from './get-rating-queue.ts';
import { giveBack } from './give-back.ts';
import { keepHeldTasks } from './keep-held-tasks.ts';
import { makeLeaseToken } from './lease-token.ts';
import { type HeldTask, listHeldTasks } from './list-held-tasks.ts';
import { listOffers, type OpenBatch } from './list-offers.ts';
import { type Gold, lockGolds } from './lock-golds.ts';
import { pauseForGolds } from './pause-annotator.ts';
import { lockExpiredLeases, lockFreeTasks } from './pick-tasks.ts';
import { chooseShownOrder } from './shown-order.ts';

type Claim = { projectId: string; userId: string; name: string; hold: number };

export type Claimed = {
  annotator: Annotator;
  tasks: HeldTask[];
  /** What is asked now. */
  form: RatingForm;
  numbers: QueueNumbers;
};

/**
 * Hands tasks to a user until they hold `hold` of them, fewer where a batch runs out. What they hold already comes
 * first, with the same sides and tokens. Who is paused, or has to qualify first, gets nothing.
 *
 * Locks are taken in one order: annotator, task, lease. After the annotator's own row nothing here waits for a
 * lock, so two claims cannot hold each other up. What can be asked at once is sent at once: on a busy server each
 * wait costs two switches.
 */
export async function claimTasks(db: Db, { hold, ...who }: Claim): Promise<Claimed> {
  return transact(db, async (tx, commit) => {
    // Two tabs of one person take turns here, so that both end up with the same tasks.
    const { roomToday, ...found } = await lockAnnotator(tx, who);
    const annotator = await pauseWhereDue(tx, found);
    const free = !annotator.paused && !annotator.toQualify;
    if (free) await fillUp(tx, annotator, { hold, roomToday });
    else if (annotator.toQualify) await giveBack(tx, annotator.id);
    const [tasks, form, numbers] = await Promise.all([
      free ? listHeldTasks(tx, annotator) : [],
      getNewestForm(tx, annotator.projectId),
      getRatingQueue(tx, annotator),
      commit(),
    ]);
    return { annotator, tasks, form, numbers };
  });
}

/** The annotator, who is paused now if their golds or attention checks say so. */
async function pauseWhereDue(
  tx: Transaction,
  { goldsSeen, goldsWrong, attentionSeen, attentionWrong, ...annotator }: Annotator & CountedGolds,
): Promise<Annotator> {
  if (annotator.paused) return annotator;
  const judged = [
    judgeGolds({ seen: goldsSeen, wrong: goldsWrong }),
    judgeAttention({ seen: attentionSeen, wrong: attentionWrong }),
  ];
  const due = judged.find(({ decision }) => decision === 'pause');
  return due ? pauseForGolds(tx, annotator, due.sentence) : annotator;
}

/** Keeps what the annotator holds, and leases more until it is `hold` tasks or their day is full. */
async function fillUp(
  tx: Transaction,
  annotator: Annotator,
  { hold, roomToday }: { hold: number; roomToday: number | null },
): Promise<void> {
  const [held, offers] = await Promise.all([keepHeldTasks(tx, annotator), listOffers(tx, annotator)]);
  const { take, steps } = planClaim(offers, { held: held.length, roomToday }, hold);
  let missing = take;
  for (const { batchId, limit } of steps) {
    if (missing <= 0) break;
    const batch = offers.find(({ id }) => id === batchId);
    if (batch) missing -= await claimInBatch(tx, batch, annotator.id, Math.min(missing, limit));
  }
}

/** A task to be handed out; `lease` is the expired one of somebody else whose place it takes over. */
type Picked = { taskId: string; lease?: string; gold?: 'new' | 'again' };

/** Leases up to `limit` tasks of one batch and says how many it got. */
async function claimInBatch(tx: Transaction, batch: OpenBatch, annotatorId: string, limit: number) {
  const { id: batchId, languages, avoided } = batch;
  const wanted = { batchId, annotatorId, languages, avoided, limit };
  const expired: ReadonlyMap<string, string> = batch.expired
    ? await lockExpiredLeases(tx, wanted)
    : new Map();
  const goldsFirst = batch.strategy === 'golds-first';
  const [free, golds] = await Promise.all([
    // A task with an expired lease may have a free place as well.
    expired.size < limit ? lockFreeTasks(tx, wanted, batch.strategy) : [],
    // Looked for in every claim, due or not: a claim that takes longer would tell.
    batch.goldRate > 0 ? lockGolds(tx, { ...wanted, limit: goldsFirst ? limit : 1 }) : [],
  ]);
  const open: Picked[] = [
    ...[...expired].map(([taskId, lease]) => ({ taskId, lease })),
    ...free.filter((taskId) => !expired.has(taskId)).map((taskId) => ({ taskId })),
  ].slice(0, limit);
  if (open.length === 0) return 0;
  const picked = goldsFirst
    ? [...golds.map(pickGold), ...open].slice(0, limit)
    : mixIn(golds, open, batch, limit);
  const leased = new Set(await leaseTasks(tx, batch, annotatorId, picked));
  const given = picked.flatMap(({ taskId, lease }) => (lease && leased.has(taskId) ? [lease] : []));
  if (given.length > 0) {
    await tx.update(leases).set({ state: 'released' }).where(inArray(leases.id, given));
  }
  return leased.size;
}

const pickGold = (gold: Gold): Picked => ({ taskId: gold.id, gold: gold.again ? 'again' : 'new' });

/** Puts a gold among open tasks where one is due, in place of the last of them where there are `limit` already. */
function mixIn([gold]: Gold[], open: Picked[], { goldRate, sinceGold }: OpenBatch, limit: number): Picked[] {
  if (gold === undefined) return open;
  const at = gold.again
    ? Math.floor(Math.random() * open.length)
    : goldPlace(sinceGold, open.length, goldRate, Math.random);
  if (at === null) return open;
  return [...open.slice(0, at), pickGold(gold), ...open.slice(at)].slice(0, limit);
}

// The lease's state is looked at again: a late rating of the same person may have come in since the task was
// picked. The tasks' check constraint refuses a place too many, whatever this code gets wrong.
const writeLeases = statement<{ taskId: string }>(
  'rating_write_leases',
  sql`
    with new as (
      select * from unnest(${value('ids')}::uuid[], ${value('taskIds')}::uuid[], ${value('tokens')}::text[],
        ${value('orders')}::text[], ${value('reserves')}::boolean[])
        with ordinality as new(id, task_id, token, shown_order, reserve, place)
    ), written as (
      insert into leases (id, task_id, annotator_id, batch_id, token, shown_order, expires_at)
      select id, task_id, ${value('annotatorId')}, ${value('batchId')}, token, shown_order::smallint[],
        now() + make_interval(mins => ${value('leaseMinutes')})
      from new
      on conflict (task_id, annotator_id) do update
        set state = 'active', claimed_at = now(), renewed_at = now(), expires_at = excluded.expires_at
        where leases.state = 'released'
      returning task_id, xmax = 0 as fresh
    ), reserved as (
      update tasks set reserved = reserved + 1
      where id in (select w.task_id from written w join new on new.task_id = w.task_id and new.reserve)
    ), gap as (
      insert into gold_gaps (annotator_id, batch_id, since)
      select ${value('annotatorId')}, ${value('batchId')}, ${value('sinceGold')}::int + (
        select count(*) from written w join new on new.task_id = w.task_id
        where w.fresh and new.place > ${value('goldAt')}::int)
      where ${value('hasGolds')}::boolean
      on conflict (annotator_id, batch_id) do update set since = excluded.since
    )
    select task_id as "taskId" from written`,
);

/**
 * Writes leases on tasks that this transaction has locked, each with a new reserved place unless it takes one over,
 * and counts on from the last gold: what comes again was counted before. Returns the ids of those that the annotator
 * may have.
 */
async function leaseTasks(
  tx: Transaction,
  batch: OpenBatch,
  annotatorId: string,
  picked: Picked[],
): Promise<string[]> {
  const taskIds = picked.map((task) => task.taskId);
  // Counted after the tasks were locked: a claim that ended just before has its side in here.
  const sides = await countSides(tx, { batchId: batch.id, annotatorId, taskIds });
  const rows = taskIds.map((taskId) => {
    const shownOrder = chooseShownOrder(batch.responses, sides.ofTask(taskId), sides.own, Math.random);
    const [first = 0] = shownOrder;
    sides.own.set(first, (sides.own.get(first) ?? 0) + 1);
    return { id: v7(), taskId, token: makeLeaseToken(), order: `{${shownOrder.join()}}` };
  });
  const goldAt = picked.findLastIndex((task) => task.gold === 'new') + 1;
  const written = await writeLeases(tx, {
    ids: rows.map((row) => row.id),
    taskIds: rows.map((row) => row.taskId),
    tokens: rows.map((row) => row.token),
    orders: rows.map((row) => row.order),
    annotatorId,
    batchId: batch.id,
    leaseMinutes: batch.leaseMinutes,
    reserves: picked.map((task) => task.lease === undefined),
    hasGolds: batch.goldRate > 0,
    sinceGold: goldAt > 0 ? 0 : batch.sinceGold,
    goldAt,
  });
  return written.map((row) => row.taskId);
}
