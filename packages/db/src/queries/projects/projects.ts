import { and, asc, eq, getTableColumns, gt, sql } from 'drizzle-orm';
import type { Db, DbOrTransaction } from '../../client.ts';
import { memberships, projects } from '../../schema/index.ts';
import { type Actor, recordAudit } from '../people/audit.ts';

/** A page of the projects that a user may open, by slug. `all`: an admin's view, every project. */
export async function listProjects(
  db: DbOrTransaction,
  userId: string,
  filter: { all: boolean; after?: string; limit: number },
) {
  const mine = and(eq(memberships.projectId, projects.id), eq(memberships.userId, userId));
  const columns = { ...getTableColumns(projects), role: memberships.role };
  const from = db.select(columns).from(projects).$dynamic();
  return (filter.all ? from.leftJoin(memberships, mine) : from.innerJoin(memberships, mine))
    .where(filter.after === undefined ? undefined : gt(projects.slug, filter.after))
    .orderBy(asc(projects.slug))
    .limit(filter.limit);
}

/** Changes what may change about a project; `archived` makes it read-only or opens it again. */
export async function updateProject(
  db: Db,
  by: Actor,
  id: string,
  change: {
    name?: string;
    description?: string;
    archived?: boolean;
    dailyQuota?: number | null;
    sensitiveTags?: string[];
  },
) {
  const { archived, ...values } = change;
  const archivedAt = archived ? sql`coalesce(${projects.archivedAt}, now())` : null;
  return db.transaction(async (tx) => {
    const [project] = await tx
      .update(projects)
      .set({ ...values, ...(archived === undefined ? {} : { archivedAt }) })
      .where(eq(projects.id, id))
      .returning();
    if (!project) throw new Error(`project ${id} is gone`);
    await recordAudit(tx, by, { action: 'project.changed', projectId: id, detail: { ...change } });
    return project;
  });
}
