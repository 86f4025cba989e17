import { type SQL, sql } from 'drizzle-orm';
import { runs } from '../../schema/index.ts';
import { due, hasUnreadyVersion, stoppedByPipeline, unclaimed } from './run-conditions.ts';

/**
 * The one decision of which run comes next, for workers and for people: the due runs for which `condition` holds,
 * each with its place. Between projects the one with the fewest running runs comes first, then the one that got no
 * slot for longest; within a project priority decides, then the wait. A project's second run is placed as if its
 * first had begun, so that the places are the order in which free slots would be given out.
 */
export function waitingLine(condition: SQL): SQL {
  const inProject = sql`(partition by ${runs.projectId} order by
    array_position(array['high', 'normal', 'low'], ${runs.priority}), ${runs.queuedAt}, ${runs.number})`;
  return sql`(
    select w.id, count(*) over () as length,
      row_number() over (order by p.running + w.ahead, w.ahead, p.served nulls first, w.since, w.project_id) as place
    from (
      select ${runs.id}, ${runs.projectId}, row_number() over ${inProject} - 1 as ahead,
        first_value(${runs.queuedAt}) over ${inProject} as since
      from ${runs} where ${unclaimed} and ${due} and not ${hasUnreadyVersion}
        and not ${stoppedByPipeline} and ${condition}
    ) w
    join (
      select o.project_id, count(*) filter (where o.status = 'running') as running, max(o.claimed_at) as served
      from runs o group by o.project_id
    ) p on p.project_id = w.project_id
  ) line`;
}
