import type { Battle, Matchup, ModelVersionItem } from '@prefloop/contract';
import { expect, test } from 'vitest';
import { preferredSide, tellBattle, tellMatchup, tellVerdict } from './arena-words.ts';

const version = (model: string, number: number): ModelVersionItem => ({
  id: `${model}${number}`,
  modelId: model,
  model,
  version: number,
  origin: 'trained',
  purpose: 'policy',
  status: 'ready',
  error: null,
  aliases: [],
  createdAt: '2026-01-01T00:00:00.000Z',
});

function matchup(winRate: Partial<Matchup['winRate']>): Matchup {
  return {
    newer: version('X', 3),
    older: version('X', 1),
    pairs: 30,
    ratedPairs: 30,
    ratings: 60,
    outcomes: { newer: 30, older: 20, tie: 5, bothBad: 5 },
    winRate: { n: 60, prompts: 30, value: 0.61, low: 0.48, high: 0.73, why: null, ...winRate },
    ratingsLeft: 0,
    lastRatedAt: null,
  };
}

test('the sentence over a matchup says who, how much, how sure and of how many', () => {
  expect(tellMatchup(matchup({}))).toBe(
    'X v3 wins 61% (48% to 73%, n = 60 ratings on 30 prompts) against X v1.',
  );
  expect(tellMatchup(matchup({ value: null, low: null, high: null, why: 'Not yet.' }))).toBe('Not yet.');
});

test('a side is preferred only where all of the interval says so', () => {
  expect(preferredSide(matchup({}).winRate)).toBeNull();
  expect(preferredSide(matchup({ low: 0.5 }).winRate)).toBeNull();
  expect(tellVerdict(matchup({ low: 0.51 }))).toContain('people prefer X v3');
  expect(tellVerdict(matchup({ value: 0.3, low: 0.2, high: 0.49 }))).toContain('people prefer X v1');
});

test('a rating is told in terms of the versions', () => {
  const battle = (told: Pick<Battle, 'verdict' | 'outcome' | 'strength' | 'scale'>) =>
    tellBattle(
      {
        id: '',
        promptId: '',
        promptExcerpt: '',
        taskType: null,
        comment: null,
        annotator: '',
        batch: { id: '', name: '' },
        ratedAt: '',
        ...told,
      },
      matchup({}),
    );
  expect(battle({ verdict: 'preference', outcome: 'older', strength: 3, scale: 7 })).toBe(
    'X v1, much better',
  );
  expect(battle({ verdict: 'both_good', outcome: 'tie', strength: null, scale: null })).toBe('Both good');
});
