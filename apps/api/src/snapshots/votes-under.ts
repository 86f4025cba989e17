import { criterionVerdict } from '@prefloop/contract';
import type { RatedTask, Vote } from '@prefloop/db';

export type CountedVote = Pick<Vote, 'annotatorId' | 'verdict' | 'strength' | 'scale'>;

/**
 * The votes that decide a pair: the verdicts, or an adjudication alone where there is one; under a criterion the
 * answers to it, as verdicts. A decision answers no criterion, so there everybody's answers stand.
 */
export function votesUnder(
  task: Pick<RatedTask, 'votes'>,
  criterion: string | null,
): { votes: CountedVote[]; adjudicated: boolean } {
  if (criterion === null) {
    const decisions = task.votes.filter((vote) => vote.kind === 'adjudication');
    return { votes: decisions.length > 0 ? decisions : task.votes, adjudicated: decisions.length > 0 };
  }
  const votes = task.votes.flatMap(({ annotatorId, criteria }): CountedVote[] => {
    const said = criterionVerdict(criteria[criterion]);
    if (said === null) return [];
    return said.verdict === 'tie'
      ? [{ annotatorId, verdict: said.verdict, strength: null, scale: null }]
      : [{ annotatorId, ...said }];
  });
  return { votes, adjudicated: false };
}
