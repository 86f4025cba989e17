import { sql } from 'drizzle-orm';

/** The annotator `a` leads the project: who sets the qualification is not asked to pass it. */
const isLead = sql`(exists (
    select 1 from memberships m where m.project_id = a.project_id and m.user_id = a.user_id and m.role = 'lead')
  or exists (select 1 from users u where u.id = a.user_id and u.role = 'admin'))`;

/** Whether the annotator `a` has to pass the project's qualification before anything else. */
export const isToQualify = sql`(a.qualified_at is null and exists (
    select 1 from qualifications q where q.project_id = a.project_id and q.enabled)
  and not ${isLead})`;
