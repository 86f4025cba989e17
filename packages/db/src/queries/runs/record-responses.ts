import type { Db } from '../../client.ts';
import { insertResponses, type NewResponse } from '../prompts/insert-responses.ts';
import { holdRun, type RunHold } from './hold-run.ts';

/** Stores a run's answers while its claim stands; false when it does not. */
export async function recordResponses(
  db: Db,
  hold: RunHold,
  args: { projectId: string; sampling: Record<string, unknown>; rows: NewResponse[] },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await holdRun(tx, hold))) return false;
    await insertResponses(tx, { ...args, runId: hold.runId });
    return true;
  });
}
