import type { DbOrTransaction } from '../../client.ts';
import { projects } from '../../schema/index.ts';

/** Whether the deployment has, or had, any project: an archived one counts. */
export async function hasProjects(db: DbOrTransaction): Promise<boolean> {
  const [row] = await db.select({ id: projects.id }).from(projects).limit(1);
  return row !== undefined;
}
