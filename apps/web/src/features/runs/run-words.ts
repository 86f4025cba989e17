import type { RunDetail, RunItem, RunMethod, RunPriority, RunStatus } from '@prefloop/contract';
import { formatCount, formatPlural } from '../../lib/format.ts';

export const methodWords: Record<RunMethod, string> = {
  generate: 'Generate',
  score: 'Score',
  sft: 'Supervised fine-tuning',
  reward: 'Reward model',
  dpo: 'DPO',
  kto: 'KTO',
  orpo: 'ORPO',
  simpo: 'SimPO',
  ppo: 'PPO',
  grpo: 'GRPO',
  rloo: 'RLOO',
  expert_iteration: 'Expert iteration',
  online_dpo: 'Online DPO',
  evaluate: 'Evaluate',
};

export const priorityWords: Record<RunPriority, string> = { low: 'Low', normal: 'Normal', high: 'High' };

export const statusLooks: Record<RunStatus, { color: string; label: string }> = {
  draft: { color: 'gray', label: 'draft' },
  queued: { color: 'gray', label: 'queued' },
  waiting: { color: 'yellow', label: 'waiting' },
  running: { color: 'accent', label: 'running' },
  succeeded: { color: 'green', label: 'succeeded' },
  failed: { color: 'red', label: 'failed' },
  cancelled: { color: 'gray', label: 'cancelled' },
  diverged: { color: 'red', label: 'diverged' },
};

/** "45 s", "3 min 20 s", "2 h 5 min" */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}

/** "3rd of 7 in line", among the runs of all projects; null while it is not in line. */
export function describePlace({ line }: Pick<RunItem, 'line'>): string | null {
  if (line === null) return null;
  return line.place === 1
    ? 'Next in line'
    : `${formatOrdinal(line.place)} of ${formatCount(line.length)} in line`;
}

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };

function formatOrdinal(place: number): string {
  return `${formatCount(place)}${endings[ordinals.select(place)] ?? 'th'}`;
}

/** How far a run is, from 0 to 1; null where that is not known. */
export function shareDone({ progress }: Pick<RunItem, 'progress'>): number | null {
  const { step, total } = progress;
  return step === undefined || !total ? null : Math.min(1, step / total);
}

/** Seconds from its start to its end, or to now. */
export function secondsRunning(run: Pick<RunItem, 'startedAt' | 'finishedAt'>, now: number): number | null {
  if (run.startedAt === null) return null;
  const end = run.finishedAt === null ? now : Date.parse(run.finishedAt);
  return (end - Date.parse(run.startedAt)) / 1000;
}

/** What the attempt computes on, as it said itself. */
export function describeDevice(attempt: RunDetail['attempt']): string | null {
  const device = attempt?.device;
  if (!device) return null;
  const { name, precision, threads, processes } = device;
  const parts = [
    typeof name === 'string' ? name : null,
    typeof precision === 'string' ? precision : null,
    device.kind === 'cpu' && typeof threads === 'number' ? formatPlural(threads, 'thread') : null,
    typeof processes === 'number' && processes > 1 ? `${processes} processes` : null,
  ];
  return parts.filter((part) => part !== null).join(', ');
}
