import type { TrainingPlan } from '../launch.ts';
import { type Finding, roles, type TrainingFacts, type VersionFacts } from './facts.ts';

/** Whether the models that a launch names can be used for what it names them. */
export function judgeVersions(plan: TrainingPlan, { versions }: TrainingFacts): Finding[] {
  const findings = roles(plan).flatMap(({ path, id, purpose }) => {
    const fault = faultOf(
      versions.find((found) => found.id === id),
      purpose,
    );
    return fault === null ? [] : [{ path, ...fault }];
  });
  return [...findings, ...judgeTokens(plan, versions)];
}

function faultOf(version: VersionFacts | undefined, purpose: string): Omit<Finding, 'path'> | null {
  const fault = (code: string, message: string) => ({ code, message });
  if (!version) {
    return fault('VERSION_UNKNOWN', 'This project has no such model version. Choose another one.');
  }
  const { facts, status, error } = version;
  const name = `${version.name} v${version.version}`;
  if (version.origin === 'endpoint') {
    return fault(
      'VERSION_NOT_LOCAL',
      `${name} is behind an endpoint: it can answer, but its weights are not here to be trained. Register the model's folder.`,
    );
  }
  if (facts.chatTemplate === 'missing') {
    return fault(
      'TEMPLATE_MISSING',
      `${name} has no chat template, so nothing says how a prompt and its answer are written down for it. Add chat_template to its tokenizer_config.json, and have it checked again on the page Models.`,
    );
  }
  if (facts.padToken !== undefined && facts.padToken === facts.endToken) {
    return fault(
      'PAD_IS_EOS',
      `${name} has no pad token but its end token, so a finished answer cannot be told from padding. Give its tokenizer a pad token of its own, and register it again.`,
    );
  }
  if (status === 'failed') {
    return fault('VERSION_FAILED', `${name} cannot be used: ${error ?? 'its preparation failed.'}`);
  }
  if (version.purpose !== purpose) {
    return fault(
      'VERSION_PURPOSE',
      purpose === 'reward'
        ? `${name} is no reward model. Choose a version that a reward run published.`
        : `${name} is a reward model: it scores answers and writes none. Choose a language model.`,
    );
  }
  return null;
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

export function warnOfVersions(plan: TrainingPlan, { versions }: TrainingFacts): Finding[] {
  return roles(plan).flatMap(({ path, id }) => {
    const version = versions.find((found) => found.id === id);
    if (version?.status !== 'preparing') return [];
    const training = version.origin === 'trained';
    const message = `${version.name} v${version.version} is still being ${training ? 'trained' : 'prepared'}. The run waits for it.`;
    return [{ path, code: training ? 'VERSION_TRAINING' : 'VERSION_PREPARING', message }];
  });
}
