import type { BattleOutcome } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { meetings } from './meetings.ts';

export type BattleRow = {
  id: string;
  promptId: string;
  promptExcerpt: string;
  taskType: string | null;
  outcome: BattleOutcome;
  verdict: 'preference' | 'tie' | 'both_good' | 'both_bad';
  strength: number | null;
  scale: number | null;
  comment: string | null;
  annotator: string;
  batchId: string;
  batchName: string;
  ratedAt: string;
};

type Which = {
  projectId: string;
  versions: readonly [string, string];
  outcome?: BattleOutcome | undefined;
  /** Empty: prompts without one. */
  taskType?: string | undefined;
  /** The last rating of the page before. */
  after?: string | undefined;
  limit: number;
};

/** A page of the ratings behind a matchup's numbers, newest first. */
export async function listBattles(db: DbOrTransaction, which: Which): Promise<BattleRow[]> {
  const { outcome, taskType, after, limit } = which;
  const { rows } = await db.execute<BattleRow>(sql`
    with ${meetings(which)}
    select r.id, p.id as "promptId", left(p.text, 300) as "promptExcerpt", p.task_type as "taskType",
      said.outcome, r.verdict, abs(r.strength)::int as "strength", r.scale, r.comment, a.name as "annotator",
      b.id as "batchId", b.name as "batchName", r.created_at as "ratedAt"
    from said
    join ratings r on r.id = said.rating_id
    join prompts p on p.id = said.prompt_id
    join annotators a on a.id = r.annotator_id
    join batches b on b.id = said.batch_id
    where true
      ${outcome === undefined ? sql`` : sql`and said.outcome = ${outcome}`}
      ${taskType === undefined ? sql`` : taskType === '' ? sql`and p.task_type is null` : sql`and p.task_type = ${taskType}`}
      ${after === undefined ? sql`` : sql`and (r.created_at, r.id) < (select created_at, id from ratings where id = ${after})`}
    order by r.created_at desc, r.id desc
    limit ${limit}`);
  return rows;
}
