import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../../client.ts';
import { statement, value } from '../../statement.ts';
import { isFit } from './audience.ts';
import type { OpenBatch } from './list-offers.ts';

export type Wanted = {
  batchId: string;
  annotatorId: string;
  /** Only prompts in one of these, or in none that is known; null: in any. */
  languages: string[] | null;
  /** Only prompts without any of these tags; null: with any. */
  avoided: string[] | null;
  limit: number;
};

/** The annotator neither holds the task `t` now nor rated or skipped it before. */
export const isNewToAnnotator = sql`not exists (
  select 1 from leases own
  where own.task_id = t.id and own.annotator_id = ${value('annotatorId')} and own.state <> 'released'
)`;

/** The task `t` is in a language that was asked for, and of no topic that was not. */
export const isWanted = isFit(sql`${value('languages')}::text[]`, sql`${value('avoided')}::text[]`);

const expiredLeases = statement<{ leaseId: string; taskId: string }>(
  'rating_lock_expired_leases',
  sql`
    select l.id as "leaseId", l.task_id as "taskId"
    from leases l join tasks t on t.id = l.task_id
    where l.batch_id = ${value('batchId')} and l.state = 'active' and l.expires_at < now()
      and l.annotator_id <> ${value('annotatorId')} and t.status = 'open' and t.overlap is not null
      and ${isNewToAnnotator} and ${isWanted}
    order by l.expires_at limit ${value('limit')}
    for no key update of l, t skip locked`,
);

/**
 * Locks expired leases of others, with their tasks, where the task is new to the annotator: lease by task, those
 * that ran out first. Rows that somebody else works on are passed over, so that no claim waits for another.
 */
export async function lockExpiredLeases(tx: Transaction, wanted: Wanted): Promise<Map<string, string>> {
  const rows = await expiredLeases(tx, wanted);
  return new Map(rows.map((row) => [row.taskId, row.leaseId]));
}

function freeTasks(name: string, order: SQL, within = sql`true`) {
  return statement<{ id: string }>(
    `rating_lock_free_tasks_${name}`,
    sql`
      select t.id from tasks t
      where t.batch_id = ${value('batchId')} and t.status = 'open'
        and t.done + t.reserved < t.overlap and ${isNewToAnnotator} and ${isWanted} and ${within}
      order by ${order} limit ${value('limit')}
      for no key update skip locked`,
  );
}

// Both directions of one index: (batch, status, done, shuffle).
const mostRated = freeTasks('most_rated', sql`t.done desc, t.shuffle desc`);
const leastRated = freeTasks('least_rated', sql`t.done, t.shuffle`);
const fromHere = freeTasks('from_here', sql`t.shuffle`, sql`t.shuffle >= ${value('start')}`);
const upToHere = freeTasks('up_to_here', sql`t.shuffle`, sql`t.shuffle < ${value('start')}`);

/** Locks tasks with a free place that are new to the annotator, in the order of the batch's strategy; never golds. */
export async function lockFreeTasks(
  tx: Transaction,
  wanted: Wanted,
  strategy: OpenBatch['strategy'],
): Promise<string[]> {
  const ids = (rows: { id: string }[]) => rows.map((row) => row.id);
  if (strategy === 'finish-started' || strategy === 'golds-first') return ids(await mostRated(tx, wanted));
  if (strategy === 'least-rated') return ids(await leastRated(tx, wanted));
  // From a random place on, then around: a true draw would read the whole batch.
  const start = Math.floor((Math.random() * 2 - 1) * 2 ** 30);
  const after = ids(await fromHere(tx, { ...wanted, start }));
  if (after.length === wanted.limit) return after;
  return [...after, ...ids(await upToHere(tx, { ...wanted, start, limit: wanted.limit - after.length }))];
}
