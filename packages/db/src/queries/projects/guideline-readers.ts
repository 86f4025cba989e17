import type { ProjectRole } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';

export type GuidelineReaderRow = {
  userId: string;
  name: string;
  email: string;
  role: ProjectRole;
  version: number | null;
  acknowledgedAt: string | null;
};

/**
 * Those who are to read the guidelines, with the highest version that each has acknowledged: the project's annotators,
 * and other members who rate too once they have rated. Accounts that are disabled are left out.
 */
const readers = (projectId: string) => sql`
  select u.id as "userId", u.name, u.email, m.role, read.version, read.at as "acknowledgedAt"
  from memberships m
  join users u on u.id = m.user_id and u.disabled_at is null
  left join annotators a on a.project_id = m.project_id and a.user_id = m.user_id
  left join lateral (
    select g.version, k.created_at as at
    from guideline_acknowledgements k join guidelines g on g.id = k.guideline_id
    where k.annotator_id = a.id order by g.version desc limit 1
  ) read on true
  where m.project_id = ${projectId} and m.role <> 'viewer'
    and (m.role = 'annotator' or exists (select 1 from ratings r where r.annotator_id = a.id))`;

/** A page of the readers of a project's guidelines, in the order of their accounts. */
export async function listGuidelineReaders(
  db: DbOrTransaction,
  projectId: string,
  { after = null, limit }: { after?: string | null; limit: number },
) {
  const { rows } = await db.execute<GuidelineReaderRow>(sql`
    select * from (${readers(projectId)}) reader
    where ${after}::uuid is null or "userId" > ${after}::uuid
    order by "userId" limit ${limit}`);
  return rows;
}

/** The newest version of a project's guidelines, how many are to read it, and how many say that they have. */
export async function countGuidelineReaders(db: DbOrTransaction, projectId: string) {
  const { rows } = await db.execute<{ version: number | null; readers: number; upToDate: number }>(sql`
    select newest.version, count("userId")::int as "readers",
      count("userId") filter (where reader.version = newest.version)::int as "upToDate"
    from (select max(version) as version from guidelines where project_id = ${projectId}) newest
    left join (${readers(projectId)}) reader on true
    group by newest.version`);
  const [row] = rows;
  if (!row) throw new Error('a count returned no row');
  return row;
}
