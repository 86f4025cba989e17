import type { BatchStatus } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import {
  type BattleSums,
  battleSums,
  byPrompt,
  meetings,
  type Opponents,
  type PairCounts,
  pairCounts,
} from './meetings.ts';

type Which = Opponents & { versions: readonly [string, string] };

type BatchRow = PairCounts & { id: string; name: string; status: BatchStatus; ratings: number };
type TypeRow = BattleSums & { taskType: string | null; whole: boolean };

/** All that two versions' pairs came to: in whole, by task type (most ratings first) and by batch (newest first). */
export async function getMatchup(db: DbOrTransaction, which: Which) {
  const common = meetings(which);
  const batches = await db.execute<BatchRow>(sql`
    with ${common}
    select b.id, b.name, b.status, ${pairCounts}, coalesce(sum(m.done), 0)::int as "ratings"
    from meeting m join batches b on b.id = m.batch_id group by b.id order by b.id desc`);
  // One row per prompt stays in the database; what comes out is one row per task type and one of the whole.
  const types = await db.execute<TypeRow>(sql`
    with ${common},
    prompt as (${byPrompt(sql`p.task_type`, sql`said join prompts p on p.id = said.prompt_id`)})
    select task_type as "taskType", grouping(task_type) = 1 as "whole", ${battleSums}
    from prompt group by grouping sets ((task_type), ()) order by "n" desc, task_type nulls last`);
  const whole = types.rows.find((row) => row.whole);
  if (!whole) throw new Error('an aggregate without groups returned no row');
  const sum = (key: keyof PairCounts) => batches.rows.reduce((total, row) => total + row[key], 0);
  return {
    ...whole,
    pairs: sum('pairs'),
    ratedPairs: sum('ratedPairs'),
    ratingsLeft: sum('ratingsLeft'),
    taskTypes: types.rows.filter((row) => !row.whole),
    batches: batches.rows,
  };
}

export type MatchupDetailRow = Awaited<ReturnType<typeof getMatchup>>;
