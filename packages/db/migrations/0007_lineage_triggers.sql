-- Which runs' responses a batch pairs; where responses came along with an import, the source of their prompts.
create function link_task_responses() returns trigger language plpgsql as $$
begin
  insert into lineage_links (project_id, from_kind, from_id, to_kind, to_id)
  select distinct t.project_id, case when x.run_id is null then 'prompts' else 'run' end,
    coalesce(x.run_id::text, p.source), 'batch', t.batch_id::text
  from added a
  join tasks t on t.id = a.task_id
  join responses x on x.id = a.response_id and x.project_id = t.project_id
  join prompts p on p.id = x.prompt_id
  on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
create trigger task_responses_link after insert on "task_responses" referencing new table as added for each statement execute function link_task_responses();
--> statement-breakpoint
-- Which batches a snapshot's rows were rated in; for demonstrations, the source of their prompts.
create function link_snapshot_rows() returns trigger language plpgsql as $$
begin
  insert into lineage_links (project_id, from_kind, from_id, to_kind, to_id)
  select distinct s.project_id, 'batch', t.batch_id::text, 'snapshot', s.id::text
  from added a
  join snapshots s on s.id = a.snapshot_id
  join tasks t on t.id = a.task_id and t.project_id = s.project_id
  union
  select distinct s.project_id, 'prompts', p.source, 'snapshot', s.id::text
  from added a
  join snapshots s on s.id = a.snapshot_id
  join prompts p on p.id = a.prompt_id and p.project_id = s.project_id
  where a.task_id is null
  on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
create trigger snapshot_rows_link after insert on "snapshot_rows" referencing new table as added for each statement execute function link_snapshot_rows();
--> statement-breakpoint
-- Which sources' prompts a run asks, fixed at its launch.
create function link_run_prompts() returns trigger language plpgsql as $$
begin
  insert into lineage_links (project_id, from_kind, from_id, to_kind, to_id)
  select distinct p.project_id, 'prompts', p.source, 'run', new.id::text
  from jsonb_array_elements_text(new.config->'promptIds') as asked(id)
  join prompts p on p.id = case when asked.id ~ '^[0-9a-f-]{36}$' then asked.id::uuid end
  where p.project_id = new.project_id
  on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
create trigger runs_link_prompts after insert on "runs" for each row when (jsonb_typeof(new.config->'promptIds') = 'array') execute function link_run_prompts();
--> statement-breakpoint
-- What was there before.
insert into lineage_links (project_id, from_kind, from_id, to_kind, to_id)
select distinct t.project_id, case when x.run_id is null then 'prompts' else 'run' end,
  coalesce(x.run_id::text, p.source), 'batch', t.batch_id::text
from task_responses a
join tasks t on t.id = a.task_id
join responses x on x.id = a.response_id and x.project_id = t.project_id
join prompts p on p.id = x.prompt_id
union
select distinct s.project_id, 'batch', t.batch_id::text, 'snapshot', s.id::text
from snapshot_rows a
join snapshots s on s.id = a.snapshot_id
join tasks t on t.id = a.task_id and t.project_id = s.project_id
union
select distinct s.project_id, 'prompts', p.source, 'snapshot', s.id::text
from snapshot_rows a
join snapshots s on s.id = a.snapshot_id
join prompts p on p.id = a.prompt_id and p.project_id = s.project_id
where a.task_id is null
union
select distinct p.project_id, 'prompts', p.source, 'run', r.id::text
from runs r
cross join lateral jsonb_array_elements_text(r.config->'promptIds') as asked(id)
join prompts p on p.id = case when asked.id ~ '^[0-9a-f-]{36}$' then asked.id::uuid end and p.project_id = r.project_id
where jsonb_typeof(r.config->'promptIds') = 'array'
on conflict do nothing;
