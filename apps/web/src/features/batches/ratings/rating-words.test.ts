import type { RatingRow } from '@prefloop/contract';
import { expect, test } from 'vitest';
import { criteriaWords, stateWords, verdictWords } from './rating-words.ts';

const row: RatingRow = {
  id: '',
  ratedAt: '',
  changedAt: '',
  annotator: { id: '', name: '' },
  batch: { id: '', name: '' },
  promptId: '',
  prompt: '',
  verdict: 'preference',
  strength: 3,
  scale: 7,
  side: 'left',
  skipReason: null,
  comment: null,
  flags: [],
  criteria: {},
  edited: null,
  critiques: [],
  activeMs: null,
  state: 'counted',
  origin: 'here',
  gold: 'none',
  revision: 1,
};

test('a verdict names the response and, where it is known, its side', () => {
  expect(verdictWords(row)).toBe('Second much better, shown left');
  expect(verdictWords({ ...row, strength: -1, side: null })).toBe('First slightly better');
  expect(verdictWords({ ...row, verdict: 'both_bad', strength: null })).toBe('Both bad');
  expect(verdictWords({ ...row, verdict: 'skip', strength: null, skipReason: 'broken' })).toBe(
    'Skipped: broken',
  );
});

test('a state names what is special', () => {
  expect(stateWords(row)).toBe('counts');
  expect(stateWords({ ...row, state: 'voided', gold: 'wrong', origin: 'imported', revision: 3 })).toBe(
    'voided · gold, wrong · imported · version 3',
  );
});

test('answers to criteria stand under their codes, by response', () => {
  expect(criteriaWords(row)).toBe('');
  const criteria = { helpful: 'equal', honest: { A: 5, B: 2 }, brief: { B: 1 } } as const;
  expect(criteriaWords({ criteria })).toBe('helpful: equal · honest: first 5, second 2 · brief: second 1');
});
