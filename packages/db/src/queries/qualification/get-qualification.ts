import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { answerOf, type GoldPair, textsOfTask } from '../quality/list-golds.ts';

export type QualificationItemRow = GoldPair & { goldId: string; batch: string; explanation: string };

export type QualificationRow = {
  enabled: boolean;
  questions: number;
  passMark: number;
  attempts: number;
  order: 'stated' | 'random';
};

/** What whoever rates in a project has to pass; null where nobody has set it yet. */
export async function getQualification(
  db: DbOrTransaction,
  projectId: string,
): Promise<QualificationRow | null> {
  const { rows } = await db.execute<QualificationRow>(sql`
    select q.enabled, q.questions, q.pass_mark as "passMark", q.attempts, q."order"
    from qualifications q where q.project_id = ${projectId}`);
  return rows[0] ?? null;
}

const columns = sql`g.task_id as "goldId", b.name as "batch", p.id as "promptId", p.messages,
  ${textsOfTask} as "texts", ${answerOf(sql`g.verdict`, sql`g.strength`)} as "answer"`;
const joined = sql`join tasks t on t.id = g.task_id join batches b on b.id = t.batch_id
  join prompts p on p.id = t.prompt_id`;

/** The golds that a project's qualification asks about, in the stated order. */
export async function listQualificationItems(
  db: DbOrTransaction,
  projectId: string,
): Promise<QualificationItemRow[]> {
  const { rows } = await db.execute<QualificationItemRow>(sql`
    select ${columns}, i.explanation
    from qualification_items i join golds g on g.task_id = i.task_id ${joined}
    where i.project_id = ${projectId} order by i.place`);
  return rows;
}

/** All golds in use of a project, those of the newest batch first; attention checks teach nothing. */
export async function listQualificationCandidates(
  db: DbOrTransaction,
  projectId: string,
): Promise<QualificationItemRow[]> {
  const { rows } = await db.execute<QualificationItemRow>(sql`
    select ${columns}, g.explanation
    from golds g ${joined}
    where t.project_id = ${projectId} and t.kind = 'pair' and g.retired_at is null and not g.attention
    order by b.id desc, t.id`);
  return rows;
}
