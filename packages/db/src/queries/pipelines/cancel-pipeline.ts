import { and, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../client.ts';
import { runs } from '../../schema/index.ts';
import { requestCancel } from '../runs/cancel-run.ts';

/** Asks all runs of a pipeline to end that have not ended, all at once; answers those that were at work. */
export async function cancelPipeline(
  db: Db,
  args: { projectId: string; pipelineId: string },
): Promise<string[]> {
  return db.transaction(async (tx) => {
    const open = await tx
      .select({ id: runs.id })
      .from(runs)
      .where(
        and(
          eq(runs.pipelineId, args.pipelineId),
          eq(runs.projectId, args.projectId),
          inArray(runs.status, ['draft', 'queued', 'waiting', 'running']),
        ),
      )
      .orderBy(runs.id)
      .for('update');
    const atWork: string[] = [];
    for (const { id } of open) {
      const run = await requestCancel(tx, { projectId: args.projectId, runId: id });
      if (run?.status === 'running') atWork.push(id);
    }
    return atWork;
  });
}
