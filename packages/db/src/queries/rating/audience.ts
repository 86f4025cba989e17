import { type SQL, sql } from 'drizzle-orm';

// Who is handed a batch's tasks, for a batch `b`, the account of a person `m.user_id` and what they can: `m.skills` and
// `m.languages`. All of them are asked in one place, since a task that is shown as free and cannot be had is asked for
// again and again.

/** The batch names nobody, or this person. */
export const isNamed = sql`(b.user_ids is null or m.user_id = any(b.user_ids))`;

/** The person has all the skills that the batch asks for. */
export const isSkilled = sql`(b.skills <@ m.skills)`;

/**
 * The prompt of a task `t` is in one of these languages, or in none that is known, and has none of the tags that the
 * person avoids; null: any language, no tag.
 */
export const isFit = (
  languages: SQL,
  avoided: SQL,
) => sql`((${languages} is null and ${avoided} is null) or exists (
  select 1 from prompts p
  where p.id = t.prompt_id and (${languages} is null or p.language is null or lower(p.language) = any(${languages}))
    and (${avoided} is null or not p.tags && ${avoided})
))`;

/** Which languages the batch lets the person have. */
export const theirLanguages = sql`(case when b.match_language then m.languages end)`;

/** The tags that a user of a project leaves to others; null for none. */
export const avoidedBy = ({ projectId, userId }: Who) => sql`(
  select whole.sensitive_tags from annotators x join projects whole on whole.id = x.project_id
  where x.project_id = ${projectId} and x.user_id = ${userId} and x.avoids_sensitive
)`;

/** The task `t` is one for the person `m`, as far as its prompt goes. */
export const suitsThem = isFit(theirLanguages, sql`m.avoided`);

type Who = Record<'projectId' | 'userId', SQL>;

/** A user of a project in the place of `m`; an admin need not be a member to rate. */
export function asRater({ projectId, userId }: Who) {
  return sql`(
    select u.id as user_id, coalesce(own.skills, '{}') as skills, coalesce(own.languages, '{}') as languages,
      coalesce(own.daily_quota, whole.daily_quota) as daily_quota, ${avoidedBy({ projectId, userId })} as avoided
    from users u
    join projects whole on whole.id = ${projectId}
    left join memberships own on own.project_id = whole.id and own.user_id = u.id
    where u.id = ${userId}
  )`;
}
