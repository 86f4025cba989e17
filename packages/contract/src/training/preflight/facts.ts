import type { RunPreflight } from '../../resources/runs.ts';
import type { SnapshotKind } from '../../resources/snapshots.ts';
import type { WorkerDevice } from '../../resources/workers.ts';
import type { FinishedRun } from '../estimate/finished-runs.ts';
import type { GuardConfig, TrainingPlan } from '../launch.ts';
import type { MeasuredRows, SnapshotContent } from '../snapshot-content.ts';

export type Finding = RunPreflight['problems'][number];

/** What is known of a version that a launch names. */
export type VersionFacts = {
  id: string;
  name: string;
  version: number;
  origin: string;
  purpose: 'policy' | 'reward';
  status: 'preparing' | 'ready' | 'failed';
  error: string | null;
  /** The snapshot it was trained on; null where that is not known. */
  snapshotId: string | null;
  facts: Record<string, unknown>;
};

/** A frozen snapshot's rows as the run would take them; one that still fills has only its kind. */
type SnapshotFacts =
  | { kind: SnapshotKind; frozen: false }
  | ({ kind: SnapshotKind; frozen: true; trainRows: number; evalRows: number } & Omit<
      SnapshotContent,
      'lengths'
    > &
      MeasuredRows);
export type FrozenFacts = Extract<SnapshotFacts, { frozen: true }>;

/** All that is looked at before a run may start. */
export type TrainingFacts = {
  versions: VersionFacts[];
  snapshot: SnapshotFacts | null;
  /** Bytes free in the data folder; null where that is not known. */
  freeBytes: number | null;
  /** What the live workers compute on; empty where none lives, or it does not matter any more. */
  machines: WorkerDevice[];
  /** Finished runs of the same method, newest first. */
  finished: FinishedRun[];
};

/** English text in a vocabulary of some ten thousand tokens; a byte-level vocabulary has one a character. */
export function charactersPerToken(facts: Record<string, unknown>): number {
  return isByteLevel(facts) ? 1 : 4;
}

/** Whether every byte is a token of its own, so that none is ever merged with the one before it. */
export function isByteLevel({ vocabulary }: Record<string, unknown>): boolean {
  return typeof vocabulary === 'number' && vocabulary < 1000;
}

export function guardOf(config: TrainingPlan['config']): GuardConfig | null {
  return 'guard' in config ? config.guard : null;
}

/** Every version that a launch names, by the field that names it. */
export function roles({ config }: TrainingPlan) {
  const base = { path: 'config.baseVersionId', id: config.baseVersionId, purpose: 'policy' };
  const reference =
    'referenceVersionId' in config && config.referenceVersionId !== null
      ? [{ path: 'config.referenceVersionId', id: config.referenceVersionId, purpose: 'policy' }]
      : [];
  const reward =
    'rewardVersionId' in config
      ? [{ path: 'config.rewardVersionId', id: config.rewardVersionId, purpose: 'reward' }]
      : [];
  const guard = guardOf(config);
  const gold = guard
    ? [{ path: 'config.guard.goldVersionId', id: guard.goldVersionId, purpose: 'reward' }]
    : [];
  return [base, ...reference, ...reward, ...gold];
}

export function percent(share: number): string {
  return `${Math.max(1, Math.round(share * 100))}%`;
}
