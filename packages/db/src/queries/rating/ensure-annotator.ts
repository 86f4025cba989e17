import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { annotators } from '../../schema/index.ts';
import { statement, value } from '../../statement.ts';

type Who = { projectId: string; userId: string; name: string };

export type Annotator = { id: string; projectId: string; paused: boolean; pausedReason: string | null };

const byUser = sql`
  select a.id, a.project_id as "projectId", a.paused_at is not null as "paused", a.paused_reason as "pausedReason"
  from annotators a where a.project_id = ${value('projectId')} and a.user_id = ${value('userId')}`;
const find = statement<Annotator>('rating_find_annotator', byUser);
const findAndLock = statement<Annotator>('rating_lock_annotator', sql`${byUser} for no key update`);

/** The annotator that a user is in a project; made when a rating page is first opened. */
export async function ensureAnnotator(
  db: DbOrTransaction,
  { projectId, userId, name }: Who,
  { lock = false }: { lock?: boolean } = {},
): Promise<Annotator> {
  const look = lock ? findAndLock : find;
  const [found] = await look(db, { projectId, userId });
  if (found) return found;
  await db.insert(annotators).values({ projectId, userId, name }).onConflictDoNothing();
  const [made] = await look(db, { projectId, userId });
  if (!made) throw new Error(`annotator of user ${userId} in project ${projectId} was not made`);
  return made;
}
