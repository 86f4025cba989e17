import { deviceUsed, type FinishedRun, runEstimate } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import type { Run } from './create-run.ts';

/** More tell little more, and older ones may have run on another machine. */
const most = 20;

/** What a run took, as columns over `runs r`; each null where the run did not tell. */
export const tookColumns = sql`
  (select m.value from run_metrics m where m.run_id = r.id and m.name = 'num_tokens' and m.value > 0 and m.value < 'Infinity'
    order by m.step desc limit 1) as "tokens",
  (select sum(extract(epoch from a.ended_at - a.started_at)) from run_attempts a where a.run_id = r.id)::float8 as "seconds",
  case when jsonb_typeof(r.progress->'figures'->'peak_memory_bytes') = 'number'
    then (r.progress->'figures'->>'peak_memory_bytes')::float8 end as "memoryBytes",
  (select max((select sum((file->>'bytes')::float8) from jsonb_array_elements(c.manifest->'files') file))
    from checkpoints c where c.run_id = r.id) as "checkpointBytes"`;

export type TookRow = Record<'tokens' | 'seconds' | 'memoryBytes' | 'checkpointBytes', number | null>;

/**
 * The project's newest succeeded runs of a method that came through in one attempt, with what was told of each at its
 * launch and what it took. Runs from before estimates were kept are not among them.
 */
export async function readFinishedRuns(
  db: DbOrTransaction,
  projectId: string,
  method: Run['method'],
): Promise<FinishedRun[]> {
  const { rows } = await db.execute<
    TookRow & { preset: string | null; lora: unknown; estimate: unknown; device: unknown }
  >(sql`
    select r.config->>'preset' as "preset", r.config->'params'->'lora' as "lora", r.progress->'estimate' as "estimate",
      (select a.device from run_attempts a where a.run_id = r.id) as "device", ${tookColumns}
    from runs r
    where r.project_id = ${projectId} and r.method = ${method} and r.status = 'succeeded'
      and r.progress ? 'estimate'
      and (select count(*) from run_attempts a where a.run_id = r.id) = 1
    order by r.number desc limit ${most}`);
  return rows.flatMap(({ preset, lora, estimate, device: on, ...took }) => {
    const told = runEstimate.safeParse(estimate).data;
    const computedOn = deviceUsed.safeParse(on).data;
    if (!told || !computedOn) return [];
    const { kind, name, precision = null, threads = null } = computedOn;
    return [
      {
        preset: preset ?? '',
        adapter: lora !== null,
        parameters: told.parameters,
        device: { kind, name, precision, threads },
        byTable: told.byTable,
        took,
      },
    ];
  });
}
