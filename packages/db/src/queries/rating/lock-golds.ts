import { sql } from 'drizzle-orm';
import type { Transaction } from '../../client.ts';
import { statement, value } from '../../statement.ts';
import { isWanted, type Wanted } from './pick-tasks.ts';

export type Gold = {
  id: string;
  /** They had it before and gave it back. */
  again: boolean;
};

const unseenGolds = statement<Gold>(
  'rating_lock_golds',
  sql`
    select t.id, own.id is not null as "again"
    from tasks t
    join task_responses first on first.task_id = t.id and first.position = 0
    join task_responses second on second.task_id = t.id and second.position = 1
    left join leases own on own.task_id = t.id and own.annotator_id = ${value('annotatorId')}
    where t.batch_id = ${value('batchId')} and t.overlap is null and t.status = 'open'
      and (own.id is null or own.state = 'released') and ${isWanted}
      and not exists (
        select 1 from task_responses one
        join task_responses other on other.task_id = one.task_id and other.response_id = second.response_id
        join tasks same on same.id = one.task_id
        where one.response_id = first.response_id and one.task_id <> t.id and (
          exists (select 1 from leases seen
            where seen.task_id = same.id and seen.annotator_id = ${value('annotatorId')})
          or (same.overlap is not null and same.status = 'open' and exists (
            select 1 from batches b where b.id = same.batch_id and b.status <> 'closed'))
        )
      )
      and not exists (
        select 1 from qualification_attempts attempt
        join qualification_questions asked on asked.attempt_id = attempt.id
        join task_responses one on one.task_id = asked.task_id and one.response_id = first.response_id
        join task_responses other on other.task_id = asked.task_id and other.response_id = second.response_id
        where attempt.annotator_id = ${value('annotatorId')}
      )
    order by own.id is null, random() limit ${value('limit')}
    for no key update of t skip locked`,
);

/**
 * Locks golds of a batch that are new to the annotator, any of them. Who had the same two responses in another task, or
 * may still get them, does not meet them again in a gold: a pair seen twice would tell. Nor does who was asked about
 * them in a qualification, and was told what is right. One that they gave back comes first, since everything else that
 * they gave back comes again too.
 */
export function lockGolds(tx: Transaction, wanted: Wanted): Promise<Gold[]> {
  return unseenGolds(tx, wanted);
}
