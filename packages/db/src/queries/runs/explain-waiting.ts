import { and, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { runs } from '../../schema/index.ts';
import { due, hasUnreadyVersion, needsTrainer, silenceSeconds, unclaimed } from './run-conditions.ts';

const liveWorkers = sql`workers w where w.stopped_at is null
  and w.heartbeat_at > now() - make_interval(secs => ${silenceSeconds})`;
const noEnvironment = sql`not exists (select 1 from ${liveWorkers} and w.environment->>'state' = 'ready')`;
const noSlot = sql`(select coalesce(sum(w.slots), 0) from ${liveWorkers})
  <= (select count(*) from runs o where o.status = 'running')`;

/** What stands between a due run and its start; null: nothing but a turn. */
const blocker = sql`case
  when ${hasUnreadyVersion} then 'dependency'
  when ${needsTrainer} and ${noEnvironment} then 'environment'
  when ${noSlot} then 'slot'
end`;

/**
 * Writes of each due run what it waits for; one that nothing stands in the way of any more is queued again.
 * Rows change only where the answer does, since each change rings on live pages.
 */
export async function explainWaiting(db: DbOrTransaction): Promise<void> {
  await db
    .update(runs)
    .set({
      status: sql`case when ${blocker} is null then 'queued' else 'waiting' end`,
      reason: blocker,
    })
    .where(
      and(
        unclaimed,
        due,
        sql`(${runs.status}, ${runs.reason}) is distinct from
          (case when ${blocker} is null then 'queued' else 'waiting' end, ${blocker})`,
      ),
    );
}
