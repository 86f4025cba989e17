import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { edgesOf, type Frontier, type LineageEdgeRow } from './lineage-edge.ts';
import { linked } from './linked.ts';
import { namedVersions } from './named-versions.ts';

/** What came of the frontier's things, one step on; all within the project. */
export async function findChildren(
  db: DbOrTransaction,
  projectId: string,
  frontier: Frontier,
): Promise<LineageEdgeRow[]> {
  return [
    ...(await linked(db, projectId, 'from', frontier)),
    ...(await edgesOf(
      db,
      { from: 'snapshot', to: 'run' },
      frontier.snapshot,
      sql`select r.snapshot_id as "fromId", r.id as "toId" from runs r
        where r.project_id = ${projectId} and r.snapshot_id = any(${sql.param(frontier.snapshot)}::uuid[])`,
    )),
    ...(await edgesOf(
      db,
      { from: 'run', to: 'version' },
      frontier.run,
      sql`select v.run_id as "fromId", v.id as "toId" from model_versions v
        where v.project_id = ${projectId} and v.run_id = any(${sql.param(frontier.run)}::uuid[])`,
    )),
    ...(await edgesOf(
      db,
      { from: 'version', to: 'run' },
      frontier.version,
      namedVersions(sql`r.project_id = ${projectId} and v.id = any(${sql.param(frontier.version)}::uuid[])`),
    )),
  ];
}
