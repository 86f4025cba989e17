import { sql } from 'drizzle-orm';
import type { Db } from '../../client.ts';
import { holdRun, type RunHold } from '../runs/hold-run.ts';

export type NewScore = { responseId: string; versionId: string; score: number | null };

/** Stores scores while the run's claim stands; false when it does not. What was stored before changes nothing. */
export async function recordScores(db: Db, hold: RunHold, rows: NewScore[]): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await holdRun(tx, hold))) return false;
    await tx.execute(sql`
      insert into response_scores (response_id, version_id, run_id, score)
      select r."responseId", r."versionId", ${hold.runId}, r.score
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r("responseId" uuid, "versionId" uuid, score float8)
      -- Deleted since the launch.
      join responses x on x.id = r."responseId"
      on conflict do nothing`);
    return true;
  });
}
