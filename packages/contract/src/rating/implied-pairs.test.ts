import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Tiers, tiers } from '../resources/rating.ts';
import { impliedPairs } from './implied-pairs.ts';

/** Rankings of up to eight responses, with ties and with responses that stand in no tier. */
const rankings = fc
  .shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 2 })
  .chain((placed) =>
    fc
      .array(fc.boolean(), { minLength: placed.length, maxLength: placed.length })
      .map((tied) => ranked(placed, tied)),
  );

/** Each response in a tier of its own, or beside the one before it. */
function ranked(placed: number[], tied: boolean[]): Tiers {
  const ranking: Tiers = [];
  for (const [at, place] of placed.entries()) {
    const last = ranking.at(-1);
    if (tied[at] && last) last.push(place);
    else ranking.push([place]);
  }
  return ranking;
}

describe('pairs that a ranking implies', () => {
  it.each<[string, Tiers, string[]]>([
    ['a full order of three', [[2], [0], [1]], ['0>1', '2>0', '2>1']],
    ['a tie at the top', [[0, 2], [1]], ['0>1', '0=2', '2>1']],
    ['all equal', [[0, 1, 2]], ['0=1', '0=2', '1=2']],
    ['two of five compared', [[4], [1]], ['4>1']],
  ])('%s', (_, ranking, expected) => {
    const said = impliedPairs(ranking).map(({ first, second, better }) =>
      better === 'tie'
        ? `${first}=${second}`
        : better === 'first'
          ? `${first}>${second}`
          : `${second}>${first}`,
    );
    expect(said.toSorted()).toEqual(expected.toSorted());
  });

  it('are every two placed responses, once, as their tiers stand', () => {
    fc.assert(
      fc.property(rankings, (ranking) => {
        expect(tiers.safeParse(ranking).success).toBe(true);
        const rankOf = new Map(ranking.flatMap((tier, rank) => tier.map((place) => [place, rank] as const)));
        const found = impliedPairs(ranking);
        expect(found).toHaveLength((rankOf.size * (rankOf.size - 1)) / 2);
        expect(new Set(found.map(({ first, second }) => `${first} ${second}`)).size).toBe(found.length);
        for (const { first, second, better } of found) {
          expect(first).toBeLessThan(second);
          const lead = (rankOf.get(second) ?? Number.NaN) - (rankOf.get(first) ?? Number.NaN);
          expect(better).toBe(lead === 0 ? 'tie' : lead > 0 ? 'first' : 'second');
        }
      }),
    );
  });

  it('never contradict each other: what is better than the better one is better', () => {
    fc.assert(
      fc.property(rankings, (ranking) => {
        const pairs = impliedPairs(ranking);
        const better = new Set(
          pairs.flatMap(({ first, second, better: side }) =>
            side === 'tie' ? [] : [side === 'first' ? `${first} ${second}` : `${second} ${first}`],
          ),
        );
        for (const one of better) {
          for (const other of better) {
            const [[a, b], [c, d]] = [one.split(' '), other.split(' ')];
            if (b === c) expect(better.has(`${a} ${d}`)).toBe(true);
          }
        }
      }),
    );
  });
});

describe('tiers', () => {
  it.each([
    ['a response twice', [[0], [1, 0]]],
    ['an empty tier', [[0], [], [1]]],
    ['one response alone', [[3]]],
    ['a place that there is not', [[0], [8]]],
    ['nothing', []],
  ])('refuse %s', (_, ranking) => {
    expect(tiers.safeParse(ranking).success).toBe(false);
  });
});
