import type {
  Batch,
  BatchProgress,
  BatchStatus,
  BatchStrategy,
  Majority,
  Share,
  TaskKind,
} from '@prefloop/contract';
import { formatCount, formatPlural, formatShare } from '../../lib/format.ts';
import { gradeWords } from '../../lib/grade-words.ts';
import type { BatchItem } from './batches-query.ts';

export const statusColor: Record<BatchStatus, string> = {
  draft: 'gray',
  released: 'green',
  paused: 'orange',
  closed: 'gray',
};

/** "overlap 2", or "overlap 2, up to 7 while people disagree". */
export function overlapWords({ overlap, adaptive }: Pick<Batch, 'overlap' | 'adaptive'>): string {
  return adaptive
    ? `overlap ${overlap}, up to ${adaptive.limit} while people disagree`
    : `overlap ${overlap}`;
}

export const strategyWords: Record<BatchStrategy, string> = {
  'finish-started': 'Finish what is started',
  'least-rated': 'Least rated first',
  random: 'Random',
  'golds-first': 'Golds first',
};

export const strategyHint: Record<BatchStrategy, string> = {
  'finish-started': 'Tasks with most ratings first: each is done soon.',
  'least-rated': 'Tasks with fewest ratings first: all get one before any gets two.',
  random: 'Any task, wherever it stands.',
  'golds-first':
    'Each person begins with the golds, then pairs with most ratings. It needs golds among the pairs.',
};

/** Whom a batch is for, in a few words; null: everybody who may rate. */
export function audienceWords({ audience, perPerson }: Pick<Batch, 'audience' | 'perPerson'>): string | null {
  const { userIds, skills, matchLanguage } = audience;
  const parts = [
    userIds === null ? null : `${formatPlural(userIds.length, 'person', 'people')} alone`,
    skills.length === 0 ? null : `with ${skills.join(', ')}`,
    matchLanguage ? 'in their languages' : null,
    perPerson === null ? null : `at most ${formatCount(perPerson)} each`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(', ');
}

/** How a batch was composed, for people who did not compose it. */
export function describeComposition(composition: BatchItem['composition']): string {
  if (composition === null) return 'Came with imported ratings.';
  const { pairing, filter, limit, active } = composition;
  const { search, taskTypes, languages, tags, sources, runIds, versionIds, heldOut } = filter;
  const limits = [
    search === undefined ? null : `prompts with "${search}"`,
    taskTypes ? `task types ${taskTypes.join(', ')}` : null,
    languages ? `languages ${languages.join(', ')}` : null,
    tags ? `tags ${tags.join(', ')}` : null,
    sources ? `sources ${sources.join(', ')}` : null,
    runIds ? `answers of ${formatPlural(runIds.length, 'run')}` : null,
    versionIds ? `answers of ${formatPlural(versionIds.length, 'model version')}` : null,
    heldOut === undefined ? null : heldOut ? 'held-out prompts only' : 'no held-out prompts',
  ].filter((limit) => limit !== null);
  const chosen = active
    ? [
        `chosen where ${formatPlural(active.versionIds.length, 'reward model')} ${active.by === 'margin' ? 'see least difference' : 'disagree most'}, ${Math.round(active.randomShare * 100)}% at random`,
      ]
    : [];
  return [
    describePairing(pairing),
    ...chosen,
    ...limits,
    ...(limit === undefined ? [] : [`at most ${limit} tasks`]),
  ]
    .join('; ')
    .concat('.');
}

function describePairing(pairing: NonNullable<BatchItem['composition']>['pairing']): string {
  switch (pairing.kind) {
    case 'all':
      return 'All pairs of responses to a prompt';
    case 'random':
      return `${pairing.perPrompt} random pairs a prompt`;
    case 'across':
      return 'One response of each of two model versions';
    case 'single':
      return pairing.perPrompt === undefined
        ? 'Every response by itself'
        : `${formatPlural(pairing.perPrompt, 'response')} a prompt, each by itself`;
    case 'ranking':
      return `Rankings of ${pairing.size} responses${
        pairing.perPrompt === undefined ? '' : `, at most ${pairing.perPrompt} a prompt`
      }`;
  }
}

/** What the tasks of a kind are called, one and several. */
export const taskNames: Record<TaskKind, readonly [string, string]> = {
  pair: ['pair', 'pairs'],
  single: ['response', 'responses'],
  ranking: ['ranking', 'rankings'],
};

/** What people said so far, by what they were asked. */
export function describeVerdicts(kind: TaskKind, { verdicts, grades, rankings }: BatchProgress): string {
  if (kind === 'pair') {
    const { preference, tie, both_good, both_bad } = verdicts;
    return `Verdicts: ${formatCount(preference)} for one side, ${formatCount(tie)} equal, ${formatCount(both_good)} both good, ${formatCount(both_bad)} both bad.`;
  }
  if (kind === 'ranking') {
    const { counted, complete, tied } = rankings;
    return `${formatPlural(counted, 'ranking')}, of which ${formatCount(complete)} place every response and ${formatCount(tied)} hold ties.`;
  }
  if (grades.length === 0) return 'No grades yet.';
  const each = grades.map(({ grade, scale, ratings }) => {
    return `${gradeWords(grade, scale).toLowerCase()} ${formatCount(ratings)}`;
  });
  return `Grades: ${each.join(', ')}.`;
}

/** What most people said of each pair, in one line. */
export function describeMajority({ first, second, tie, both_good, both_bad, undecided }: Majority): string {
  const parts = [
    `${formatCount(first)} for the first response`,
    `${formatCount(second)} for the second`,
    `${formatCount(tie)} equal`,
    both_good > 0 ? `${formatCount(both_good)} both good` : null,
    both_bad > 0 ? `${formatCount(both_bad)} both bad` : null,
    undecided > 0 ? `${formatCount(undecided)} undecided` : null,
  ];
  return `By majority, pair for pair: ${parts.filter((part) => part !== null).join(', ')}.`;
}

/** A share's ends for a Stat; undefined where the share itself is. */
export function intervalOf(share: Share): readonly [string, string] | undefined {
  return share.low === null || share.high === null
    ? undefined
    : [formatShare(share.low), formatShare(share.high)];
}

/** "12.4 s" */
export function formatSeconds(ms: number | null): string | null {
  return ms === null ? null : `${(ms / 1000).toFixed(1)} s`;
}

export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
