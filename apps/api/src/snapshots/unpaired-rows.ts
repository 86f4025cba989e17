import type { UnpairedRow, UnpairedRules } from '@prefloop/contract';
import type { RatedResponse, ResponseVote } from '@prefloop/db';
import { leaderOf } from './leader-of.ts';
import { charactersOf, type Outcome } from './preference-rows.ts';

type Judgement = 'good' | 'bad' | 'neither';

/** What a vote says of the response by itself; null where it says nothing of that under the rules. */
function judgementOf(
  { verdict, strength, grade, scale }: ResponseVote,
  rules: UnpairedRules,
): Judgement | null {
  if (verdict === 'grade') return gradeJudged(grade ?? 0, scale ?? 0, rules);
  if (verdict === 'both_good') return 'good';
  if (verdict === 'both_bad') return 'bad';
  if (rules.pairs !== 'all') return null;
  return verdict === 'tie' ? 'neither' : (strength ?? 0) > 0 ? 'good' : 'bad';
}

function gradeJudged(grade: number, scale: number, { goodFrom, badUpTo }: UnpairedRules): Judgement {
  if (scale === 2) return grade === 2 ? 'good' : 'bad';
  return grade >= goodFrom ? 'good' : grade <= badUpTo ? 'bad' : 'neither';
}

/**
 * The votes that say something of the response under the rules. Where somebody decided a pair, the other votes on it
 * stand back.
 */
export function votesOn({ votes }: Pick<RatedResponse, 'votes'>, rules: UnpairedRules): ResponseVote[] {
  const decided = new Set(votes.flatMap(({ kind, taskId }) => (kind === 'adjudication' ? [taskId] : [])));
  return votes.filter(
    (vote) =>
      (vote.kind === 'adjudication' || !decided.has(vote.taskId)) && judgementOf(vote, rules) !== null,
  );
}

/**
 * Turns one rated response into its training row, or says which rule removed it. Rules are applied in this order: votes
 * wanted, majority, neither good nor bad, unusable text, length.
 */
export function unpairedRows(
  response: RatedResponse,
  group: string,
  rules: UnpairedRules,
): Outcome<UnpairedRow> {
  const judgements = votesOn(response, rules).flatMap((vote) => judgementOf(vote, rules) ?? []);
  if (judgements.length < rules.minVotes) return { removed: 'too-few-votes' };
  const counts = new Map<Judgement, number>();
  for (const judgement of judgements) counts.set(judgement, (counts.get(judgement) ?? 0) + 1);
  const winner = leaderOf(counts, judgements.length, rules.majority);
  if (winner === null) return { removed: 'no-majority' };
  if (winner === 'neither') return { removed: 'neither' };
  const { text, messages, taskType } = response;
  if (text === '') return { removed: 'empty-response' };
  if (rules.maxCharacters !== null && charactersOf(response, text) > rules.maxCharacters) {
    return { removed: 'too-long' };
  }
  return {
    rows: [
      {
        prompt: messages,
        completion: [{ role: 'assistant', content: text }],
        label: winner === 'good',
        group,
        ...(taskType === null ? {} : { taskType }),
      },
    ],
  };
}
