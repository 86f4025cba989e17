import type { RunPreflight } from '../resources/runs.ts';
import type { SnapshotKind } from '../resources/snapshots.ts';
import { runSpec } from '../trainer/run-spec.ts';
import type { TrainingPlan } from './launch.ts';
import { isReinforced, learnsFrom } from './methods.ts';
import { diskNeed, specOf, stepsOf } from './plan.ts';
import { guardOf, judgeGuard, warnOfGuard } from './preflight-guard.ts';

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

/** All that is looked at before a run may start. */
export type TrainingFacts = {
  versions: VersionFacts[];
  snapshot: {
    kind: SnapshotKind;
    frozen: boolean;
    trainRows: number;
    evalRows: number;
    /** Rows to train on that are marked good; in snapshots of good and bad answers. */
    goodRows: number;
    /** Rows whose characters are more than the tokens allowed, at this many characters a token. */
    overLength: number;
  } | null;
  /** Bytes free in the data folder; null where that is not known. */
  freeBytes: number | null;
};

/** English text in a vocabulary of some ten thousand tokens; a byte-level vocabulary has one a character. */
export function charactersPerToken(facts: Record<string, unknown>): number {
  return typeof facts.vocabulary === 'number' && facts.vocabulary < 1000 ? 1 : 4;
}

const mostOverLength = 0.5;
const fewEvalRows = 20;
/** The last batch of a pass is filled up, so two passes may count a little more. */
const mostPasses = 2.5;
const gigabyte = 1e9;

/**
 * Judges a training run before it is queued, and once more when it is claimed. `problems` forbid it. Each finding
 * names the field, why, and what to do.
 */
export function judgeTraining(plan: TrainingPlan, facts: TrainingFacts): RunPreflight {
  const problems = [
    ...judgeVersions(plan, facts),
    ...judgeSnapshot(plan, facts),
    ...judgeGuard(plan, facts),
    ...judgeParams(plan),
  ];
  const warnings = [
    ...warnOfVersions(facts),
    ...warnOfSnapshot(plan, facts),
    ...warnOfGuard(plan, facts),
    ...warnOfParams(plan, facts),
  ];
  const { snapshot, freeBytes } = facts;
  const rows = snapshot ? snapshot.trainRows + snapshot.evalRows : 0;
  const parameters = facts.versions.find(({ id }) => id === plan.config.baseVersionId)?.facts.parameters;
  const need = typeof parameters === 'number' ? diskNeed(plan, parameters) : null;
  if (need !== null && freeBytes !== null && freeBytes < need) {
    const message = `The data folder has ${(freeBytes / gigabyte).toFixed(1)} GB free; checkpoints and the model need ${(need / gigabyte).toFixed(1)} GB. Free some space, or train an adapter (LoRA).`;
    problems.push({ path: 'config.params.saveSteps', code: 'DISK_FULL', message });
  }
  const share = snapshot && rows > 0 ? snapshot.overLength / rows : null;
  const steps = snapshot ? stepsOf(plan, snapshot.trainRows) : 0;
  return {
    problems,
    warnings,
    size: { prompts: 0, responses: isReinforced(plan.method) ? steps * plan.config.params.batchSize : 0 },
    training: {
      trainRows: snapshot?.trainRows ?? 0,
      evalRows: snapshot?.evalRows ?? 0,
      steps,
      overLengthEstimate: share,
      diskNeed: need,
      diskFree: freeBytes,
    },
  };
}

function roles({ config }: TrainingPlan) {
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

function judgeVersions(plan: TrainingPlan, { versions }: TrainingFacts): Finding[] {
  const findings: Finding[] = [];
  for (const { path, id, purpose } of roles(plan)) {
    const version = versions.find((found) => found.id === id);
    const add = (code: string, message: string) => findings.push({ path, code, message });
    if (!version) {
      add('VERSION_UNKNOWN', 'This project has no such model version. Choose another one.');
      continue;
    }
    const name = `${version.name} v${version.version}`;
    if (version.origin === 'endpoint') {
      add(
        'VERSION_NOT_LOCAL',
        `${name} is behind an endpoint: it can answer, but its weights are not here to be trained. Register the model's folder.`,
      );
    } else if (version.status === 'failed') {
      add('VERSION_FAILED', `${name} cannot be used: ${version.error ?? 'its preparation failed.'}`);
    } else if (version.purpose !== purpose) {
      add(
        'VERSION_PURPOSE',
        purpose === 'reward'
          ? `${name} is no reward model. Choose a version that a reward run published.`
          : `${name} is a reward model: it scores answers and writes none. Choose a language model.`,
      );
    } else if (version.facts.padToken !== undefined && version.facts.padToken === version.facts.endToken) {
      add(
        'PAD_IS_EOS',
        `${name} pads with its end token, so a finished answer cannot be told from padding. Give its tokenizer a pad token of its own, and register it again.`,
      );
    }
  }
  return [...findings, ...judgeTokens(plan, versions)];
}

/** PPO's critic starts from the reward model and reads the policy's tokens. */
function judgeTokens({ method, config }: TrainingPlan, versions: VersionFacts[]): Finding[] {
  if (method !== 'ppo') return [];
  const policy = versions.find(({ id }) => id === config.baseVersionId);
  const reward = versions.find(({ id }) => id === config.rewardVersionId);
  if (!policy || !reward) return [];
  const differ = ['vocabulary', 'padToken', 'endToken'].some((key) => {
    const [one, other] = [policy.facts[key], reward.facts[key]];
    return one !== undefined && other !== undefined && one !== null && other !== null && one !== other;
  });
  if (!differ) return [];
  const message =
    'The reward model has other tokens than the policy, so it cannot read its answers. Train a reward model from the same base model.';
  return [{ path: 'config.rewardVersionId', code: 'TOKENS_DIFFER', message }];
}

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

function judgeSnapshot({ method, config }: TrainingPlan, { snapshot }: TrainingFacts): Finding[] {
  const path = 'config.snapshotId';
  const one = (code: string, message: string, at = path) => [{ path: at, code, message }];
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
  const share = snapshot.overLength / (snapshot.trainRows + snapshot.evalRows);
  if (share > mostOverLength) {
    const message = `About ${percent(share)} of the rows (by their characters) are longer than ${config.params.maxLength} tokens and would be left out. Raise the maximal length.`;
    return one('OVER_LENGTH', message, 'config.params.maxLength');
  }
  return [];
}

/** The trainer's own rules for its parameters, and settings known to ruin a model. */
function judgeParams(plan: TrainingPlan): Finding[] {
  const somewhere = '/';
  const spec = specOf(plan, {
    runId: 'run',
    attempt: 1,
    epoch: 0,
    configHash: 'hash',
    outputDir: somewhere,
    resumeFrom: null,
    train: somewhere,
    eval: somewhere,
    samples: somewhere,
    folderOf: () => somewhere,
  });
  const parsed = runSpec.safeParse(spec);
  const findings = (parsed.error?.issues ?? []).map((issue) => {
    const path = issue.path.join('.');
    return { path: `config.${path}`, code: 'PARAMETER', message: `${path} ${issue.message}.` };
  });
  const { method, config } = plan;
  if (
    (method === 'dpo' || method === 'kto') &&
    config.params.lora === null &&
    config.params.learningRate >= 1e-4
  ) {
    findings.push({
      path: 'config.params.learningRate',
      code: 'RATE_TOO_HIGH',
      message: `${method.toUpperCase()} of all weights at a learning rate of ${config.params.learningRate} ends in repetition and noise. Choose 1e-5 or less, or train an adapter (LoRA).`,
    });
  }
  return findings;
}

function warnOfVersions({ versions }: TrainingFacts): Finding[] {
  return versions
    .filter(({ status }) => status === 'preparing')
    .map(({ name, version }) => ({
      path: 'config.baseVersionId',
      code: 'VERSION_PREPARING',
      message: `${name} v${version} is still being prepared. The run waits for it.`,
    }));
}

function warnOfSnapshot({ method, config }: TrainingPlan, { snapshot }: TrainingFacts): Finding[] {
  if (!snapshot || snapshot.trainRows === 0) return [];
  const findings: Finding[] = [];
  const path = 'config.snapshotId';
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
  const share = snapshot.overLength / (snapshot.trainRows + snapshot.evalRows);
  if (share > 0 && share <= mostOverLength) {
    const message = `About ${percent(share)} of the rows (by their characters) are longer than ${config.params.maxLength} tokens and are left out; the run counts them exactly.`;
    findings.push({ path: 'config.params.maxLength', code: 'OVER_LENGTH', message });
  }
  return findings;
}

function warnOfParams(plan: TrainingPlan, { snapshot }: TrainingFacts): Finding[] {
  const { method, config } = plan;
  const free = freeOfKl(plan);
  if (free !== null) {
    const message =
      'Nothing holds the policy to its reference: it will find answers that please the reward model and nobody else.';
    return [{ path: `config.params.${free}`, code: 'NO_KL', message }];
  }
  const rows = snapshot?.trainRows ?? 0;
  // Over fewer rows than a batch a pass says little: what is repeated there has a warning of its own.
  if ((method === 'dpo' || method === 'simpo') && rows >= config.params.batchSize) {
    const passes = (stepsOf(plan, rows) * config.params.batchSize) / rows;
    if (passes > mostPasses) {
      const message = `It goes over the pairs ${passes.toFixed(1)} times; more than twice overfits as a rule.`;
      return [{ path: 'config.params.epochs', code: 'MANY_EPOCHS', message }];
    }
  }
  return [];
}

/** The parameter that takes all cost off drifting away from the reference, if one does. */
function freeOfKl({ method, config }: TrainingPlan): string | null {
  if (method === 'ppo') {
    const { klCoefficient, klTarget } = config.params;
    return klCoefficient === 0 && klTarget === null ? 'klCoefficient' : null;
  }
  return (method === 'grpo' || method === 'rloo') && config.params.beta === 0 ? 'beta' : null;
}

function percent(share: number): string {
  return `${Math.max(1, Math.round(share * 100))}%`;
}
