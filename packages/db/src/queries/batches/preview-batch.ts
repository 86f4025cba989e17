import type { BatchComposition } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { candidatePairs, countBeforeLimit } from './candidate-pairs.ts';

/** What composing would give and what it would leave out, in numbers. */
export type CompositionCounts = {
  prompts: number;
  responses: number;
  tasks: number;
  promptsUsed: number;
  /** Prompts whose responses meet no other. */
  lone: number;
  failed: number;
  identical: number;
  repeated: number;
  notDrawn: number;
  overLimit: number;
};

/** Counts a composition without making anything. */
export async function previewBatch(
  db: DbOrTransaction,
  projectId: string,
  composition: BatchComposition,
): Promise<CompositionCounts> {
  const beforeLimit = countBeforeLimit(composition);
  const result = await db.execute<CompositionCounts>(sql`
    with ${candidatePairs({ projectId, composition })}
    select
      (select count(distinct prompt_id)::int from matching) as "prompts",
      (select count(*)::int from matching) as "responses",
      (select count(*)::int from drawn) as "tasks",
      (select count(distinct prompt_id)::int from drawn) as "promptsUsed",
      (select count(distinct prompt_id)::int from matching
        where prompt_id not in (select prompt_id from met)) as "lone",
      (select count(*)::int from matching where finish_reason = 'error') as "failed",
      (select count(*)::int from met where identical) as "identical",
      (select count(*)::int from met where not identical and nth > 1) as "repeated",
      (select count(*)::int from fit) - ${beforeLimit} as "notDrawn",
      ${beforeLimit} - (select count(*)::int from drawn) as "overLimit"`);
  const [row] = result.rows;
  if (!row) throw new Error('a select without a from returned no row');
  return row;
}
