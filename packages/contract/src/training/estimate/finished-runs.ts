import { z } from 'zod';
import type { EstimatedByTable, RunTook } from '../../resources/run-estimate.ts';
import type { WorkerDevice } from '../../resources/workers.ts';
import type { TrainingPlan } from '../launch.ts';
import { median } from './time-line.ts';

/** What an attempt computed on, as it told when it began. */
export const deviceUsed = z.object({
  kind: z.string(),
  name: z.string(),
  precision: z.string().nullish(),
  threads: z.number().nullish(),
});

/** A finished run: what the table said of it when it was launched, and what it took. */
export type FinishedRun = {
  /** Whether all weights were trained or an adapter, and by which preset. */
  preset: string;
  adapter: boolean;
  /** Of the model it started from. */
  parameters: number;
  device: { kind: string; name: string; precision: string | null; threads: number | null };
  byTable: EstimatedByTable;
  took: Omit<RunTook, 'diskBytes'> & { checkpointBytes: number | null };
};

/** A base model of about the same size: by so much smaller or larger. */
const alike = 1.25;

/** What the run would compute on, as far as the live workers tell; null where none lives. */
export function kindWanted(
  { config }: TrainingPlan,
  machines: readonly Pick<WorkerDevice, 'kind'>[],
): 'cpu' | 'cuda' | null {
  if (config.device.kind !== 'auto') return config.device.kind;
  if (machines.length === 0) return null;
  return machines.some(({ kind }) => kind === 'cuda') ? 'cuda' : 'cpu';
}

/**
 * The finished runs that a launch can go by, newest first: of the same preset and about the same base, all on one
 * device, which is one that a live worker has or, where none lives, the one that was used last.
 */
export function runsLike(
  plan: TrainingPlan,
  parameters: number,
  finished: readonly FinishedRun[],
  machines: readonly WorkerDevice[],
): FinishedRun[] {
  const { preset, params, device } = plan.config;
  const kind = kindWanted(plan, machines);
  const fitting = finished.filter(
    (run) =>
      run.preset === preset &&
      run.adapter === (params.lora !== null) &&
      Math.max(run.parameters / parameters, parameters / run.parameters) <= alike &&
      (kind === null || run.device.kind === kind) &&
      (device.precision === 'auto' || run.device.precision === device.precision) &&
      (device.threads === null || run.device.threads === device.threads) &&
      (machines.length === 0 || machines.some(({ name }) => name.includes(run.device.name))),
  );
  const [newest] = fitting;
  if (!newest) return [];
  const same = ['kind', 'name', 'precision', 'threads'] as const satisfies (keyof FinishedRun['device'])[];
  return fitting.filter((run) => same.every((key) => run.device[key] === newest.device[key]));
}

/** With fewer runs than this, their interval is too narrow, and is made wider by so much either way. */
const enough = 5;
const widening = 1.25;

export type Scale = { low: number; expected: number; high: number; runs: number };

/** What finished runs took against what the table had said of them; null without any that told it. */
export function scaleBy(ratios: readonly (number | null)[]): Scale | null {
  const sorted = ratios
    .filter((ratio): ratio is number => ratio !== null && Number.isFinite(ratio) && ratio > 0)
    .toSorted((a, b) => a - b);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) return null;
  const wider = sorted.length < enough ? widening : 1;
  return { low: least / wider, expected: median(sorted), high: most * wider, runs: sorted.length };
}
