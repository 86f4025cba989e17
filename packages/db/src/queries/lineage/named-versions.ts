import { type SQL, sql } from 'drizzle-orm';

/**
 * The versions that each run of the condition names, with what they are to it. Runs are `r`, versions `v`.
 * A reference that is not named is the base itself.
 */
export function namedVersions(condition: SQL): SQL {
  return sql`
    select v.id as "fromId", r.id as "toId",
      coalesce(jsonb_agg(distinct named.role) filter (where named.role is not null), '[]') as roles
    from runs r
    cross join lateral (
      select r.base_version_id::text as id, 'base' as role
      union all select r.config->>'referenceVersionId', 'reference'
      union all select r.config->>'rewardVersionId', 'reward'
      union all select r.config->'guard'->>'goldVersionId', 'gold'
      union all select jsonb_array_elements_text(r.config->'versionIds'), null
    ) named
    join model_versions v on v.id = named.id::uuid and v.project_id = r.project_id
    where ${condition}
    group by v.id, r.id`;
}
