import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { edgesOf, type Frontier, type LineageEdgeRow } from './lineage-edge.ts';
import { linked } from './linked.ts';
import { namedVersions } from './named-versions.ts';

/** What the frontier's things came from, one step back; all within the project. */
export async function findParents(
  db: DbOrTransaction,
  projectId: string,
  frontier: Frontier,
): Promise<LineageEdgeRow[]> {
  const runs = sql`r.project_id = ${projectId} and r.id = any(${sql.param(frontier.run)}::uuid[])`;
  return [
    ...(await linked(db, projectId, 'to', frontier)),
    ...(await edgesOf(
      db,
      { from: 'run', to: 'version' },
      frontier.version,
      sql`select v.run_id as "fromId", v.id as "toId" from model_versions v
        where v.project_id = ${projectId} and v.run_id is not null
          and v.id = any(${sql.param(frontier.version)}::uuid[])`,
    )),
    ...(await edgesOf(
      db,
      { from: 'snapshot', to: 'run' },
      frontier.run,
      sql`select r.snapshot_id as "fromId", r.id as "toId" from runs r
        where r.snapshot_id is not null and ${runs}`,
    )),
    ...(await edgesOf(db, { from: 'version', to: 'run' }, frontier.run, namedVersions(runs))),
  ];
}
