-- References that cross in a circle (runs name versions, versions name runs), kept out of the table definitions.
alter table "responses" add constraint "responses_run_id_runs_id_fk" foreign key ("run_id") references "runs" ("id") on delete set null;
--> statement-breakpoint
alter table "model_versions" add constraint "model_versions_run_id_runs_id_fk" foreign key ("run_id") references "runs" ("id");
--> statement-breakpoint
alter table "model_versions" add constraint "model_versions_base_fk" foreign key ("base_version_id") references "model_versions" ("id");
--> statement-breakpoint
alter table "model_versions" add constraint "model_versions_snapshot_fk" foreign key ("snapshot_id") references "snapshots" ("id");
--> statement-breakpoint
-- An alias points into its own project.
alter table "aliases" add constraint "aliases_version_in_project" foreign key ("project_id", "version_id") references "model_versions" ("project_id", "id") on delete cascade;
--> statement-breakpoint
alter table "one_time_links" add constraint "one_time_links_project_fk" foreign key ("project_id") references "projects" ("id") on delete cascade;
--> statement-breakpoint
-- Append-only tables. A deletion that cascades from its owner (trigger depth above one) passes; any other is refused.
create function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and pg_trigger_depth() > 1 then
    return old;
  end if;
  raise exception '% rows never change', tg_table_name using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger audit_log_append_only before update or delete on "audit_log" for each row execute function refuse_change();
--> statement-breakpoint
create trigger rating_revisions_append_only before update or delete on "rating_revisions" for each row execute function refuse_change();
--> statement-breakpoint
create function guard_snapshot() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and (old.frozen_at is null or pg_trigger_depth() > 1) then
    return old;
  end if;
  if tg_op = 'UPDATE' and old.frozen_at is null then
    return new;
  end if;
  raise exception 'a frozen snapshot never changes' using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger snapshots_immutable before update or delete on "snapshots" for each row execute function guard_snapshot();
--> statement-breakpoint
create function guard_snapshot_row() returns trigger language plpgsql as $$
declare
  frozen timestamptz;
begin
  select frozen_at into frozen from snapshots where id = coalesce(new.snapshot_id, old.snapshot_id);
  if tg_op = 'INSERT' and frozen is null then
    return new;
  end if;
  if tg_op = 'DELETE' and (frozen is null or pg_trigger_depth() > 1) then
    return old;
  end if;
  raise exception 'rows of a frozen snapshot never change' using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger snapshot_rows_immutable before insert or update or delete on "snapshot_rows" for each row execute function guard_snapshot_row();
--> statement-breakpoint
-- A doorbell for live pages. Coalesced by Postgres within a transaction: equal payloads are sent once.
create function ring_run() returns trigger language plpgsql as $$
begin
  perform pg_notify('run_changed', new.id::text);
  return new;
end $$;
--> statement-breakpoint
create trigger runs_ring after insert or update on "runs" for each row execute function ring_run();
