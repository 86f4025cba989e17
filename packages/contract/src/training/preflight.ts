import type { RunPreflight } from '../resources/runs.ts';
import { estimateTraining } from './estimate/estimate-run.ts';
import { shapeOf } from './estimate/memory.ts';
import type { TrainingPlan } from './launch.ts';
import { isReinforced } from './methods.ts';
import { diskNeed, stepsOf } from './plan.ts';
import type { TrainingFacts } from './preflight/facts.ts';
import { judgeGuard, warnOfGuard } from './preflight/judge-guard.ts';
import { judgeMachine } from './preflight/judge-machine.ts';
import { judgeParams, warnOfParams } from './preflight/judge-params.ts';
import { judgeSnapshot, warnOfSnapshot } from './preflight/judge-snapshot.ts';
import { judgeVersions, warnOfVersions } from './preflight/judge-versions.ts';

export { charactersPerToken, type TrainingFacts, type VersionFacts } from './preflight/facts.ts';

/**
 * Judges a training run before it is queued, and once more when it is claimed. `problems` forbid it. Each finding
 * names the field, why, and what to do. What the run would take is estimated as far as it is known.
 */
export function judgeTraining(plan: TrainingPlan, facts: TrainingFacts): RunPreflight {
  const { freeBytes } = facts;
  const estimate = estimateOf(plan, facts);
  const machine = judgeMachine(plan, facts, estimate);
  const problems = [
    ...judgeVersions(plan, facts),
    ...judgeSnapshot(plan, facts),
    ...judgeGuard(plan, facts),
    ...judgeParams(plan),
  ];
  const told = new Set(problems.map(({ code }) => code));
  const warnings = [
    ...warnOfVersions(plan, facts),
    ...warnOfSnapshot(plan, facts),
    ...warnOfGuard(plan, facts),
    ...warnOfParams(plan, facts),
    ...machine.warnings,
  ].filter(({ code }) => !told.has(code));
  const snapshot = facts.snapshot?.frozen ? facts.snapshot : null;
  const rows = snapshot ? snapshot.trainRows + snapshot.evalRows : 0;
  const steps = snapshot ? stepsOf(plan, snapshot.trainRows) : 0;
  const parameters = parametersOf(plan, facts);
  return {
    problems: [...problems, ...machine.problems],
    warnings,
    size: { prompts: 0, responses: isReinforced(plan.method) ? steps * plan.config.params.batchSize : 0 },
    training: {
      trainRows: snapshot?.trainRows ?? 0,
      evalRows: snapshot?.evalRows ?? 0,
      steps,
      overLengthEstimate: snapshot && rows > 0 ? snapshot.overLength / rows : null,
      diskNeed: parameters === null ? null : diskNeed(plan, parameters),
      diskFree: freeBytes,
    },
    estimate,
  };
}

function parametersOf(plan: TrainingPlan, { versions }: TrainingFacts): number | null {
  const parameters = versions.find(({ id }) => id === plan.config.baseVersionId)?.facts.parameters;
  return typeof parameters === 'number' ? parameters : null;
}

function estimateOf(plan: TrainingPlan, { versions, snapshot, machines, finished }: TrainingFacts) {
  const base = versions.find(({ id }) => id === plan.config.baseVersionId);
  const model = base ? shapeOf(base.facts) : null;
  if (model === null || !snapshot?.frozen || snapshot.train.rows === 0) return null;
  const { trainRows, ...rows } = snapshot;
  return estimateTraining(plan, { model, rows, trainRows, machines, finished });
}
