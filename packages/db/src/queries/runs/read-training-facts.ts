import {
  charactersPerToken,
  isReinforced,
  measureRows,
  type TrainingFacts,
  type TrainingPlan,
} from '@prefloop/contract';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { models, modelVersions, snapshots } from '../../schema/index.ts';
import { readSnapshotContent } from './read-snapshot-content.ts';

/** What the project holds of the versions and the snapshot that a training run names. */
export async function readTrainingFacts(
  db: DbOrTransaction,
  projectId: string,
  plan: TrainingPlan,
): Promise<Pick<TrainingFacts, 'versions' | 'snapshot'>> {
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
  { method, config }: TrainingPlan,
  perToken: number,
): Promise<TrainingFacts['snapshot']> {
  const [found] = await db
    .select({ kind: snapshots.kind, frozenAt: snapshots.frozenAt })
    .from(snapshots)
    .where(and(eq(snapshots.projectId, projectId), eq(snapshots.id, config.snapshotId)));
  if (!found) return null;
  const { kind, frozenAt } = found;
  // While it still fills, nothing that is counted would hold.
  if (frozenAt === null) return { kind, frozen: false };
  const { lengths, ...counts } = await readSnapshotContent(db, config.snapshotId);
  // Where the policy writes its own answers, a row is its prompt.
  const room =
    'maxNewTokens' in config.params
      ? config.params.maxLength - config.params.maxNewTokens
      : config.params.maxLength;
  const fitting = measureRows({ lengths }, { kind, asks: isReinforced(method), room, perToken });
  const [trainRows, evalRows] = [lengths.train.prompt.length, lengths.eval.prompt.length];
  return { kind, frozen: true, trainRows, evalRows, ...counts, ...fitting };
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
