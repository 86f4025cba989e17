import type { Estimate, KeptFigures, StatisticsEstimate, StatisticsResult } from '@prefloop/contract';
import type { Tally } from './write-votes.ts';

const mostPairs = 200;
const mostDisagreements = 200;
const oneStrength =
  'No two preferences here differ in strength: there is nothing to order beyond the verdicts.';

/** What a batch keeps of the two results. `strengths` is null where preferences do not differ in strength. */
export function keepFigures(made: {
  verdicts: StatisticsResult;
  strengths: StatisticsResult | null;
  tallies: ReadonlyMap<string, Tally>;
}): KeptFigures {
  const { counts, agreement, dawidSkene, annotators, level } = made.verdicts;
  const { kappa, ratingsPerItem, leftOut, note } = agreement.fleiss;
  return {
    level,
    counts: {
      ratings: counts.ratings,
      tasks: counts.items,
      annotators: counts.annotators,
      sharedTasks: counts.sharedItems,
      sharedRatings: counts.sharedRatings,
    },
    agreement: {
      pooled: withEnds(agreement.pooled),
      perTask: withEnds(agreement.perItem),
      fleiss: { ...withEnds(kappa), ratingsPerTask: ratingsPerItem, leftOut, note },
      alphaNominal: withEnds(agreement.alphaNominal),
      alphaOrdinal: made.strengths
        ? withEnds(made.strengths.agreement.alphaOrdinal)
        : { value: null, n: counts.sharedItems, low: null, high: null, why: oneStrength },
    },
    cohen: {
      pairs: agreement.cohen.pairs
        .map((pair) => ({
          first: pair.first,
          second: pair.second,
          n: pair.n,
          raw: pair.agreement,
          kappa: withEnds(pair.kappa),
        }))
        .sort((a, b) => b.n - a.n)
        .slice(0, mostPairs),
      why: agreement.cohen.why,
    },
    truth: { n: dawidSkene.n, converged: dawidSkene.converged, why: dawidSkene.why },
    annotators: annotators.map(({ annotator, confusion: _, leftChoice, ...row }) => ({
      ...row,
      id: annotator,
      leftChoice: withEnds(leftChoice),
    })),
    disagreements: disagreementsOf(made.verdicts.items, made.tallies),
  };
}

function withEnds({ interval, ...figure }: StatisticsEstimate): Estimate {
  return { ...figure, low: interval?.[0] ?? null, high: interval?.[1] ?? null };
}

/** The most open ones first; without a model those with the fewest agreeing pairs. */
function disagreementsOf(
  items: StatisticsResult['items'],
  tallies: ReadonlyMap<string, Tally>,
): KeptFigures['disagreements'] {
  return items
    .filter(({ agreement }) => agreement < 1)
    .sort((a, b) => (b.entropy ?? 0) - (a.entropy ?? 0) || a.agreement - b.agreement || b.n - a.n)
    .slice(0, mostDisagreements)
    .map(({ item, n, agreement, entropy }) => ({
      taskId: item,
      n,
      agreement,
      entropy,
      votes: tallies.get(item) ?? { first: 0, second: 0, tie: 0, both_good: 0, both_bad: 0 },
    }));
}
