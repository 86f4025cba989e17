import { eq, max } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { pipelines, projects } from '../../schema/index.ts';

export type Pipeline = typeof pipelines.$inferSelect;

/** Writes a pipeline with the project's next number; its runs are added to it in the same transaction. */
export async function createPipeline(
  tx: DbOrTransaction,
  values: Pick<Pipeline, 'projectId' | 'text' | 'onError' | 'budgetHours'> & {
    name: string | undefined;
    createdBy: string;
  },
): Promise<Pipeline> {
  // Numbers count up without gaps or doubles: launches in one project go one after the other.
  await tx
    .select({ id: projects.id })
    .from(projects)
    .where(eq(projects.id, values.projectId))
    .for('no key update');
  const [last] = await tx
    .select({ number: max(pipelines.number) })
    .from(pipelines)
    .where(eq(pipelines.projectId, values.projectId));
  const number = (last?.number ?? 0) + 1;
  const [pipeline] = await tx
    .insert(pipelines)
    .values({ ...values, number, name: values.name ?? `pipeline ${number}` })
    .returning();
  if (!pipeline) throw new Error('insert returned no row');
  return pipeline;
}
