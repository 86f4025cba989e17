import { inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Db, Transaction } from '../../client.ts';
import { leases } from '../../schema/index.ts';
import { statement, value } from '../../statement.ts';
import { countSides } from './count-sides.ts';
import { type Annotator, ensureAnnotator } from './ensure-annotator.ts';
import { holdLimit } from './hold-limit.ts';
import { keepHeldTasks } from './keep-held-tasks.ts';
import { makeLeaseToken } from './lease-token.ts';
import { type HeldTask, listHeldTasks } from './list-held-tasks.ts';
import { listOpenBatches, type OpenBatch } from './list-open-batches.ts';
import { lockExpiredLeases, lockFreeTasks } from './pick-tasks.ts';
import { chooseShownOrder } from './shown-order.ts';

type Claim = { projectId: string; userId: string; name: string; hold: number };

/**
 * Hands tasks to a user until they hold `hold` of them, fewer where a batch runs out. What they hold already comes
 * first, with the same sides and tokens. A paused annotator gets nothing.
 *
 * Locks are taken in one order: annotator, task, lease. After the annotator's own row nothing here waits for a
 * lock, so two claims cannot hold each other up. Few statements: on a busy server each costs two switches.
 */
export async function claimTasks(
  db: Db,
  { hold, ...who }: Claim,
): Promise<{ annotator: Annotator; tasks: HeldTask[] }> {
  return db.transaction(async (tx) => {
    // Two tabs of one person take turns here, so that both end up with the same tasks.
    const annotator = await ensureAnnotator(tx, who, { lock: true });
    if (annotator.paused) return { annotator, tasks: [] };
    const held = await keepHeldTasks(tx, annotator);
    let missing = hold - held.length;
    for (const batch of missing > 0 ? await listOpenBatches(tx, annotator) : []) {
      const heldHere = held.filter((lease) => lease.batchId === batch.id).length;
      const limit = holdLimit({ wanted: heldHere + missing, free: batch.free, people: batch.others + 1 });
      const limitHere = Math.min(missing, limit - heldHere);
      if (limitHere > 0) missing -= await claimInBatch(tx, batch, annotator.id, limitHere);
      if (missing <= 0) break;
    }
    return { annotator, tasks: await listHeldTasks(tx, annotator) };
  });
}

/** Leases up to `limit` tasks of one batch and says how many it got. */
async function claimInBatch(tx: Transaction, batch: OpenBatch, annotatorId: string, limit: number) {
  const place = { batchId: batch.id, annotatorId };
  const expired = batch.expired
    ? await lockExpiredLeases(tx, { ...place, limit })
    : new Map<string, string>();
  const took = await leaseTasks(tx, batch, annotatorId, [...expired.keys()], false);
  const given = took.flatMap((taskId) => expired.get(taskId) ?? []);
  if (given.length > 0) {
    await tx.update(leases).set({ state: 'released' }).where(inArray(leases.id, given));
  }
  const rest = limit - took.length;
  if (rest === 0) return took.length;
  const free = await lockFreeTasks(tx, { ...place, limit: rest }, batch.strategy);
  const leased = await leaseTasks(tx, batch, annotatorId, free, true);
  return took.length + leased.length;
}

// The lease's state is looked at again: a late rating of the same person may have come in since the task was
// picked. The tasks' check constraint refuses a place too many, whatever this code gets wrong.
const writeLeases = statement<{ taskId: string }>(
  'rating_write_leases',
  sql`
    with written as (
      insert into leases (id, task_id, annotator_id, batch_id, token, shown_order, expires_at)
      select id, task_id, ${value('annotatorId')}, ${value('batchId')}, token, array["left", 1 - "left"],
        now() + make_interval(mins => ${value('leaseMinutes')})
      from unnest(${value('ids')}::uuid[], ${value('taskIds')}::uuid[],
        ${value('tokens')}::text[], ${value('lefts')}::smallint[]) as new(id, task_id, token, "left")
      on conflict (task_id, annotator_id) do update
        set state = 'active', claimed_at = now(), renewed_at = now(), expires_at = excluded.expires_at
        where leases.state = 'released'
      returning task_id
    ), reserved as (
      update tasks set reserved = reserved + 1 where ${value('reserve')} and id in (select task_id from written)
    )
    select task_id as "taskId" from written`,
);

/**
 * Writes leases on tasks that this transaction has locked, each with a new reserved place where `reserve` says so.
 * Returns the ids of those that the annotator may have.
 */
async function leaseTasks(
  tx: Transaction,
  batch: OpenBatch,
  annotatorId: string,
  taskIds: string[],
  reserve: boolean,
): Promise<string[]> {
  if (taskIds.length === 0) return [];
  // Counted after the tasks were locked: a claim that ended just before has its side in here.
  const sides = await countSides(tx, { batchId: batch.id, annotatorId, taskIds });
  const rows = taskIds.map((taskId) => {
    const shownOrder = chooseShownOrder(sides.ofTask(taskId), sides.own, Math.random());
    if (shownOrder[0] === 0) sides.own.first += 1;
    else sides.own.second += 1;
    return { id: v7(), taskId, token: makeLeaseToken(), left: shownOrder[0] };
  });
  const written = await writeLeases(tx, {
    ids: rows.map((row) => row.id),
    taskIds: rows.map((row) => row.taskId),
    tokens: rows.map((row) => row.token),
    lefts: rows.map((row) => row.left),
    annotatorId,
    batchId: batch.id,
    leaseMinutes: batch.leaseMinutes,
    reserve,
  });
  return written.map((row) => row.taskId);
}
