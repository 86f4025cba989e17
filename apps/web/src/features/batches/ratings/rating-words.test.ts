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
  grade: null,
  scale: 7,
  ranking: null,
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

test('a grade is told with its scale, and a ranking by the numbers of the positions', () => {
  const graded = { ...row, verdict: 'grade', strength: null, side: null } as const;
  expect(verdictWords({ ...graded, grade: 1, scale: 2 })).toBe('Bad');
  expect(verdictWords({ ...graded, grade: 4, scale: 5 })).toBe('4 of 5');
  const ranked = { ...graded, verdict: 'ranking', scale: null, ranking: [[2], [0, 1]] } as const;
  expect(verdictWords({ ...ranked, ranking: [[2], [0, 1]] })).toBe('3 > 1 = 2');
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
