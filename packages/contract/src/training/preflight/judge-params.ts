import { runSpec } from '../../trainer/run-spec.ts';
import type { TrainingPlan } from '../launch.ts';
import { specOf, stepsOf } from '../plan.ts';
import { type Finding, guardOf, type TrainingFacts } from './facts.ts';

/** The last batch of a pass is filled up, so two passes may count a little more. */
const mostPasses = 2.5;
/** All weights of a policy that is moved by pairs or judged answers at this rate end in repetition and noise. */
const ruinousRate = 1e-4;
const delicate: TrainingPlan['method'][] = ['dpo', 'kto', 'simpo', 'online_dpo'];

/** The trainer's own rules for its parameters, and settings known to ruin a model. */
export function judgeParams(plan: TrainingPlan): Finding[] {
  return [...judgeSpec(plan), ...judgeRate(plan), ...judgeHold(plan)];
}

function judgeSpec(plan: TrainingPlan): Finding[] {
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
  return (parsed.error?.issues ?? []).map((issue) => {
    const path = issue.path.join('.');
    if (path === 'params.labelSmoothing' && issue.code === 'custom') {
      const message =
        'Only the loss robust smooths labels; every other one ignores this without a word. Set it to 0, or choose robust.';
      return { path: `config.${path}`, code: 'SMOOTHING_IGNORED', message };
    }
    return { path: `config.${path}`, code: 'PARAMETER', message: `${path} ${issue.message}.` };
  });
}

function judgeRate({ method, config }: TrainingPlan): Finding[] {
  const { lora, learningRate } = config.params;
  if (!delicate.includes(method) || lora !== null || learningRate < ruinousRate) return [];
  const message = `${method.toUpperCase()} of all weights at a learning rate of ${learningRate} ends in repetition and noise. Choose 1e-5 or less, or train an adapter (LoRA).`;
  return [{ path: 'config.params.learningRate', code: 'RATE_TOO_HIGH', message }];
}

/** A policy that no KL holds finds what the reward model overrates (Gao et al. 2023), unless a guard watches for that. */
function judgeHold(plan: TrainingPlan): Finding[] {
  const free = freeOfKl(plan);
  if (free === null || guardOf(plan.config) !== null) return [];
  const message =
    'Nothing holds the policy to its reference: it will find answers that please the reward model and nobody else. Set it above 0, or have a guard watch it.';
  return [{ path: `config.params.${free}`, code: 'NO_KL', message }];
}

/** The parameter that takes all cost off drifting away from the reference, if one does. */
function freeOfKl({ method, config }: TrainingPlan): string | null {
  if (method === 'ppo') {
    const { klCoefficient, klTarget } = config.params;
    return klCoefficient === 0 && klTarget === null ? 'klCoefficient' : null;
  }
  return (method === 'grpo' || method === 'rloo') && config.params.beta === 0 ? 'beta' : null;
}

export function warnOfParams(plan: TrainingPlan, { snapshot }: TrainingFacts): Finding[] {
  const { method, config } = plan;
  const rows = snapshot?.frozen ? snapshot.trainRows : 0;
  // Over fewer rows than a batch a pass says little: what is repeated there has a warning of its own.
  if ((method !== 'dpo' && method !== 'simpo') || rows < config.params.batchSize) return [];
  const passes = (stepsOf(plan, rows) * config.params.batchSize) / rows;
  if (passes <= mostPasses) return [];
  const message = `It goes over the pairs ${passes.toFixed(1)} times; more than twice overfits as a rule.`;
  return [{ path: 'config.params.epochs', code: 'MANY_EPOCHS', message }];
}
