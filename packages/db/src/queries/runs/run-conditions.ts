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

export const hasUnreadyVersion = sql<boolean>`exists (
  select 1 from model_versions v where ${usesVersion} and v.status <> 'ready')`;

/** The reason of a version that can never become ready by waiting, or null. */
export const failedVersion = sql<string | null>`(
  select m.name || ' v' || v.version || ': ' || coalesce(v.error, 'could not be prepared')
  from model_versions v join models m on m.id = v.model_id
  where ${usesVersion} and v.status = 'failed' limit 1)`;

export const unclaimed = sql`${runs.status} in ('queued', 'waiting')`;
export const due = sql`coalesce(${runs.dueAt}, ${runs.createdAt}) <= now()`;

/** A worker says that it lives every 5 s; after this many seconds of silence it counts as gone. */
export const silenceSeconds = 20;
