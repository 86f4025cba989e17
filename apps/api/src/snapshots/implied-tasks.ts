import { impliedPairs } from '@prefloop/contract';
import type { RankedTask, RatedTask, Vote } from '@prefloop/db';

/** Nobody said by how much: "better", as on a scale without strengths. */
const scale = 3;

/**
 * A ranked task as the pairs that its rankings imply: every two responses that somebody placed, with a vote of each
 * person who placed both. What follows is the same as for a pair that was rated by itself.
 */
export function impliedTasks({ rankings, texts, ...task }: RankedTask): RatedTask[] {
  const pairs = new Map<string, { places: [number, number]; votes: Vote[] }>();
  for (const { annotatorId, tiers } of rankings) {
    for (const { first, second, better } of impliedPairs(tiers)) {
      const pair = pairs.get(`${first} ${second}`) ?? { places: [first, second], votes: [] };
      pairs.set(`${first} ${second}`, pair);
      const said =
        better === 'tie'
          ? { verdict: 'tie' as const, strength: null, scale: null }
          : { verdict: 'preference' as const, strength: better === 'first' ? -1 : 1, scale };
      pair.votes.push({ annotatorId, kind: 'rating', ...said, criteria: {}, edited: null });
    }
  }
  return [...pairs.values()]
    .sort(({ places: [a, b] }, { places: [c, d] }) => a - c || b - d)
    .map(({ places, votes }) => ({
      ...task,
      arm: null,
      texts: places.map((place) => texts[place] ?? ''),
      votes,
    }));
}
