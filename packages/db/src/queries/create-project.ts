import { firstRatingForm } from '@prefloop/contract';
import type { DbOrTransaction } from '../client.ts';
import { memberships, projects, ratingForms } from '../schema/index.ts';

type NewProject = {
  slug: string;
  name: string;
  description?: string;
  demo?: boolean;
  /** Becomes its first lead; null for the demo, which the admins lead. */
  createdBy: string | null;
};

/** Makes a project with its first rating form and its first lead, or nothing: null when the slug is taken. */
export async function createProject(db: DbOrTransaction, { createdBy, ...values }: NewProject) {
  return db.transaction(async (tx) => {
    const [project] = await tx.insert(projects).values(values).onConflictDoNothing().returning();
    if (!project) return null;
    if (createdBy !== null) {
      await tx.insert(memberships).values({ projectId: project.id, userId: createdBy, role: 'lead' });
    }
    await tx
      .insert(ratingForms)
      .values({ projectId: project.id, version: 1, spec: firstRatingForm, createdBy });
    return project;
  });
}
