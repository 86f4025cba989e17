import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { type BattleSums, battleSums, byPrompt, meetings, type PairCounts, pairCounts } from './meetings.ts';

export type MatchupRow = PairCounts & BattleSums & { newerId: string; olderId: string };

type Paging = {
  /** Only those in which it takes part. */
  version?: string | undefined;
  after?: { newerId: string; olderId: string } | undefined;
  limit: number;
};

/** A page of the matchups of a project: those of the newest version first, then by the opponent, newest first. */
export async function listMatchups(
  db: DbOrTransaction,
  projectId: string,
  { version, after, limit }: Paging,
): Promise<MatchupRow[]> {
  const keys = sql`newer_id, older_id`;
  const later =
    after === undefined
      ? sql``
      : sql`and (newer.created_at, newer.id, older.created_at, older.id) < (
          select n.created_at, n.id, o.created_at, o.id from model_versions n, model_versions o
          where n.id = ${after.newerId} and o.id = ${after.olderId})`;
  const versions = version === undefined ? undefined : ([version] as const);
  const { rows } = await db.execute<MatchupRow>(sql`
    with ${meetings({ projectId, versions })},
    met as (
      select ${keys}, ${pairCounts} from meeting m join batches b on b.id = m.batch_id group by ${keys}
    ),
    prompt as (${byPrompt(keys)})
    select newer_id as "newerId", older_id as "olderId", "pairs", "ratedPairs", "ratingsLeft", ${battleSums}
    from met left join prompt using (newer_id, older_id)
    join model_versions newer on newer.id = newer_id
    join model_versions older on older.id = older_id
    where "pairs" > 0 ${later}
    group by newer_id, older_id, "pairs", "ratedPairs", "ratingsLeft", newer.id, older.id
    order by newer.created_at desc, newer.id desc, older.created_at desc, older.id desc
    limit ${limit}`);
  return rows;
}
