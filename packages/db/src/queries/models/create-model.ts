import type { Db } from '../../client.ts';
import { models } from '../../schema/index.ts';
import { addModelVersion, type ModelVersion, type NewModelVersion } from './add-model-version.ts';

type FirstVersion = Omit<NewModelVersion, 'model' | 'projectId' | 'createdBy'>;

/** Makes a model with its first version, or nothing: null when the project has one of that name. */
export async function createModel(
  db: Db,
  model: { projectId: string; name: string; description: string; createdBy: string },
  version: FirstVersion,
): Promise<ModelVersion | null> {
  const { projectId, createdBy } = model;
  return db.transaction(async (tx) => {
    const [made] = await tx.insert(models).values(model).onConflictDoNothing().returning({ id: models.id });
    if (!made) return null;
    return addModelVersion(tx, { ...version, projectId, createdBy, model: { id: made.id } });
  });
}

/** Adds a version to a model of the project; null where there is no such model. */
export async function createModelVersion(
  db: Db,
  args: { projectId: string; modelId: string; createdBy: string },
  version: FirstVersion,
): Promise<ModelVersion | null> {
  const { projectId, modelId, createdBy } = args;
  return db.transaction((tx) =>
    addModelVersion(tx, { ...version, projectId, createdBy, model: { id: modelId } }),
  );
}
