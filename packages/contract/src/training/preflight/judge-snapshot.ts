import type { SnapshotKind } from '../../resources/snapshots.ts';
import type { TrainingPlan } from '../launch.ts';
import { isReinforced, learnsFrom } from '../methods.ts';
import { type Finding, type FrozenFacts, percent, type TrainingFacts } from './facts.ts';
import { judgeRows, warnOfRows } from './judge-rows.ts';

const fewEvalRows = 20;

const kindWords: Record<SnapshotKind, string> = {
  sft: 'demonstrations',
  preference: 'preferences',
  unpaired: 'single answers marked good or bad',
};

const snapshotWords: Record<SnapshotKind, string> = {
  sft: 'an SFT snapshot',
  preference: 'a preference snapshot',
  unpaired: 'a snapshot of good and bad answers',
};

const path = 'config.snapshotId';

/** Whether there is something to learn from, and something to tell by whether that helped. */
export function judgeSnapshot(plan: TrainingPlan, facts: TrainingFacts): Finding[] {
  const { method } = plan;
  const { snapshot } = facts;
  const one = (code: string, message: string) => [{ path, code, message }];
  if (!snapshot) return one('SNAPSHOT_UNKNOWN', 'This project has no such snapshot. Choose another one.');
  if (!snapshot.frozen)
    return one('SNAPSHOT_OPEN', 'The snapshot is still being frozen. Try again in a moment.');
  const wanted = learnsFrom[method];
  if (wanted !== null && snapshot.kind !== wanted) {
    return one(
      'SNAPSHOT_KIND',
      `This snapshot holds ${kindWords[snapshot.kind]}; ${method} learns from ${kindWords[wanted]}. ` +
        `Freeze ${snapshotWords[wanted]}.`,
    );
  }
  if (snapshot.trainRows === 0) {
    return one(
      'SNAPSHOT_EMPTY',
      'The snapshot has no rows to train on. Loosen its rules, or rate more first.',
    );
  }
  if (method === 'kto' && (snapshot.goodRows === 0 || snapshot.goodRows === snapshot.trainRows)) {
    return one(
      'ONE_SIDED',
      `Every answer to train on is ${snapshot.goodRows === 0 ? 'bad' : 'good'}, so nothing tells the two apart. Rate more, or move the grades from which an answer is good or bad.`,
    );
  }
  if (snapshot.evalRows === 0 && !isReinforced(method)) {
    return one(
      'NO_EVAL_SPLIT',
      'The snapshot keeps no rows for evaluation, so nothing would tell whether the run helped. Freeze one with an evaluation share above 0.',
    );
  }
  return judgeRows(plan, snapshot, facts);
}

export function warnOfSnapshot(plan: TrainingPlan, { snapshot }: TrainingFacts): Finding[] {
  if (!snapshot?.frozen || snapshot.trainRows === 0) return [];
  return [...warnOfNumbers(plan, snapshot), ...warnOfRows(plan, snapshot)];
}

function warnOfNumbers({ method, config }: TrainingPlan, snapshot: FrozenFacts): Finding[] {
  const findings: Finding[] = [];
  if (isReinforced(method) && snapshot.evalRows === 0) {
    const message =
      'The snapshot keeps no prompts for evaluation, so the reward on unseen prompts is not measured.';
    findings.push({ path, code: 'NO_EVAL_SPLIT', message });
  } else if (snapshot.evalRows < fewEvalRows) {
    const message = `Kept for evaluation: ${snapshot.evalRows}, fewer than ${fewEvalRows}. Expect wide intervals.`;
    findings.push({ path, code: 'FEW_EVAL_ROWS', message });
  }
  if (!isReinforced(method) && snapshot.trainRows < config.params.batchSize) {
    const message = `The snapshot has fewer rows to train on (${snapshot.trainRows}) than one batch: they are repeated to fill it.`;
    findings.push({ path: 'config.params.batchSize', code: 'LESS_THAN_A_BATCH', message });
  }
  const rows = snapshot.trainRows + snapshot.evalRows;
  if (rows > 0 && snapshot.overLength > 0) {
    const message = `About ${percent(snapshot.overLength / rows)} of the rows (by their characters) are longer than ${config.params.maxLength} tokens and are left out; the run counts them exactly.`;
    findings.push({ path: 'config.params.maxLength', code: 'OVER_LENGTH', message });
  }
  return findings;
}
