import { type SQL, sql } from 'drizzle-orm';

// Who is handed a batch's tasks, for a batch `b`, the account of a person `m.user_id` and what they can: `m.skills` and
// `m.languages`. All of them are asked in one place, since a task that is shown as free and cannot be had is asked for
// again and again.

/** The batch names nobody, or this person. */
export const isNamed = sql`(b.user_ids is null or m.user_id = any(b.user_ids))`;

/** The person has all the skills that the batch asks for. */
export const isSkilled = sql`(b.skills <@ m.skills)`;

/** The prompt of a task `t` is in one of these languages, or in none that is known; null: in any. */
export const isIn = (languages: SQL) => sql`(${languages} is null or exists (
  select 1 from prompts p
  where p.id = t.prompt_id and (p.language is null or lower(p.language) = any(${languages}))
))`;

/** Which languages the batch lets the person have. */
export const theirLanguages = sql`(case when b.match_language then m.languages end)`;

/** A user of a project in the place of `m`; an admin need not be a member to rate. */
export function asRater({ projectId, userId }: Record<'projectId' | 'userId', SQL>) {
  return sql`(
    select u.id as user_id, coalesce(own.skills, '{}') as skills, coalesce(own.languages, '{}') as languages,
      coalesce(own.daily_quota, whole.daily_quota) as daily_quota
    from users u
    join projects whole on whole.id = ${projectId}
    left join memberships own on own.project_id = whole.id and own.user_id = u.id
    where u.id = ${userId}
  )`;
}
