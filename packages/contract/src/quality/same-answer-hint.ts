import { binomialTail } from '../statistics/binomial.ts';
import { runTail } from '../statistics/run-tail.ts';
import { type Hint, tellOdds, tellShare } from './hint.ts';

/**
 * Answers as they lie on the screen (left, right, tie, both good, both bad), since a habit is one of keys; skips are
 * left out. Every answer that the form has is listed, those that nobody gave with 0.
 */
export type Answers = {
  own: Readonly<Record<string, number>>;
  /** Of everybody else in the batch. */
  others: Readonly<Record<string, number>>;
  /** The annotator's longest run of one answer, in the order in which they first rated. */
  longestRun: { answer: string; length: number };
};

export type SameAnswerHint = Hint<
  'same-answer' | 'long-run',
  { answers: number; answer: string; count: number; expected: number; chance: number }
>;

const fewestAnswers = 20;
/** People differ, so being rarer than chance is not enough: nearly all answers must be the same. */
const nearlyAll = 0.8;
const rareChance = 0.001;

/**
 * Whether somebody gives the same answer nearly always, by the share that the others give it, or very often in a row,
 * by the larger of that share and their own. Both are told where chance gives as much less than once in a thousand
 * times: exact, and multiplied by the number of answers there are, any of which might have been the one. A share
 * comes before a run. Null where nothing stands out or there is too little to say.
 */
export function sameAnswerHint({ own, others, longestRun }: Answers): SameAnswerHint | null {
  const answers = sum(own);
  if (answers < fewestAnswers || sum(others) < fewestAnswers) return null;
  const kinds = Math.max(1, new Set([...Object.keys(own), ...Object.keys(others)]).size);
  // One answer of each kind is added, so that what nobody else said is rare and not impossible.
  const expectedOf = (answer: string) => ((others[answer] ?? 0) + 1) / (sum(others) + kinds);

  const [answer, count] = Object.entries(own).reduce((most, one) => (one[1] > most[1] ? one : most));
  const expected = expectedOf(answer);
  const chance = Math.min(1, kinds * binomialTail(answers, count, expected));
  if (count >= nearlyAll * answers && chance < rareChance) {
    return {
      kind: 'same-answer',
      evidence: { answers, answer, count, expected, chance },
      sentence: `${count} of ${answers} answers (${tellShare(count / answers)}) are "${answer}"; the others give it in ${tellShare(expected)} of cases. Chance gives as many ${tellOdds(chance)}.`,
    };
  }

  // Whoever likes an answer more than others do has longer runs of it: only what their own share leaves rare counts.
  const run = longestRun.length;
  const share = Math.max(expectedOf(longestRun.answer), (own[longestRun.answer] ?? 0) / answers);
  const runChance = Math.min(1, kinds * runTail(answers, run, share));
  if (runChance >= rareChance) return null;
  return {
    kind: 'long-run',
    evidence: { answers, answer: longestRun.answer, count: run, expected: share, chance: runChance },
    sentence: `"${longestRun.answer}" ${run} times in a row among ${answers} answers. At a share of ${tellShare(share)}, chance gives such a run ${tellOdds(runChance)}.`,
  };
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
