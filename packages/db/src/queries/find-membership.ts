import { and, eq } from 'drizzle-orm';
import type { DbOrTransaction } from '../client.ts';
import { memberships, projects } from '../schema/index.ts';

/** The project behind a slug and the role the user has in it: null where the user is no member. */
export async function findMembership(db: DbOrTransaction, slug: string, userId: string) {
  const [row] = await db
    .select({ project: projects, role: memberships.role })
    .from(projects)
    .leftJoin(memberships, and(eq(memberships.projectId, projects.id), eq(memberships.userId, userId)))
    .where(eq(projects.slug, slug));
  return row ?? null;
}

export type Project = typeof projects.$inferSelect;
