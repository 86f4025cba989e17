import { charactersPerToken, type TrainingFacts, type TrainingPlan } from '@prefloop/contract';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { models, modelVersions, snapshotRows, snapshots } from '../../schema/index.ts';

/** What the project holds of the versions and the snapshot that a training run names. */
export async function readTrainingFacts(
  db: DbOrTransaction,
  projectId: string,
  plan: TrainingPlan,
): Promise<Omit<TrainingFacts, 'freeBytes'>> {
  const versions = await db
    .select({
      id: modelVersions.id,
      name: models.name,
      version: modelVersions.version,
      origin: modelVersions.origin,
      purpose: modelVersions.purpose,
      status: modelVersions.status,
      error: modelVersions.error,
      snapshotId: modelVersions.snapshotId,
      facts: modelVersions.facts,
    })
    .from(modelVersions)
    .innerJoin(models, eq(models.id, modelVersions.modelId))
    .where(
      and(
        eq(modelVersions.projectId, projectId),
        inArray(modelVersions.id, plan.config.versionIds),
        isNull(modelVersions.archivedAt),
      ),
    );
  const base = versions.find(({ id }) => id === plan.config.baseVersionId);
  const snapshot = await readSnapshotFacts(db, projectId, plan, charactersPerToken(base?.facts ?? {}));
  return { versions, snapshot };
}

async function readSnapshotFacts(
  db: DbOrTransaction,
  projectId: string,
  { config }: TrainingPlan,
  perToken: number,
): Promise<TrainingFacts['snapshot']> {
  const [found] = await db
    .select({ kind: snapshots.kind, frozenAt: snapshots.frozenAt })
    .from(snapshots)
    .where(and(eq(snapshots.projectId, projectId), eq(snapshots.id, config.snapshotId)));
  if (!found) return null;
  // Where the policy writes its own answers, a row is its prompt.
  const room =
    'maxNewTokens' in config.params
      ? config.params.maxLength - config.params.maxNewTokens
      : config.params.maxLength;
  const answer =
    'maxNewTokens' in config.params
      ? sql`0`
      : sql`greatest(length(r."row"->'chosen'->0->>'content'), length(r."row"->'rejected'->0->>'content'),
          length(r."row"->'completion'->0->>'content'))`;
  const { rows } = await db.execute<{
    trainRows: number;
    evalRows: number;
    goodRows: number;
    overLength: number;
  }>(sql`
    select count(*) filter (where split = 'train')::int as "trainRows",
      count(*) filter (where split = 'eval')::int as "evalRows",
      count(*) filter (where split = 'train' and good)::int as "goodRows",
      count(*) filter (where characters > ${room * perToken}::int)::int as "overLength"
    from (
      select r.split, (r."row"->>'label')::boolean as good, ${answer} + (
        select coalesce(sum(length(turn->>'content')), 0) from jsonb_array_elements(r."row"->'prompt') turn
      ) as characters
      from ${snapshotRows} r where r.snapshot_id = ${config.snapshotId}
    ) as measured`);
  const counts = rows[0] ?? { trainRows: 0, evalRows: 0, goodRows: 0, overLength: 0 };
  return { kind: found.kind, frozen: found.frozenAt !== null, ...counts };
}

/** The hash of what is in a snapshot, or null where the project has no such snapshot. */
export async function findSnapshotHash(
  db: DbOrTransaction,
  projectId: string,
  snapshotId: string,
): Promise<string | null> {
  const [row] = await db
    .select({ hash: snapshots.hash })
    .from(snapshots)
    .where(and(eq(snapshots.projectId, projectId), eq(snapshots.id, snapshotId)));
  return row?.hash ?? null;
}
