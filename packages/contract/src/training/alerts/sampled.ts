import type { RunMethod } from '../../resources/runs.ts';
import { isReinforced, trainingMethods } from '../methods.ts';
import { type AlertRule, tellNumber, tellPercent, type WatchedRun } from './alert.ts';
import { changeOf, fewestPoints, meanOf, type Point, pointsOf, standardError, windowOf } from './windows.ts';

/** KL runs away where its last fifth is so many times its middle one: a steady rise from 0 gives 1.8. */
const runsAway = 2.5;
/** In nats an answer: below it, no policy has gone far. */
const leastKl = 1;
const longer = 1.5;
/** Entropy has collapsed below this part of where it began. */
const collapsed = 0.3;
const muchCutOff = 0.3;
const moreCutOff = 0.15;
const muchClipped = 0.3;
/** A critic needs some steps before it can be blamed. */
const lateFrom = 20;
const mostAlike = 0.8;

/** What a figure is called by our PPO, and by TRL's GRPO and RLOO. */
const names = {
  kl: ['objective/kl', 'kl'],
  entropy: ['policy/entropy_avg', 'entropy', 'objective/entropy'],
  clip: ['policy/clipfrac_avg', 'clip_ratio/region_mean'],
} as const;

const sampling = new Set<RunMethod>(trainingMethods.filter(isReinforced));
function samples({ method }: WatchedRun): boolean {
  return sampling.has(method);
}

/** How many tokens an answer has of late; TRL's KL is one of these. */
function tokensAnAnswer({ curves }: WatchedRun): number {
  const points = pointsOf(curves.get('completions/mean_length'));
  return points.length < fewestPoints ? 1 : meanOf(windowOf(points, 'last'));
}

function find({ curves }: WatchedRun, known: readonly string[]): { name: string; points: Point[] } | null {
  const name = known.find((wanted) => curves.has(wanted));
  return name === undefined ? null : { name, points: pointsOf(curves.get(name)) };
}

/** The signs that a rising reward may be a trick, each as [name of its curve, what it does]. */
function signsOfHacking(run: WatchedRun): [name: string, words: string][] {
  const signs: [string, string][] = [];
  const kl = find(run, names.kl);
  if (kl && kl.points.length >= fewestPoints) {
    const [middle, last] = [meanOf(windowOf(kl.points, 'middle')), meanOf(windowOf(kl.points, 'last'))];
    const answer = kl.name === 'kl' ? last * tokensAnAnswer(run) : last;
    if (changeOf(kl.points)?.rises && answer > leastKl && last > runsAway * Math.max(middle, 0))
      signs.push([
        kl.name,
        `the KL to the reference runs away (${tellNumber(middle)} to ${tellNumber(last)})`,
      ]);
  }
  const length = changeOf(pointsOf(run.curves.get('completions/mean_length')));
  if (length?.rises && length.to > longer * length.from)
    signs.push([
      'completions/mean_length',
      `answers grow longer (${tellNumber(length.from)} to ${tellNumber(length.to)} tokens)`,
    ]);
  const entropy = collapse(run);
  if (entropy) signs.push([entropy.name, 'entropy collapses']);
  return signs;
}

export const rewardHacking: AlertRule = (run) => {
  if (!samples(run)) return [];
  const reward = changeOf(pointsOf(run.curves.get('reward')));
  if (!reward?.rises) return [];
  const signs = signsOfHacking(run);
  if (signs.length === 0) return [];
  return [
    {
      code: 'reward-hacking',
      severity: signs.length > 1 ? 'danger' : 'warning',
      title: 'Possible reward hacking',
      happens: `The reward went from ${tellNumber(reward.from)} to ${tellNumber(reward.to)} while ${signs.map(([, words]) => words).join(', and ')}.`,
      usual: 'Often, sooner or later: the policy finds what the score likes and people do not.',
      watch:
        'Read the samples below, newest first: do they say more, or only what scores? The held-out reward proves nothing here, it comes from the same scores.',
      act: 'Take an earlier checkpoint, have people compare both blind, and train again with a higher KL coefficient or fewer steps.',
      charts: ['reward', ...signs.map(([name]) => name)],
    },
  ];
};

function collapse(run: WatchedRun) {
  const entropy = find(run, names.entropy);
  if (!entropy) return null;
  const change = changeOf(entropy.points);
  return change?.falls && change.from > 0 && change.to < collapsed * change.from
    ? { name: entropy.name, ...change }
    : null;
}

export const entropyCollapse: AlertRule = (run) => {
  const found = samples(run) ? collapse(run) : null;
  if (!found) return [];
  return [
    {
      code: 'entropy-collapse',
      severity: 'warning',
      title: 'Entropy collapses',
      happens: `It went from ${tellNumber(found.from)} to ${tellNumber(found.to)}: the policy answers nearly the same each time.`,
      usual:
        'A slow fall is. Below a third of where it began little is left to choose from, so little to learn from.',
      watch: 'The samples below: do answers to different prompts begin alike?',
      act: 'A lower learning rate, a higher KL coefficient, or a higher temperature; go on from an earlier checkpoint.',
      charts: [found.name],
    },
  ];
};

export const cutOff: AlertRule = (run) => {
  const name = 'completions/clipped_ratio';
  const points = samples(run) ? pointsOf(run.curves.get(name)) : [];
  const change = changeOf(points);
  if (!change) return [];
  const risen = change.rises && change.by > moreCutOff;
  if (change.to <= muchCutOff && !risen) return [];
  return [
    {
      code: 'cut-off',
      severity: 'warning',
      title: risen ? 'More answers are cut off' : 'Many answers are cut off',
      happens: risen
        ? `The share of answers that reach no end rose from ${tellPercent(change.from)} to ${tellPercent(change.to)}.`
        : `${tellPercent(change.to)} of the answers reach no end within their limit.`,
      usual:
        'In the first steps of a model that was not fine-tuned. Later the share should fall: such answers get a fixed low score.',
      watch: 'Their length: a policy that writes on and on is often paid for length.',
      act: 'Allow longer answers if they are good ones; else fine-tune first, or lower the score of cut-off answers.',
      charts: [name],
    },
  ];
};

export const criticUseless: AlertRule = ({ method, curves }) => {
  const name = 'val/explained_variance';
  const points = method === 'ppo' ? pointsOf(curves.get(name)) : [];
  if (points.length < lateFrom) return [];
  const last = windowOf(points, 'last');
  if (meanOf(last) + 2 * standardError(last) >= 0) return [];
  return [
    {
      code: 'critic-useless',
      severity: 'warning',
      title: 'The critic is worse than none',
      happens: `It explains ${tellNumber(meanOf(last))} of the returns' variance, and below 0 is worse than their mean.`,
      usual: 'In the first steps only. By now it should be above 0 and rise.',
      watch: 'The value loss: it should fall within the first steps.',
      act: 'Raise the critic’s learning rate, or give it warm-up steps before the policy learns.',
      charts: [name],
    },
  ];
};

export const clipsOften: AlertRule = (run) => {
  const clip = samples(run) ? find(run, names.clip) : null;
  if (!clip || clip.points.length < fewestPoints) return [];
  const share = meanOf(windowOf(clip.points, 'last'));
  if (share <= muchClipped) return [];
  return [
    {
      code: 'clips-often',
      severity: 'warning',
      title: 'Updates are clipped often',
      happens: `${tellPercent(share)} of the tokens hit the clip in the last steps.`,
      usual: 'Up to about 20%. Above that each update wants to go further than its answers can justify.',
      watch: 'The KL to the reference, and whether the reward still rises.',
      act: 'Lower the learning rate, or make fewer passes over the same answers.',
      charts: [clip.name],
    },
  ];
};

export const nothingToLearn: AlertRule = ({ curves }) => {
  const name = 'frac_reward_zero_std';
  const points = pointsOf(curves.get(name));
  if (points.length < fewestPoints) return [];
  const share = meanOf(windowOf(points, 'last'));
  if (share <= mostAlike) return [];
  return [
    {
      code: 'nothing-to-learn',
      severity: 'warning',
      title: 'Nothing to learn from',
      happens: `In ${tellPercent(share)} of the groups all answers get the same reward, so those prompts teach nothing.`,
      usual:
        'Near the end, once the prompts are solved. Early on they are too easy, or too hard, or all answers are the same.',
      watch: 'The reward: at its highest the task is solved; at its lowest nothing is ever found.',
      act: 'Other prompts, more answers a prompt, or a higher temperature.',
      charts: [name, 'reward'],
    },
  ];
};
