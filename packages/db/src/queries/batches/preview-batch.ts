import type { BatchComposition } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { drawTasks } from './draw/draw-tasks.ts';

/** What composing would give and what it would leave out, in numbers. */
export type CompositionCounts = {
  prompts: number;
  responses: number;
  tasks: number;
  promptsUsed: number;
  /** Prompts whose responses meet no other. */
  lone: number;
  /** Prompts with too few different responses for a ranking, and responses that are left over from whole ones. */
  tooFew: number;
  incomplete: number;
  failed: number;
  identical: number;
  repeated: number;
  /** With active selection: pairs without scores, and tasks of each arm. */
  unscored: number;
  active: number;
  random: number;
  notDrawn: number;
  overLimit: number;
};

/** Counts a composition without making anything. */
export async function previewBatch(
  db: DbOrTransaction,
  projectId: string,
  composition: BatchComposition,
): Promise<CompositionCounts> {
  const { ctes, counts } = drawTasks({ projectId, composition });
  const none = sql`0`;
  const result = await db.execute<CompositionCounts>(sql`
    with ${ctes}
    select
      (select count(distinct prompt_id)::int from matching) as "prompts",
      (select count(*)::int from matching) as "responses",
      (select count(*)::int from drawn) as "tasks",
      (select count(distinct prompt_id)::int from drawn) as "promptsUsed",
      ${counts.lone ?? none} as "lone",
      ${counts.tooFew ?? none} as "tooFew",
      (select count(*)::int from matching where finish_reason = 'error') as "failed",
      ${counts.identical ?? none} as "identical",
      ${counts.repeated ?? none} as "repeated",
      ${counts.incomplete ?? none} as "incomplete",
      ${counts.unscored ?? none} as "unscored",
      (select count(*)::int from drawn where arm = 'active') as "active",
      (select count(*)::int from drawn where arm = 'random') as "random",
      (select count(*)::int from fit) - ${counts.beforeLimit} as "notDrawn",
      ${counts.beforeLimit} - (select count(*)::int from drawn) as "overLimit"`);
  const [row] = result.rows;
  if (!row) throw new Error('a select without a from returned no row');
  return row;
}
