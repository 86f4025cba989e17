import { and, eq, sql } from 'drizzle-orm';
import type { DbOrTransaction, Transaction } from '../../client.ts';
import { modelVersions } from '../../schema/index.ts';
import { addModelVersion, type ModelVersion, type NewModelVersion } from './add-model-version.ts';

/** A version whose run has still to make it. To be used on the model_versions table under its own name. */
export const isPromised = sql`(${modelVersions.origin} = 'trained' and ${modelVersions.status} = 'preparing'
  and not ${modelVersions.location} ? 'path')`;

/** What is true of every model trained from this one; what tells its own weights is not. */
const ownFacts = ['files', 'hash', 'step', 'configHash', 'scoring'];

/**
 * Adds the version that a run is going to make, so that other runs can be launched upon it: they wait until it is
 * ready. What is known of the base is taken to hold for it, until its run tells.
 */
export async function promiseVersion(
  tx: DbOrTransaction,
  promise: Pick<NewModelVersion, 'projectId' | 'model' | 'purpose' | 'snapshotId' | 'createdBy'> & {
    runId: string;
    baseVersionId: string;
  },
): Promise<ModelVersion> {
  const [base] = await tx
    .select({ facts: modelVersions.facts })
    .from(modelVersions)
    .where(eq(modelVersions.id, promise.baseVersionId));
  const facts = Object.entries(base?.facts ?? {}).filter(([name]) => !ownFacts.includes(name));
  const version = await addModelVersion(tx, {
    ...promise,
    origin: 'trained',
    status: 'preparing',
    location: {},
    facts: Object.fromEntries(facts),
  });
  if (!version) throw new Error('a model named by its name was not made');
  return version;
}

/** Writes what a run made over what was promised of it; false where nothing was. It keeps its id, which others name. */
export async function keepPromise(
  tx: Transaction,
  runId: string,
  { purpose, location, facts }: Pick<NewModelVersion, 'purpose' | 'location' | 'facts'>,
): Promise<boolean> {
  const kept = await tx
    .update(modelVersions)
    .set({ purpose, location, facts, status: 'ready' })
    .where(and(eq(modelVersions.runId, runId), isPromised))
    .returning({ id: modelVersions.id });
  return kept.length > 0;
}
