import { expect, it } from 'vitest';
import { trainingState } from './training-state.ts';

const ready = { state: 'ready', python: '/somewhere/bin/python' };
const preparing = { state: 'preparing', step: 'torch', done: 1, total: 5, message: 'Installing torch' };
const failed = { state: 'failed', message: 'The disk is full', hint: 'Free 4 GB' };

it('is ready as soon as one worker is, and tells no path', () => {
  expect(trainingState([failed, preparing, ready])).toEqual({ state: 'ready' });
});

it('prefers progress to a failure elsewhere', () => {
  const { message, done, total } = preparing;
  expect(trainingState([failed, preparing])).toEqual({ state: 'preparing', message, done, total });
});

it('tells a failure with its remedy when there is nothing better', () => {
  expect(trainingState([failed])).toEqual(failed);
});

it('says so when there is no worker, or one that has said nothing yet', () => {
  expect(trainingState([]).state).toBe('no-worker');
  expect(trainingState([{ state: 'unknown' }]).state).toBe('waiting');
  expect(trainingState([null, { state: 'dancing' }]).state).toBe('waiting');
});
