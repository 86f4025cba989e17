import type { ActiveSelection } from '@prefloop/contract';
import { type SQL, sql } from 'drizzle-orm';

const uncertainty: Record<ActiveSelection['by'], SQL> = {
  disagreement: sql`stddev_pop(d / unit)`,
  margin: sql`-abs(avg(d / unit))`,
};

type Chosen = { active: ActiveSelection; limit: number; perPrompt: number | undefined };

/**
 * fit → differences (of the scores of a pair's two responses, by model) → uncertain → random_arm → active_arm → drawn.
 * The random arm is drawn first, from all pairs that fit, so that it is as random as a batch without selection. Models
 * score on scales of their own: each difference is measured by the root mean square of its model's.
 */
export function drawActive({ active, limit, perPrompt }: Chosen): SQL {
  const { by, versionIds, randomShare } = active;
  const versions = sql`${sql.param(versionIds)}::uuid[]`;
  const random = Math.max(1, Math.round(limit * randomShare));
  const most = perPrompt ?? 1_000_000;
  return sql`differences as materialized (
      select f.response_ids, one.version_id, one.score - other.score as d
      from fit f
      join response_scores one on one.response_id = f.response_ids[1] and one.version_id = any(${versions})
      join response_scores other on other.response_id = f.response_ids[2] and other.version_id = one.version_id
      where one.score is not null and other.score is not null
    ),
    units as (select version_id, nullif(sqrt(avg(d * d)), 0) as unit from differences group by version_id),
    uncertain as materialized (
      select response_ids, ${uncertainty[by]} as uncertainty
      from differences join units using (version_id)
      group by response_ids having count(d / unit) = ${versionIds.length}::int
    ),
    random_arm as materialized (
      select *, 'random' as arm from fit where rank <= ${most}::int order by draw limit ${random}
    ),
    active_arm as materialized (
      select * from (
        select f.*, 'active' as arm, u.uncertainty,
          row_number() over (partition by f.prompt_id order by u.uncertainty desc, f.draw) as place
        from fit f join uncertain u using (response_ids)
        where f.response_ids not in (select response_ids from random_arm)
      ) ranked
      where place <= ${most}::int order by uncertainty desc, draw limit ${limit - random}
    ),
    drawn as materialized (
      select prompt_id, response_ids, shuffle, draw, arm from random_arm
      union all
      select prompt_id, response_ids, shuffle, draw, arm from active_arm
    )`;
}

/** Pairs that could not be judged: one of the models has not scored both responses. */
export const unscoredPairs = sql`(select count(*)::int from fit
  where response_ids not in (select response_ids from uncertain))`;
