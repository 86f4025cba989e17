import { AppError } from '@prefloop/contract';
import { and, desc, eq, lt, max } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { guidelines, projects, users } from '../../schema/index.ts';
import { type Actor, recordAudit } from '../people/audit.ts';

/** A page of a project's guidelines, newest version first. */
export async function listGuidelines(
  db: DbOrTransaction,
  projectId: string,
  page: { before?: number; limit: number },
) {
  return db
    .select({
      version: guidelines.version,
      body: guidelines.body,
      createdAt: guidelines.createdAt,
      createdBy: users.name,
    })
    .from(guidelines)
    .leftJoin(users, eq(users.id, guidelines.createdBy))
    .where(
      and(
        eq(guidelines.projectId, projectId),
        page.before === undefined ? undefined : lt(guidelines.version, page.before),
      ),
    )
    .orderBy(desc(guidelines.version))
    .limit(page.limit);
}

/** Adds the next version. Throws CONFLICT when there is a newer one than `basedOn`, which its author has not seen. */
export async function createGuideline(
  db: DbOrTransaction,
  by: Actor,
  projectId: string,
  { body, basedOn }: { body: string; basedOn: number },
) {
  return db.transaction(async (tx) => {
    await tx.select({ id: projects.id }).from(projects).where(eq(projects.id, projectId)).for('update');
    const [newest] = await tx
      .select({ version: max(guidelines.version) })
      .from(guidelines)
      .where(eq(guidelines.projectId, projectId));
    const current = newest?.version ?? 0;
    if (current !== basedOn) {
      throw new AppError('CONFLICT', {
        message: `Version ${current} was written since you opened version ${basedOn}. Look at it, then save again.`,
      });
    }
    const [row] = await tx
      .insert(guidelines)
      .values({ projectId, version: current + 1, body, createdBy: by.actorId })
      .returning({ version: guidelines.version, createdAt: guidelines.createdAt });
    if (!row) throw new Error('insert returned no row');
    await recordAudit(tx, by, { action: 'guideline.created', projectId, detail: { version: row.version } });
    return row;
  });
}
