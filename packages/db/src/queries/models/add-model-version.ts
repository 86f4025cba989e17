import { and, eq, max } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { models, modelVersions } from '../../schema/index.ts';

export type ModelVersion = typeof modelVersions.$inferSelect;

export type NewModelVersion = Omit<
  typeof modelVersions.$inferInsert,
  'modelId' | 'version' | 'createdAt' | 'archivedAt'
> & {
  /** A model of the project by its id, or by a name that is taken up or made. */
  model: { id: string } | { name: string; description?: string };
};

/** Adds the model's next version. Null when a model named by id is not in the project. */
export async function addModelVersion(
  tx: DbOrTransaction,
  { model, ...values }: NewModelVersion,
): Promise<ModelVersion | null> {
  if ('name' in model) {
    await tx
      .insert(models)
      .values({ projectId: values.projectId, createdBy: values.createdBy, ...model })
      .onConflictDoNothing();
  }
  // The lock puts versions added at once one after the other.
  const [found] = await tx
    .select({ id: models.id })
    .from(models)
    .where(
      and(
        eq(models.projectId, values.projectId),
        'id' in model ? eq(models.id, model.id) : eq(models.name, model.name),
      ),
    )
    .for('no key update');
  if (!found) return null;
  const [last] = await tx
    .select({ version: max(modelVersions.version) })
    .from(modelVersions)
    .where(eq(modelVersions.modelId, found.id));
  const [row] = await tx
    .insert(modelVersions)
    .values({ ...values, modelId: found.id, version: (last?.version ?? 0) + 1 })
    .returning();
  return row ?? null;
}
