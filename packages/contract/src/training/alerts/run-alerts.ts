import type { AlertRule, AlertSeverity, RunAlert, WatchedRun } from './alert.ts';
import { gradientExplodes, learntByHeart, lengthBaseline, notFinite, overFitting } from './fitting.ts';
import { goldFalls } from './guarded.ts';
import { bothFall, chosenFalls } from './pairs.ts';
import {
  clipsOften,
  criticUseless,
  cutOff,
  entropyCollapse,
  nothingToLearn,
  rewardHacking,
} from './sampled.ts';

const rules: readonly AlertRule[] = [
  notFinite,
  gradientExplodes,
  overFitting,
  learntByHeart,
  lengthBaseline,
  chosenFalls,
  bothFall,
  goldFalls,
  rewardHacking,
  entropyCollapse,
  cutOff,
  criticUseless,
  clipsOften,
  nothingToLearn,
];

const order: Record<AlertSeverity, number> = { danger: 0, warning: 1, note: 2 };

/** What a run's curves show that somebody should know, the worst first. */
export function alertsOf(run: WatchedRun): RunAlert[] {
  return rules.flatMap((rule) => rule(run)).sort((a, b) => order[a.severity] - order[b.severity]);
}
