import { AppError, type RatingForm, type RatingFormSpec } from '@prefloop/contract';
import { and, count, desc, eq, lt, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { projects, ratingForms, ratings, users } from '../../schema/index.ts';
import { statement, value } from '../../statement.ts';
import { type Actor, recordAudit } from '../people/audit.ts';

const newest = statement<RatingForm>(
  'rating_newest_form',
  sql`select f.version, f.spec from rating_forms f
    where f.project_id = ${value('projectId')} order by f.version desc limit 1`,
);

/** What is asked in a project now. */
export async function getNewestForm(db: DbOrTransaction, projectId: string): Promise<RatingForm> {
  const [form] = await newest(db, { projectId });
  if (!form) throw new Error(`project ${projectId} has no rating form`);
  return form;
}

/** A page of a project's rating forms, newest version first. */
export async function listRatingForms(
  db: DbOrTransaction,
  projectId: string,
  page: { before?: number; limit: number },
) {
  const made = db
    .select({ n: count() })
    .from(ratings)
    .where(and(eq(ratings.projectId, projectId), eq(ratings.formId, ratingForms.id)));
  return db
    .select({
      version: ratingForms.version,
      spec: ratingForms.spec,
      createdAt: ratingForms.createdAt,
      createdBy: users.name,
      ratings: sql<number>`${made}`.mapWith(Number),
    })
    .from(ratingForms)
    .leftJoin(users, eq(users.id, ratingForms.createdBy))
    .where(
      and(
        eq(ratingForms.projectId, projectId),
        page.before === undefined ? undefined : lt(ratingForms.version, page.before),
      ),
    )
    .orderBy(desc(ratingForms.version))
    .limit(page.limit);
}

/** Adds the next version. Throws CONFLICT when there is a newer one than `basedOn`, which its author has not seen. */
export async function createRatingForm(
  db: DbOrTransaction,
  by: Actor,
  projectId: string,
  { spec, basedOn }: { spec: RatingFormSpec; basedOn: number },
) {
  return db.transaction(async (tx) => {
    await tx.select({ id: projects.id }).from(projects).where(eq(projects.id, projectId)).for('update');
    const { version: current } = await getNewestForm(tx, projectId);
    if (current !== basedOn) {
      throw new AppError('CONFLICT', {
        message: `Version ${current} was saved since you opened version ${basedOn}. Look at it, then save again.`,
      });
    }
    const [row] = await tx
      .insert(ratingForms)
      .values({ projectId, version: current + 1, spec, createdBy: by.actorId })
      .returning({ version: ratingForms.version, createdAt: ratingForms.createdAt });
    if (!row) throw new Error('insert returned no row');
    await recordAudit(tx, by, { action: 'rating-form.created', projectId, detail: { version: row.version } });
    return row;
  });
}
