import { Group, Text, Title } from '@mantine/core';
import type { RunMethod } from '@prefloop/contract';
import { Link } from '@tanstack/react-router';
import { ButtonLink } from '../../components/button-link.tsx';
import { Stat, Stats } from '../../components/stat.tsx';
import { formatShare } from '../../lib/format.ts';
import { mayUse, useProject } from '../../lib/project.ts';
import type { RunShown } from './runs-query.ts';

type Figure = { name: string; label: string; share?: true; before?: string; beside?: [string, string] };

const ofPairs: Figure[] = [
  {
    name: 'eval_rewards/accuracies',
    label: 'Reward accuracy, held out',
    share: true,
    beside: ['eval_length_baseline', 'by length alone'],
  },
  { name: 'eval_rewards/margins', label: 'Reward margin, held out' },
  { name: 'eval_loss', label: 'Loss, held out' },
];

const inGroups: Figure[] = [
  { name: 'reward', label: 'Reward', beside: ['eval_reward', 'held out'] },
  { name: 'kl', label: 'KL to the reference, a token' },
  { name: 'entropy', label: 'Entropy, a token' },
  { name: 'completions/mean_length', label: 'Length of answers, in tokens' },
  { name: 'completions/clipped_ratio', label: 'Answers cut off', share: true },
];

const ofTheBest: Figure[] = [
  { name: 'reward', label: 'Reward', beside: ['eval_reward', 'held out'] },
  { name: 'best_of_n/reward', label: 'Reward of the best' },
  { name: 'objective/kl', label: 'KL to the reference' },
  { name: 'best_of_n/kl_bound', label: 'KL of choosing the best, at most' },
  { name: 'completions/clipped_ratio', label: 'Answers cut off', share: true },
];

/** What a guard says at the end; where it ended the run, the rewards are those of what was published. */
const ofTheGuard: Figure[] = [
  {
    name: 'guard/gold_best',
    label: 'Gold reward at its best, held out',
    beside: ['guard/gold_first', 'at the start'],
  },
];
const whereStopped: Figure = { name: 'eval_reward', label: 'Reward, held out' };

/** What each method says of itself at its end. `before` and `beside` are what a figure is to be read against. */
const figuresOf: Partial<Record<RunMethod, Figure[]>> = {
  score: [
    { name: 'scores', label: 'Scores' },
    { name: 'unscored', label: 'Not scored: cut off or too long' },
    { name: 'answers_per_second', label: 'Responses a second' },
  ],
  sft: [
    {
      name: 'eval_exact_match',
      label: 'Exact match, held out',
      share: true,
      before: 'eval_exact_match_before',
    },
    { name: 'eval_mean_token_accuracy', label: 'Token accuracy, held out', share: true },
    { name: 'eval_loss', label: 'Loss, held out' },
  ],
  reward: [
    {
      name: 'eval_accuracy',
      label: 'Accuracy, held out',
      share: true,
      beside: ['eval_length_baseline', 'by length alone'],
    },
    { name: 'eval_margin', label: 'Margin, held out' },
    { name: 'eval_loss', label: 'Loss, held out' },
  ],
  dpo: ofPairs,
  orpo: ofPairs,
  simpo: ofPairs,
  kto: [
    {
      name: 'eval_auc',
      label: 'Good above bad, held out',
      share: true,
      beside: ['eval_length_baseline', 'by length alone'],
    },
    { name: 'eval_rewards/margins', label: 'Reward margin, held out' },
    { name: 'eval_loss', label: 'Loss, held out' },
  ],
  ppo: [
    { name: 'reward', label: 'Reward', beside: ['eval_reward', 'held out'] },
    { name: 'objective/kl', label: 'KL to the reference' },
    { name: 'objective/entropy', label: 'Entropy' },
    { name: 'loss/value_avg', label: 'Value loss' },
    { name: 'val/explained_variance', label: 'Explained variance' },
    { name: 'policy/clipfrac_avg', label: 'Clip share', share: true },
  ],
  grpo: inGroups,
  rloo: inGroups,
  expert_iteration: ofTheBest,
  online_dpo: ofTheBest,
};

/** What a training run came to: its figures, each with what makes it believable, and the version it published. */
export function RunOutcome({ run }: { run: RunShown }) {
  const { slug } = useProject();
  const { figures } = run.progress;
  const own = figuresOf[run.method] ?? [];
  // The last step's reward is not told of a run whose last steps were thrown away.
  const first = figures?.reward === undefined && isGuarded(figures) ? [whereStopped] : [];
  const known = [...first, ...own, ...ofTheGuard];
  const judged = judgedOf(run);
  const hasFigures = known.some(({ name }) => figures?.[name] !== undefined);
  if (!hasFigures && !run.published) return null;
  const tell = (name: string, share: true | undefined) => {
    const value = figures?.[name];
    if (typeof value !== 'number') return null;
    return share ? formatShare(value) : value.toPrecision(3);
  };
  return (
    <section aria-label="Outcome">
      <Title order={2} mb="xs">
        Outcome
      </Title>
      {run.published ? (
        <Group gap="xs" mb="sm">
          <Text>It published</Text>
          <Link to="/p/$project/models/$versionId" params={{ project: slug, versionId: run.published.id }}>
            {run.published.model} v{run.published.version}
          </Link>
          <NextStep run={run} />
        </Group>
      ) : null}
      {figures ? (
        <Stats>
          {known
            .filter(({ name }) => figures[name] !== undefined)
            .map(({ name, label, share, before, beside }, index) => (
              <Stat
                key={name}
                label={label}
                value={tell(name, share)}
                {...(index === 0 && judged
                  ? {
                      n: judged.n,
                      interval: [formatShare(judged.low), formatShare(judged.high)] as const,
                    }
                  : {})}
              >
                {before && tell(before, share) ? <span>{tell(before, share)} before</span> : null}
                {beside && tell(beside[0], share) ? (
                  <span>
                    {tell(beside[0], share)} {beside[1]}
                  </span>
                ) : null}
                {index === 0 && judged?.overLength ? <Lead {...judged.overLength} /> : null}
              </Stat>
            ))}
        </Stats>
      ) : null}
    </section>
  );
}

function isGuarded(figures: RunShown['progress']['figures']): boolean {
  return figures?.['guard/gold_best'] !== undefined;
}

/** The first figure's interval, and how many pairs or answers it comes from. */
function judgedOf({ progress: { evaluation, answers } }: RunShown) {
  if (evaluation) return { ...evaluation, n: evaluation.pairs };
  return answers ? { ...answers, n: answers.good + answers.bad } : null;
}

type LeadProps = { difference: number; low: number; high: number };

/** By how much the model tells more pairs right than length alone does, on the same pairs. */
function Lead({ difference, low, high }: LeadProps) {
  const points = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value * 100).toFixed(1)}`;
  return (
    <span>
      {points(difference)} points over length (<abbr title="95% confidence interval">95% CI</abbr>{' '}
      {points(low)} to {points(high)})
    </span>
  );
}

/** A new policy next meets the version it was trained from; a reward model scores what a policy answers. */
function NextStep({ run }: { run: RunShown }) {
  const project = useProject();
  const [base] = run.versions;
  if (!run.published || !base || !mayUse(project.role, ['lead', 'engineer'])) return null;
  const scores = run.method === 'reward';
  return (
    <ButtonLink
      variant="default"
      size="xs"
      maw="100%"
      to="/p/$project/runs/new"
      params={{ project: project.slug }}
      search={
        scores
          ? { method: 'ppo', version: base.id, snapshot: run.snapshotId ?? undefined }
          : { versions: [run.published.id, base.id] }
      }
    >
      {scores ? 'Train with PPO' : `Compare with ${base.model} v${base.version}`}
    </ButtonLink>
  );
}
