import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import type { prompts, tasks } from '../../schema/index.ts';
import { statement, value } from '../../statement.ts';
import type { Annotator } from './ensure-annotator.ts';

/** A task as it lies before an annotator: texts by position, and the order in which they are shown. */
export type ShownTaskRow = {
  kind: (typeof tasks.$inferSelect)['kind'];
  shownOrder: number[];
  messages: (typeof prompts.$inferSelect)['messages'];
  texts: string[];
};

export type HeldTask = ShownTaskRow & { token: string; expiresAt: Date; sensitive: boolean };

const heldTasks = statement<ShownTaskRow & { token: string; expiresAt: string; sensitive: boolean }>(
  'rating_list_held_tasks',
  sql`
    select l.token, t.kind, l.expires_at as "expiresAt", l.shown_order as "shownOrder", p.messages,
      p.tags && whole.sensitive_tags as "sensitive",
      (select json_agg(r.text order by place.position)
        from task_responses place join responses r on r.id = place.response_id
        where place.task_id = t.id) as "texts"
    from leases l
    join tasks t on t.id = l.task_id and t.status = 'open'
    join batches b on b.id = l.batch_id and b.status = 'released' and b.project_id = ${value('projectId')}
    join prompts p on p.id = t.prompt_id
    join projects whole on whole.id = b.project_id
    where l.annotator_id = ${value('annotatorId')} and l.state = 'active' and l.expires_at >= now()
    order by l.created_at, l.id`,
);

/**
 * What an annotator holds, oldest first: all that the rating page needs. Paused and closed batches stay out, and what
 * ran out and could not be prolonged: somebody else is taking it over at this moment.
 */
export async function listHeldTasks(
  db: DbOrTransaction,
  { id, projectId }: Pick<Annotator, 'id' | 'projectId'>,
): Promise<HeldTask[]> {
  const rows = await heldTasks(db, { annotatorId: id, projectId });
  return rows.map((row) => ({ ...row, expiresAt: new Date(row.expiresAt) }));
}
