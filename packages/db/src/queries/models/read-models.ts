import { and, asc, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { models, modelVersions, runs, snapshots, users } from '../../schema/index.ts';

const versionColumns = {
  id: modelVersions.id,
  modelId: modelVersions.modelId,
  model: models.name,
  version: modelVersions.version,
  origin: modelVersions.origin,
  purpose: modelVersions.purpose,
  status: modelVersions.status,
  error: modelVersions.error,
  aliases: sql<string[]>`array(select a.name from aliases a
    where a.project_id = ${modelVersions.projectId} and a.version_id = ${modelVersions.id} order by a.name)`,
  createdAt: modelVersions.createdAt,
};

const madeBy = {
  run: { id: runs.id, number: runs.number, name: runs.name, method: runs.method },
  snapshot: { id: snapshots.id, name: snapshots.name },
};

/** A page of a project's models by name, each with its versions, newest first. */
export async function listModels(
  db: DbOrTransaction,
  projectId: string,
  paging: { afterName?: string | undefined; limit: number },
) {
  const found = await db
    .select({
      id: models.id,
      name: models.name,
      description: models.description,
      createdAt: models.createdAt,
    })
    .from(models)
    .where(
      and(eq(models.projectId, projectId), paging.afterName ? gt(models.name, paging.afterName) : undefined),
    )
    .orderBy(asc(models.name))
    .limit(paging.limit);
  const versions = await db
    .select(versionColumns)
    .from(modelVersions)
    .innerJoin(models, eq(models.id, modelVersions.modelId))
    .where(
      and(
        inArray(
          modelVersions.modelId,
          found.map(({ id }) => id),
        ),
        isNull(modelVersions.archivedAt),
      ),
    )
    .orderBy(desc(modelVersions.version));
  return found.map((model) => ({
    ...model,
    versions: versions.filter(({ modelId }) => modelId === model.id),
  }));
}

/** One version with its encrypted key left out, or null. */
export async function getModelVersion(db: DbOrTransaction, args: { projectId: string; versionId: string }) {
  const [row] = await db
    .select({
      ...versionColumns,
      ...madeBy,
      description: models.description,
      location: modelVersions.location,
      hasKey: sql<boolean>`${modelVersions.secret} is not null`,
      facts: modelVersions.facts,
      createdBy: users.name,
      baseVersionId: modelVersions.baseVersionId,
      responses: sql<number>`(select count(*)::int from responses r where r.model_version_id = ${modelVersions.id})`,
    })
    .from(modelVersions)
    .innerJoin(models, eq(models.id, modelVersions.modelId))
    .leftJoin(runs, eq(runs.id, modelVersions.runId))
    .leftJoin(snapshots, eq(snapshots.id, modelVersions.snapshotId))
    .leftJoin(users, eq(users.id, modelVersions.createdBy))
    .where(and(eq(modelVersions.id, args.versionId), eq(modelVersions.projectId, args.projectId)));
  return row ?? null;
}

/** Versions by condition with the run and snapshot that made each. */
async function listSteps(db: DbOrTransaction, condition: ReturnType<typeof and>) {
  return db
    .select({
      version: versionColumns,
      ...madeBy,
      baseVersionId: modelVersions.baseVersionId,
    })
    .from(modelVersions)
    .innerJoin(models, eq(models.id, modelVersions.modelId))
    .leftJoin(runs, eq(runs.id, modelVersions.runId))
    .leftJoin(snapshots, eq(snapshots.id, modelVersions.snapshotId))
    .where(condition)
    .orderBy(asc(modelVersions.createdAt));
}

/** The versions a version was trained from, nearest first, and those trained directly from it. */
export async function readLineage(
  db: DbOrTransaction,
  version: { id: string; baseVersionId: string | null },
) {
  const ancestors: Awaited<ReturnType<typeof listSteps>> = [];
  const seen = new Set([version.id]);
  let next = version.baseVersionId;
  while (next !== null && !seen.has(next)) {
    seen.add(next);
    const [step] = await listSteps(db, eq(modelVersions.id, next));
    if (!step) break;
    ancestors.push(step);
    next = step.baseVersionId;
  }
  return { ancestors, descendants: await listSteps(db, eq(modelVersions.baseVersionId, version.id)) };
}

/** Versions by id, in the project; for a launch that names them. */
export async function findVersions(db: DbOrTransaction, projectId: string, ids: string[]) {
  return db
    .select(versionColumns)
    .from(modelVersions)
    .innerJoin(models, eq(models.id, modelVersions.modelId))
    .where(
      and(
        eq(modelVersions.projectId, projectId),
        inArray(modelVersions.id, ids),
        isNull(modelVersions.archivedAt),
      ),
    );
}

/** Versions by id, in the project, archived ones too: what they did is still told. The one made last comes first. */
export async function listVersionsById(db: DbOrTransaction, projectId: string, ids: string[]) {
  return db
    .select(versionColumns)
    .from(modelVersions)
    .innerJoin(models, eq(models.id, modelVersions.modelId))
    .where(and(eq(modelVersions.projectId, projectId), inArray(modelVersions.id, ids)))
    .orderBy(desc(modelVersions.createdAt), desc(modelVersions.id));
}
