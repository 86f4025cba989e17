import type { RemovalReason, SnapshotKind, SnapshotRules, UnpairedRules } from '@prefloop/contract';

/** What a snapshot is made of. */
export const kindWords: Record<SnapshotKind, string> = {
  preference: 'Preferences',
  unpaired: 'Good and bad',
  sft: 'Demonstrations',
};

/** What a rule removed, in words that end a sentence "12 rows: …". */
export const removalWords: Record<RemovalReason, string> = {
  'too-few-votes': 'fewer ratings than wanted',
  'no-majority': 'no verdict leads clearly enough',
  tie: 'judged equal',
  'both-bad': 'judged bad on both sides',
  neither: 'judged neither good nor bad',
  'identical-texts': 'both responses read the same',
  'empty-response': 'a response is empty',
  'too-long': 'longer than allowed',
  duplicate: 'the same row stands there already',
  'other-arm': 'chosen in another way than the arm that is wanted',
  'unanswered-turns': 'turns and answers do not match',
};

const majorities = {
  plurality: 'more votes than any other verdict',
  absolute: 'more than half of the votes',
  unanimous: 'all votes',
} as const;

/** The rules of a snapshot as sentences, for people who did not set them. */
export function describeRules(rules: SnapshotRules): string[] {
  const { prompts } = rules;
  const limits = [
    ['task type', prompts.taskTypes],
    ['language', prompts.languages],
    ['tag', prompts.tags],
    ['source', prompts.sources],
  ] as const;
  const said = limits.flatMap(([name, values]) =>
    values.length > 0 ? [`Only prompts with ${name} ${values.join(', ')}.`] : [],
  );
  said.push(
    prompts.heldOut === 'exclude'
      ? 'Prompts marked as held out are left out.'
      : 'Prompts marked as held out are kept for evaluation and never train.',
  );
  if (rules.kind === 'sft' && rules.demonstrations !== 'reference') {
    said.push(
      rules.demonstrations === 'edited'
        ? 'The answers are those that people wrote while rating.'
        : 'The answers are reference responses, and those that people wrote while rating.',
    );
  }
  if (rules.kind === 'preference') {
    if (rules.arm !== null) {
      said.push(
        rules.arm === 'active'
          ? 'Pairs that models chose train; pairs drawn at random evaluate.'
          : 'Pairs drawn at random train, and evaluate.',
      );
    }
    if (rules.batchIds.length > 0) {
      said.push(
        `Ratings of ${rules.batchIds.length === 1 ? 'one batch' : `${rules.batchIds.length} batches`} alone.`,
      );
    }
    if (rules.criterion !== null) said.push(`The criterion “${rules.criterion}” decides, not the verdict.`);
    if (rules.edited === 'pairs')
      said.push('Better answers that people wrote stand above both of their pair.');
    said.push(
      `At least ${rules.minVotes} rating${rules.minVotes === 1 ? '' : 's'} a pair; the winner has ${majorities[rules.majority]}.`,
    );
    said.push(
      rules.ties === 'drop' ? 'Ties are left out.' : 'Ties are taken both ways round at half weight.',
    );
    said.push(
      rules.bothBad === 'drop' ? 'Pairs judged bad on both sides are left out.' : 'Both bad counts as a tie.',
    );
    if (rules.margin === 'strength') said.push('The mean strength of the winning votes is the margin.');
    if (rules.weight === 'agreement') said.push("The winner's share of the votes is the weight.");
    if (rules.weight === 'reliability') {
      said.push("The winner's share of the votes, times how reliable its voters are, is the weight.");
    }
    if (rules.includeSurplus) said.push('Late ratings beyond the overlap count too.');
  }
  if (rules.kind === 'unpaired') said.push(...describeUnpaired(rules));
  if (rules.maxCharacters !== null) said.push(`At most ${rules.maxCharacters} characters a row.`);
  said.push(
    `${Math.round(rules.evalShare * 100)}% of the prompts are kept for evaluation, chosen with seed ${rules.seed}.`,
  );
  return said;
}

const fromPairs: Record<UnpairedRules['pairs'], string> = {
  none: 'Ratings of pairs say nothing here.',
  both: 'Both good and both bad say so of either response of a pair.',
  all: 'Of a pair, the better response is good and the other one bad; both good and both bad say so of either.',
};

function describeUnpaired({
  minVotes,
  majority,
  goodFrom,
  badUpTo,
  pairs,
  includeSurplus,
}: UnpairedRules): string[] {
  return [
    `At least ${minVotes} rating${minVotes === 1 ? '' : 's'} a response; what it is said to be has ${majorities[majority]}.`,
    `Of five grades, ${goodFrom} and above are good, ${badUpTo} and below bad.`,
    fromPairs[pairs],
    ...(includeSurplus ? ['Late ratings beyond the overlap count too.'] : []),
  ];
}
