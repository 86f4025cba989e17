import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';

export type AttemptRow = {
  number: number;
  questions: number;
  passMark: number;
  result: 'open' | 'passed' | 'failed';
  answered: number;
  right: number;
  startedAt: string;
  endedAt: string | null;
};

export type QualificationPersonRow = {
  userId: string;
  name: string;
  lead: boolean;
  qualifiedAt: string | null;
  qualifiedBy: 'attempt' | 'waiver' | null;
  attemptsLeft: number;
  /** Oldest first. */
  attempts: AttemptRow[];
};

/**
 * How the people of a project stand with its qualification: annotators, and other members who have opened the rating
 * page. Accounts that are disabled are left out.
 */
export async function listQualificationPeople(
  db: DbOrTransaction,
  projectId: string,
): Promise<QualificationPersonRow[]> {
  const { rows } = await db.execute<QualificationPersonRow>(sql`
    select u.id as "userId", u.name, m.role = 'lead' or u.role = 'admin' as "lead",
      a.qualified_at as "qualifiedAt", a.qualified_by as "qualifiedBy",
      greatest(0, coalesce(q.attempts, 0) + coalesce(a.extra_attempts, 0) - jsonb_array_length(tried.attempts))
        as "attemptsLeft", tried.attempts
    from memberships m
    join users u on u.id = m.user_id and u.disabled_at is null
    left join annotators a on a.project_id = m.project_id and a.user_id = m.user_id
    left join qualifications q on q.project_id = m.project_id
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('number', t.number, 'questions', t.questions,
        'passMark', t.pass_mark, 'result', t.result, 'answered', said.answered, 'right', said."right",
        'startedAt', t.created_at, 'endedAt', t.ended_at) order by t.number), '[]') as attempts
      from qualification_attempts t
      cross join lateral (
        select count(answered_at)::int as answered, (count(*) filter (where "right"))::int as "right"
        from qualification_questions where attempt_id = t.id
      ) said
      where t.annotator_id = a.id
    ) tried
    where m.project_id = ${projectId} and m.role <> 'viewer' and (m.role = 'annotator' or a.id is not null)
    order by u.name, u.id`);
  return rows;
}
