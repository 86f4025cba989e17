import {
  type PreferenceRow,
  type PreferenceRules,
  type RemovalReason,
  sevenPointStrength,
} from '@prefloop/contract';
import type { RatedTask } from '@prefloop/db';
import { leaderOf } from './leader-of.ts';
import { type CountedVote, votesUnder } from './votes-under.ts';

type Side = 'first' | 'second' | 'tie';
export type Outcome<Row> = { rows: Row[] } | { removed: RemovalReason };

/** What one vote says of the two positions, both-bad as `bothBad`. */
function sideOf(vote: CountedVote): Side | 'bothBad' {
  if (vote.verdict === 'both_bad') return 'bothBad';
  if (vote.verdict !== 'preference' || vote.strength === null) return 'tie';
  return vote.strength < 0 ? 'first' : 'second';
}

/** Where the vote is counted: what is bad on both sides is no reason for either. */
function countedSide(vote: CountedVote): Side {
  const side = sideOf(vote);
  return side === 'bothBad' ? 'tie' : side;
}

/** In steps of the seven-point scale, whatever scale each vote was given on. */
function meanStrength(votes: CountedVote[]): number {
  const strengths = votes.map(({ strength, scale }) =>
    Math.abs(sevenPointStrength(strength ?? 0, scale ?? 7)),
  );
  return rounded(strengths.reduce((sum, strength) => sum + strength, 0) / strengths.length);
}

/** Six digits: the same ratings give the same hash on any machine. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/**
 * Turns one rated task into its training rows, or says which rule removed it.
 * An adjudication of the verdict, where there is one, decides alone. Rules are applied in this order: votes wanted, both bad,
 * majority, ties, unusable texts, length. `weightOf` gives an annotator's reliability, from 0 to 1, by id.
 */
export function preferenceRows(
  task: RatedTask,
  group: string,
  rules: PreferenceRules,
  weightOf: (annotatorId: string) => number = () => 1,
): Outcome<PreferenceRow> {
  const { votes, adjudicated } = votesUnder(task, rules.criterion);
  if (!adjudicated && votes.length < rules.minVotes) return { removed: 'too-few-votes' };

  const bothBad = votes.filter((vote) => sideOf(vote) === 'bothBad').length;
  if (rules.bothBad === 'drop' && bothBad * 2 >= votes.length) return { removed: 'both-bad' };
  const counts = new Map<Side, number>();
  for (const vote of votes) counts.set(countedSide(vote), (counts.get(countedSide(vote)) ?? 0) + 1);
  const winner = leaderOf(counts, votes.length, rules.majority);
  if (winner === null) return { removed: 'no-majority' };
  if (winner === 'tie' && rules.ties === 'drop') return { removed: 'tie' };

  const [first, second] = task.texts;
  if (!first || !second) return { removed: 'empty-response' };
  if (first === second) return { removed: 'identical-texts' };
  if (rules.maxCharacters !== null && charactersOf(task, first, second) > rules.maxCharacters)
    return { removed: 'too-long' };

  const winning = votes.filter((vote) => countedSide(vote) === winner);
  const share = winning.length / votes.length;
  const reliability =
    rules.weight === 'reliability' && !adjudicated
      ? winning.reduce((sum, vote) => sum + weightOf(vote.annotatorId), 0) / winning.length
      : 1;
  const whole = rules.weight === 'none' ? 1 : rounded(share * reliability);
  const row = (chosen: string, rejected: string, extra: { margin?: number; weight?: number }) =>
    preferenceRow(task, group, { chosen, rejected, ...extra });
  const weight = rules.weight === 'none' ? {} : { weight: whole };
  if (winner === 'tie') {
    // No direction wins: both at half weight, so that the pair as a whole counts once, and no margin to enforce.
    const half = { ...(rules.margin === 'none' ? {} : { margin: 0 }), weight: rounded(whole / 2) };
    return { rows: [row(first, second, half), row(second, first, half)] };
  }
  const margin = rules.margin === 'none' ? {} : { margin: meanStrength(winning) };
  const [chosen, rejected] = winner === 'first' ? [first, second] : [second, first];
  return { rows: [row(chosen, rejected, { ...margin, ...weight })] };
}

export function preferenceRow(
  task: RatedTask,
  group: string,
  { chosen, rejected, ...extra }: { chosen: string; rejected: string; margin?: number; weight?: number },
): PreferenceRow {
  return {
    prompt: task.messages,
    chosen: [{ role: 'assistant', content: chosen }],
    rejected: [{ role: 'assistant', content: rejected }],
    ...extra,
    group,
    ...(task.taskType === null ? {} : { taskType: task.taskType }),
  };
}

export function charactersOf(of: { messages: { content: string }[] }, ...answers: string[]): number {
  const asked = of.messages.reduce((sum, message) => sum + message.content.length, 0);
  return asked + Math.max(...answers.map((answer) => answer.length));
}
