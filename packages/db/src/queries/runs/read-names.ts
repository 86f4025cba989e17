import { and, eq, isNull, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { models, modelVersions, snapshots } from '../../schema/index.ts';

/** What people call a project's model versions and snapshots; archived versions are not called anything any more. */
export async function readNames(db: DbOrTransaction, projectId: string) {
  const versions = await db
    .select({
      id: modelVersions.id,
      model: models.name,
      version: modelVersions.version,
      aliases: sql<string[]>`array(select a.name from aliases a
        where a.project_id = ${modelVersions.projectId} and a.version_id = ${modelVersions.id} order by a.name)`,
    })
    .from(modelVersions)
    .innerJoin(models, eq(models.id, modelVersions.modelId))
    .where(and(eq(modelVersions.projectId, projectId), isNull(modelVersions.archivedAt)));
  const frozen = await db
    .select({ id: snapshots.id, name: snapshots.name })
    .from(snapshots)
    .where(eq(snapshots.projectId, projectId));
  return { versions, snapshots: frozen };
}

export type ProjectNames = Awaited<ReturnType<typeof readNames>>;
