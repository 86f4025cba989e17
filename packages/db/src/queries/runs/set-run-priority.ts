import { and, eq } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { runs } from '../../schema/index.ts';
import type { Run } from './create-run.ts';
import { unclaimed } from './run-conditions.ts';

/** Moves a waiting run among those of its project. False when it does not wait: it has begun, or is over. */
export async function setRunPriority(
  db: DbOrTransaction,
  args: { projectId: string; runId: string; priority: Run['priority'] },
): Promise<boolean> {
  const moved = await db
    .update(runs)
    .set({ priority: args.priority })
    .where(and(eq(runs.id, args.runId), eq(runs.projectId, args.projectId), unclaimed))
    .returning({ id: runs.id });
  return moved.length > 0;
}
