import { sql } from 'drizzle-orm';
import { runs } from '../../schema/index.ts';

/**
 * The versions a run needs: its base and whatever its config lists under `versionIds`.
 * To be used on a `model_versions v` beside the runs table.
 */
const usesVersion = sql`(v.id = ${runs.baseVersionId} or v.id::text in (
  select jsonb_array_elements_text(coalesce(${runs.config}->'versionIds', '[]'::jsonb))))`;

/** Only a generate run over endpoints alone can do without the Python environment. */
export const needsTrainer = sql<boolean>`(${runs.method} <> 'generate' or exists (
  select 1 from model_versions v where ${usesVersion} and v.origin <> 'endpoint'))`;

/** A version that an evaluation can do without, should nobody make it. To be used beside `usesVersion`. */
const spared = sql`coalesce(${runs.config}->'optionalVersionIds' ? v.id::text, false)`;

export const hasUnreadyVersion = sql<boolean>`exists (
  select 1 from model_versions v where ${usesVersion} and v.status <> 'ready'
    and not (v.status = 'failed' and ${spared}))`;

/** The reason of a version that can never become ready by waiting, or null. */
export const failedVersion = sql<string | null>`(
  select m.name || ' v' || v.version || ': ' || coalesce(v.error, 'could not be prepared')
  from model_versions v join models m on m.id = v.model_id
  where ${usesVersion} and v.status = 'failed' and v.run_id is null limit 1)`;

/** The name of the run that ended without the version that this one needs, or null. */
export const failedMaker = sql<string | null>`(
  select o.name from model_versions v join runs o on o.id = v.run_id
  where ${usesVersion} and v.status = 'failed' and not ${spared} limit 1)`;

/** The names of the runs that make what this one waits for, or null where it waits for none. */
export const awaitedMakers = sql<string[] | null>`(
  select array_agg(distinct o.name order by o.name) from model_versions v join runs o on o.id = v.run_id
  where ${usesVersion} and v.status = 'preparing')`;

/** A run of its pipeline ended without success, and the pipeline is to begin nothing more then. */
export const stoppedByPipeline = sql<boolean>`exists (
  select 1 from pipelines p join runs o on o.pipeline_id = p.id
  where p.id = ${runs.pipelineId} and p.on_error = 'stop' and o.status in ('failed', 'diverged', 'cancelled'))`;

export const unclaimed = sql`${runs.status} in ('queued', 'waiting')`;
export const due = sql`coalesce(${runs.dueAt}, ${runs.createdAt}) <= now()`;

/** A worker says that it lives every 5 s; after this many seconds of silence it counts as gone. */
export const silenceSeconds = 20;
