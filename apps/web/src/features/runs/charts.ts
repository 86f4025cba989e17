import type { RunMethod } from '@prefloop/contract';
import type { Curves } from './curves.ts';

type Chart = { name: string; title: string; healthy: string };

const loss = (healthy: string): Chart => ({ name: 'loss', title: 'Loss', healthy });
const heldOut = (healthy: string): Chart => ({ name: 'eval_loss', title: 'Loss, held out', healthy });

const inGroups: Chart[] = [
  { name: 'reward', title: 'Reward', healthy: 'Rises and levels off.' },
  {
    name: 'reward_std',
    title: 'Spread of rewards',
    healthy: 'Falls as answers grow alike; near 0 there is nothing left to learn from.',
  },
  {
    name: 'frac_reward_zero_std',
    title: 'Prompts without a difference',
    healthy: 'Stays low: where all answers to a prompt score alike, it teaches nothing.',
  },
  {
    name: 'kl',
    title: 'KL to the reference, a token',
    healthy: 'Rises slowly. A steep rise at a rising reward is a reward being gamed: read the answers.',
  },
  { name: 'entropy', title: 'Entropy, a token', healthy: 'Falls slowly; near 0 all answers are the same.' },
  {
    name: 'completions/mean_length',
    title: 'Length of answers',
    healthy: 'Stays level. Answers that only grow longer may please the reward model by that alone.',
  },
  {
    name: 'completions/clipped_ratio',
    title: 'Answers cut off',
    healthy: 'Falls; cut-off answers are not scored.',
  },
  { name: 'eval_reward', title: 'Reward, held out', healthy: 'Rises with the other.' },
];

const ofTheBest: Chart[] = [
  { name: 'reward', title: 'Reward', healthy: 'Rises and levels off.' },
  {
    name: 'best_of_n/reward',
    title: 'Reward of the best',
    healthy: 'Lies above the other, which follows it; where they meet, there is nothing left to learn.',
  },
  {
    name: 'frac_reward_zero_std',
    title: 'Prompts without a difference',
    healthy: 'Stays low: where all answers to a prompt score alike, it teaches nothing.',
  },
  {
    name: 'objective/kl',
    title: 'KL to the reference',
    healthy: 'Rises slowly. A steep rise at a rising reward is a reward being gamed: read the answers.',
  },
  { name: 'entropy', title: 'Entropy, a token', healthy: 'Falls slowly; near 0 all answers are the same.' },
  {
    name: 'completions/clipped_ratio',
    title: 'Answers cut off',
    healthy: 'Falls; cut-off answers are not scored.',
  },
  { name: 'eval_reward', title: 'Reward, held out', healthy: 'Rises with the other.' },
];

/** What each method shows first, and what healthy looks like. Whatever else a run tells follows by name. */
const first: Partial<Record<RunMethod, Chart[]>> = {
  generate: [
    {
      name: 'tokens_per_second',
      title: 'Tokens per second',
      healthy: 'Rises within the first batches, then stays level; short answers at the end may raise it.',
    },
  ],
  sft: [
    loss('Falls fast, then slowly. Near 0 it has learnt the rows by heart.'),
    {
      name: 'mean_token_accuracy',
      title: 'Token accuracy',
      healthy: 'Rises as the loss falls.',
    },
    heldOut('Falls with the other; where it turns up again, training went on for too long.'),
    {
      name: 'eval_mean_token_accuracy',
      title: 'Token accuracy, held out',
      healthy: 'Rises, and stays somewhat below the other.',
    },
  ],
  reward: [
    loss('Starts near 0.69, the loss of guessing, and falls.'),
    {
      name: 'accuracy',
      title: 'Accuracy',
      healthy: 'Rises from 50%; near 100% it has learnt the pairs by heart.',
    },
    { name: 'margin', title: 'Margin', healthy: 'Grows slowly; fast growth means overconfident scores.' },
    { name: 'eval_accuracy', title: 'Accuracy, held out', healthy: 'Rises, then levels off.' },
    heldOut('Falls; where it turns up while accuracy holds, the scores only grow louder.'),
  ],
  dpo: [
    loss('Starts at 0.69 and falls.'),
    { name: 'rewards/accuracies', title: 'Reward accuracy', healthy: 'Rises from 50%.' },
    { name: 'rewards/margins', title: 'Reward margin', healthy: 'Grows from 0.' },
    {
      name: 'logps/chosen',
      title: 'Log-probability of the chosen',
      healthy: 'May fall while the margin grows: common in DPO. Watch the answers below for repetition.',
    },
    { name: 'eval_rewards/accuracies', title: 'Reward accuracy, held out', healthy: 'Follows the other.' },
    { name: 'eval_rewards/margins', title: 'Reward margin, held out', healthy: 'Grows with the other.' },
    heldOut('Falls with the other.'),
  ],
  kto: [
    loss('Starts at 0.5 and falls.'),
    { name: 'rewards/margins', title: 'Good above bad', healthy: 'Grows from 0.' },
    {
      name: 'rewards/chosen',
      title: 'Reward of good answers',
      healthy: 'Rises; where both sides fall alike, nothing tells good from bad.',
    },
    {
      name: 'rewards/rejected',
      title: 'Reward of bad answers',
      healthy: 'Falls. Where it falls alone and fast, watch the answers below for repetition.',
    },
    {
      name: 'kl',
      title: 'KL to the reference',
      healthy: 'Stays at 0 at first, then rises slowly. It is what an answer is measured against.',
    },
    { name: 'eval_auc', title: 'Good above bad, held out', healthy: 'Rises from 50%, then levels off.' },
    { name: 'eval_rewards/margins', title: 'Reward margin, held out', healthy: 'Grows with the other.' },
    heldOut('Falls with the other.'),
  ],
  orpo: [
    loss('Falls as in fine-tuning: most of it is the likelihood of the chosen answers.'),
    { name: 'rewards/accuracies', title: 'Reward accuracy', healthy: 'Rises.' },
    { name: 'rewards/margins', title: 'Reward margin', healthy: 'Grows.' },
    {
      name: 'logps/chosen',
      title: 'Log-probability of the chosen',
      healthy: 'Rises: unlike in DPO, the chosen answers are learnt as well.',
    },
    { name: 'eval_rewards/accuracies', title: 'Reward accuracy, held out', healthy: 'Follows the other.' },
    heldOut('Falls; where it turns up again, training went on for too long.'),
  ],
  simpo: [
    loss('Falls.'),
    { name: 'rewards/accuracies', title: 'Reward accuracy', healthy: 'Rises.' },
    { name: 'rewards/margins', title: 'Reward margin', healthy: 'Grows towards the target margin.' },
    {
      name: 'logps/chosen',
      title: 'Log-probability of the chosen',
      healthy:
        'May fall while the margin grows. With no reference to hold it, a steep fall ends in noise: lower the learning rate.',
    },
    { name: 'eval_rewards/accuracies', title: 'Reward accuracy, held out', healthy: 'Follows the other.' },
    { name: 'eval_rewards/margins', title: 'Reward margin, held out', healthy: 'Grows with the other.' },
    heldOut('Falls with the other.'),
  ],
  ppo: [
    { name: 'reward', title: 'Reward', healthy: 'Rises and levels off.' },
    {
      name: 'objective/kl',
      title: 'KL to the reference',
      healthy: 'Rises slowly. A steep rise at a rising reward is a reward being gamed: read the answers.',
    },
    {
      name: 'objective/entropy',
      title: 'Entropy',
      healthy: 'Falls slowly; near 0 all answers are the same.',
    },
    { name: 'loss/value_avg', title: 'Value loss', healthy: 'Falls within the first steps.' },
    {
      name: 'val/explained_variance',
      title: 'Explained variance',
      healthy: 'Rises towards 1; below 0 the critic is worse than none.',
    },
    { name: 'policy/clipfrac_avg', title: 'Clip share', healthy: 'Stays below about 20%.' },
    {
      name: 'completions/mean_length',
      title: 'Answer length, in tokens',
      healthy: 'Moves little. Where it rises with the reward, length may be what is paid for.',
    },
    {
      name: 'completions/clipped_ratio',
      title: 'Answers cut off',
      healthy: 'Falls; cut-off answers are not scored.',
    },
    { name: 'eval_reward', title: 'Reward, held out', healthy: 'Rises with the other.' },
  ],
  grpo: inGroups,
  rloo: inGroups,
  expert_iteration: ofTheBest,
  online_dpo: [
    ...ofTheBest,
    { name: 'rewards/margins', title: 'Best above worst', healthy: 'Grows from 0.' },
    {
      name: 'logps/chosen',
      title: 'Log-probability of the best',
      healthy: 'May fall a little; where it falls steeply, watch the answers below for repetition.',
    },
  ],
};

/** What a guard looks at; the two rewards are in standard deviations of their own reward model's scores. */
const ofTheGuard: Chart[] = [
  {
    name: 'guard/gold',
    title: 'Gold reward, held out',
    healthy: 'Rises with the reward, then levels off. Where it falls while the reward rises, stop.',
  },
  {
    name: 'guard/proxy',
    title: 'Reward on the same answers',
    healthy: 'Rises. What it gains beyond the gold reward is worth little.',
  },
  {
    name: 'guard/length_growth',
    title: 'Length, times the start',
    healthy: 'Stays near 1.',
  },
  {
    name: 'guard/repetition',
    title: 'Repetition in answers',
    healthy: 'Stays low. Where it rises with the reward, saying things again is what is paid for.',
  },
  {
    name: 'guard/kl',
    title: 'KL to the reference, held out',
    healthy: 'Rises slowly, below the limit.',
  },
];

/** The charts of a run, in order; what its guard sees stands beside the reward. */
export function chartsOf(method: RunMethod, curves: Curves): Chart[] {
  const [reward, ...others] = first[method] ?? [];
  const guard = ofTheGuard.filter(({ name }) => curves.has(name));
  const known = reward ? [reward, ...guard, ...others] : guard;
  const rest = [...curves.keys()].filter((name) => !known.some((chart) => chart.name === name)).sort();
  return [...known, ...rest.map((name) => ({ name, title: name, healthy: '' }))];
}
