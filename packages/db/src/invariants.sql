-- Every promise the database keeps, as one list of violations: an empty answer means all hold.
select 'task over its overlap' as broken, t.id::text as subject
from tasks t where t.overlap is not null and t.done + t.reserved > t.overlap
union all
select 'done differs from counted ratings', t.id::text
from tasks t
where t.done <> (
  select count(*) from ratings r where r.task_id = t.id and r.kind = 'rating' and r.counted and r.voided_at is null
)
union all
select 'reserved differs from active leases', t.id::text
from tasks t
where t.reserved <> (select count(*) from leases l where l.task_id = t.id and l.state = 'active')
union all
select 'rated twice by one annotator', r.task_id::text
from ratings r group by r.task_id, r.annotator_id, r.kind having count(*) > 1
union all
select 'head differs from its last revision', r.id::text
from ratings r
where r.shown_order is not null
  and r.revision <> (select coalesce(max(v.revision), 0) from rating_revisions v where v.rating_id = r.id)
union all
select 'task without the responses that its kind takes', t.id::text
from tasks t
cross join lateral (select count(*) as n from task_responses x where x.task_id = t.id) has
where case t.kind when 'pair' then has.n <> 2 when 'single' then has.n <> 1 else has.n not between 3 and 8 end
union all
select 'task of another kind than its batch', t.id::text
from tasks t join batches b on b.id = t.batch_id where b.task_kind <> t.kind
union all
select 'verdict that its task does not ask for', r.id::text
from ratings r join tasks t on t.id = r.task_id
where r.verdict <> 'skip'
  and t.kind <> case r.verdict when 'grade' then 'single' when 'ranking' then 'ranking' else 'pair' end
union all
select 'ranking of a position that its task does not have', r.id::text
from ratings r
where r.ranking is not null and exists (
  select 1 from jsonb_array_elements(r.ranking) tier cross join jsonb_array_elements(tier) place
  where not exists (select 1 from task_responses x where x.task_id = r.task_id and x.position = place::int))
union all
select 'shown order is no order of the task''s positions', l.id::text
from leases l
where (select array_agg(p order by p) from unnest(l.shown_order) p)
  is distinct from (select array_agg(x.position order by x.position) from task_responses x where x.task_id = l.task_id)
union all
select 'gold with a limit', g.task_id::text
from golds g join tasks t on t.id = g.task_id where t.overlap is not null
union all
select 'task without a limit that is no gold', t.id::text
from tasks t where t.overlap is null and not exists (select 1 from golds g where g.task_id = t.id)
union all
select 'retired gold that is handed out', g.task_id::text
from golds g join tasks t on t.id = g.task_id where g.retired_at is not null and t.status <> 'withdrawn'
union all
select 'verdict judged that is none of a gold', r.id::text
from ratings r where r.gold_right is not null
  and not exists (select 1 from golds g where g.task_id = r.task_id and g.retired_at is null)
union all
select 'run published more than one version', v.run_id::text
from model_versions v where v.run_id is not null group by v.run_id having count(*) > 1
union all
select 'finished run without an end', r.id::text
from runs r where r.status in ('succeeded', 'failed', 'cancelled', 'diverged') and r.finished_at is null
union all
select 'trained run succeeded without a version', r.id::text
from runs r
where r.status = 'succeeded' and r.method not in ('generate', 'score', 'evaluate')
  and not exists (select 1 from model_versions v where v.run_id = r.id and v.location ? 'path')
union all
select 'metric of a newer epoch than its run', m.run_id::text
from run_metrics m join runs r on r.id = m.run_id where m.epoch > r.epoch
union all
select 'a prompt stands in two splits', s.snapshot_id::text
from snapshot_rows s where s.prompt_id is not null
group by s.snapshot_id, s.prompt_id having count(distinct s.split) > 1
union all
select 'alias points outside its project', a.name
from aliases a join model_versions v on v.id = a.version_id where v.project_id <> a.project_id
union all
select 'guidelines of another project acknowledged', k.annotator_id::text
from guideline_acknowledgements k
join guidelines g on g.id = k.guideline_id join annotators a on a.id = k.annotator_id
where g.project_id <> a.project_id
union all
select 'rated under guidelines of another project', r.id::text
from ratings r join guidelines g on g.id = r.guideline_id where g.project_id <> r.project_id
union all
select 'qualification with fewer golds than it asks', q.project_id::text
from qualifications q
where q.enabled and q.questions > (
  select count(*) from qualification_items i join golds g on g.task_id = i.task_id and g.retired_at is null
  where i.project_id = q.project_id
)
union all
select 'qualification asks about a gold of another project', i.task_id::text
from qualification_items i join tasks t on t.id = i.task_id where t.project_id <> i.project_id
union all
select 'attempt that does not ask what it is to ask', a.id::text
from qualification_attempts a
where a.questions <> (select count(*) from qualification_questions q where q.attempt_id = a.id)
union all
select 'attempt that does not end as its answers say', a.id::text
from qualification_attempts a
cross join lateral (
  select count(q.answered_at) as answered, count(*) filter (where q."right") as "right"
  from qualification_questions q where q.attempt_id = a.id
) said
where a.result <> case
  when said.answered < a.questions then 'open'
  when said."right" >= a.pass_mark then 'passed' else 'failed' end
union all
select 'qualified by an attempt that was not passed', a.id::text
from annotators a
where a.qualified_by = 'attempt'
  and not exists (select 1 from qualification_attempts t where t.annotator_id = a.id and t.result = 'passed')
union all
select 'tally differs from its ratings', coalesce(t.annotator_id, raw.annotator_id)::text
from (
  select batch_id, annotator_id, quarter, ratings, skips, said, said_skips, flagged, counted, sided, lefts,
    golds_answered, golds_right, work_ratings, work_skips, work_ms, voided_ratings, voided_ms
  from rating_tallies
) t
full join (
  select r.batch_id, r.annotator_id, date_bin('15 minutes', r.created_at, 'epoch') as quarter,
    count(*) filter (where stands and not skip) as ratings,
    count(*) filter (where stands and skip) as skips,
    count(*) filter (where stands and here) as said,
    count(*) filter (where stands and here and skip) as said_skips,
    count(*) filter (where stands and here and cardinality(r.flags) > 0) as flagged,
    count(*) filter (where stands and here and r.counted) as counted,
    count(*) filter (where stands and here and r.strength is not null) as sided,
    count(*) filter (where stands and here and r.shown_order[1] = (r.strength > 0)::int) as lefts,
    count(r.gold_right) filter (where r.voided_at is null) as golds_answered,
    count(*) filter (where r.gold_right and r.voided_at is null) as golds_right,
    count(*) filter (where here and not skip) as work_ratings,
    count(*) filter (where here and skip) as work_skips,
    coalesce(sum(r.active_ms) filter (where here), 0)::bigint as work_ms,
    count(*) filter (where here and not skip and r.voided_at is not null) as voided_ratings,
    coalesce(sum(r.active_ms) filter (where here and r.voided_at is not null), 0)::bigint as voided_ms
  from ratings r
  cross join lateral (
    select r.voided_at is null and not exists (select 1 from golds g where g.task_id = r.task_id) as stands,
      r.shown_order is not null as here, r.verdict = 'skip' as skip
  ) x
  where r.kind = 'rating'
  group by 1, 2, 3
) raw on raw.batch_id = t.batch_id and raw.annotator_id = t.annotator_id and raw.quarter = t.quarter
where (t.ratings, t.skips, t.said, t.said_skips, t.flagged, t.counted, t.sided, t.lefts, t.golds_answered, t.golds_right,
    t.work_ratings, t.work_skips, t.work_ms, t.voided_ratings, t.voided_ms)
  is distinct from (raw.ratings, raw.skips, raw.said, raw.said_skips, raw.flagged, raw.counted, raw.sided, raw.lefts,
    raw.golds_answered, raw.golds_right, raw.work_ratings, raw.work_skips, raw.work_ms, raw.voided_ratings, raw.voided_ms)
  -- What was taken off again leaves a tally of nothing behind.
  and not (raw.batch_id is null and (t.ratings, t.skips, t.said, t.counted, t.sided, t.golds_answered, t.work_ratings,
    t.work_skips, t.work_ms, t.voided_ratings, t.voided_ms) = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
