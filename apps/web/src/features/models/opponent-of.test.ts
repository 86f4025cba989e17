import type { ModelVersionItem } from '@prefloop/contract';
import { expect, test } from 'vitest';
import { opponentOf } from './opponent-of.ts';

const version = (id: string, ...aliases: string[]): ModelVersionItem => ({
  id,
  modelId: id,
  model: id,
  version: 1,
  origin: 'trained',
  purpose: 'policy',
  status: 'ready',
  error: null,
  aliases,
  createdAt: '2026-01-01T00:00:00.000Z',
});
const trainedFrom = (id: string, base?: string) => ({
  id,
  ancestors: base === undefined ? [] : [{ version: version(base), run: null, snapshot: null }],
});

test('a version meets the champion, else its base, else the newest other one', () => {
  const others = [version('new'), version('other'), version('base'), version('best', 'champion')];
  expect(opponentOf(trainedFrom('new', 'base'), others)?.id).toBe('best');
  expect(opponentOf(trainedFrom('best', 'base'), others)?.id).toBe('base');
  expect(opponentOf(trainedFrom('best'), others)?.id).toBe('new');
  // A base that can answer no longer is no opponent.
  expect(opponentOf(trainedFrom('new', 'gone'), others.slice(0, 2))?.id).toBe('other');
  expect(opponentOf(trainedFrom('alone'), [version('alone', 'champion')])).toBeUndefined();
});
