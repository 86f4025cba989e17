import type { TrainingPlan } from '../launch.ts';
import { type Finding, guardOf, type TrainingFacts } from './facts.ts';

/** Fewer looks than this past the first one hardly show a rise and a fall. */
const fewLooks = 5;

/** What makes a guard see nothing. */
export function judgeGuard({ config }: TrainingPlan, { snapshot }: TrainingFacts): Finding[] {
  const guard = guardOf(config);
  if (guard === null) return [];
  const findings: Finding[] = [];
  if ('rewardVersionId' in config && guard.goldVersionId === config.rewardVersionId) {
    const message =
      'The gold model is the reward model that it is to watch, so it would rise with it to the end. Choose another one, trained on other ratings.';
    findings.push({ path: 'config.guard.goldVersionId', code: 'GOLD_IS_REWARD', message });
  }
  if (snapshot?.frozen && snapshot.evalRows === 0) {
    const message =
      'The guard judges answers to held-out prompts, and the snapshot keeps none. Freeze one with an evaluation share above 0.';
    findings.push({ path: 'config.snapshotId', code: 'GUARD_BLIND', message });
  }
  return findings;
}

/** What makes a guard see little. */
export function warnOfGuard({ config }: TrainingPlan, { versions }: TrainingFacts): Finding[] {
  const guard = guardOf(config);
  if (guard === null || !('rewardVersionId' in config)) return [];
  const findings: Finding[] = [];
  const find = (id: string) => versions.find((version) => version.id === id);
  const [reward, gold] = [find(config.rewardVersionId), find(guard.goldVersionId)];
  if (
    reward &&
    gold &&
    reward.id !== gold.id &&
    gold.snapshotId !== null &&
    gold.snapshotId === reward.snapshotId
  ) {
    const message =
      'Gold model and reward model learnt from the same snapshot, so they share its mistakes and the gold reward may rise with the other. Train the gold model on other ratings.';
    findings.push({ path: 'config.guard.goldVersionId', code: 'GOLD_SAME_RATINGS', message });
  }
  const { steps, evalSteps } = config.params;
  const looks = Math.ceil(steps / evalSteps);
  if (looks < Math.max(fewLooks, guard.patience + 2)) {
    const message = `The guard looks at each evaluation, ${looks} times after the first: too few to see a rise and a fall. Evaluate more often.`;
    findings.push({ path: 'config.params.evalSteps', code: 'GUARD_LOOKS_SELDOM', message });
  }
  return findings;
}
