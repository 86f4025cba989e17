import { describe, expect, test } from 'vitest';
import { rankActions } from './rank-actions.ts';

const entry = (label: string, description?: string) => ({
  id: label,
  label,
  ...(description === undefined ? {} : { description }),
});
const groups = [
  {
    group: 'Do',
    actions: [
      entry('Import prompts', 'Prompts, demonstrations or rated pairs from a file'),
      entry('Generate responses', 'A run in which models answer prompts'),
      entry('Train a model', 'A run that learns from a snapshot'),
    ],
  },
  { group: 'Pages', actions: [entry('Prompts'), entry('Rate'), entry('Runs')] },
];

const found = (query: string) =>
  rankActions(query, groups).flatMap(({ actions }) => actions.map(({ label }) => label));

describe('rankActions', () => {
  test.each([
    ['rate', ['Rate', 'Generate responses', 'Import prompts']],
    ['r', ['Rate', 'Runs', 'Prompts', 'Generate responses', 'Import prompts', 'Train a model']],
    ['prompts', ['Prompts', 'Import prompts', 'Generate responses']],
    ['model train', ['Train a model']],
    ['  RUNS ', ['Runs']],
    ['nothing of the kind', []],
  ])('%j finds %j', (query, labels) => {
    expect(found(query)).toEqual(labels);
  });

  test('nothing typed leaves everything as it is', () => {
    expect(rankActions(' ', groups)).toEqual(groups);
  });
});
