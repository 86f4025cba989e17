import type { LineageEdge, LineageNode } from '@prefloop/contract';
import { expect, test } from 'vitest';
import { keyOf, neighboursOf, reach, roundsOf } from './lineage-graph.ts';

const createdAt = '2026-01-01T00:00:00.000Z';
const source = (id: string): LineageNode => ({ kind: 'prompts', id, name: id, createdAt, prompts: 1 });
const batch = (id: string): LineageNode => ({
  kind: 'batch',
  id,
  name: id,
  createdAt,
  status: 'closed',
  tasks: 1,
  ratings: 1,
  annotators: 1,
});
const snapshot = (id: string): LineageNode => ({
  kind: 'snapshot',
  id,
  name: id,
  createdAt,
  of: 'preference',
  rows: 1,
  hash: id,
});
const run = (id: string, method: 'generate' | 'dpo' | 'ppo'): LineageNode => ({
  kind: 'run',
  id,
  name: id,
  createdAt,
  number: 1,
  method,
  status: 'succeeded',
  responses: null,
  steps: null,
});
const version = (id: string): LineageNode => ({
  kind: 'version',
  id,
  name: id,
  createdAt,
  origin: 'trained',
  purpose: 'policy',
  status: 'ready',
  aliases: [],
});

const nodes = [
  version('base'),
  source('questions'),
  run('ask', 'generate'),
  batch('one'),
  snapshot('first'),
  run('train', 'dpo'),
  version('better'),
  run('ask again', 'generate'),
  batch('two'),
  snapshot('second'),
  run('train again', 'ppo'),
  version('best'),
];

function edges(...pairs: [string, string][]): LineageEdge[] {
  const find = (id: string) => {
    const node = nodes.find((each) => each.id === id);
    if (!node) throw new Error(id);
    return { kind: node.kind, id };
  };
  return pairs.map(([from, to]) => ({ from: find(from), to: find(to), roles: [] }));
}

const chain = edges(
  ['base', 'ask'],
  ['questions', 'ask'],
  ['ask', 'one'],
  ['one', 'first'],
  ['first', 'train'],
  ['base', 'train'],
  ['train', 'better'],
  ['questions', 'ask again'],
  ['better', 'ask again'],
  ['ask again', 'two'],
  ['one', 'second'],
  ['two', 'second'],
  ['second', 'train again'],
  ['better', 'train again'],
  ['train again', 'best'],
);

const shape = (list: ReturnType<typeof roundsOf>) =>
  list.map(({ name, nodes: inRound }) => [name, ...inRound.map(({ id }) => id)]);

test('a chain is laid out round by round, each in the order of the loop', () => {
  expect(shape(roundsOf({ nodes, edges: chain }))).toEqual([
    ['Start', 'base'],
    ['Round 1', 'questions', 'ask', 'one', 'first', 'train', 'better'],
    ['Round 2', 'ask again', 'two', 'second', 'train again', 'best'],
  ]);
});

test('one thing alone is one round', () => {
  expect(shape(roundsOf({ nodes: [version('base')], edges: [] }))).toEqual([['Round 1', 'base']]);
});

test('a batch that took in what came of it closes a circle, and all is shown still', () => {
  const circle = [...chain, ...edges(['ask again', 'one'])];
  const shown = roundsOf({ nodes, edges: circle }).flatMap(({ nodes: inRound }) => inRound);
  expect(shown).toHaveLength(nodes.length);
});

test('reach follows every way, however they meet, and ends in a circle', () => {
  const { parents, children } = neighboursOf([...chain, ...edges(['ask again', 'one'])]);
  const one = keyOf({ kind: 'batch', id: 'one' });
  expect(reach(one, children)).toContain('version best');
  expect(reach(one, children)).not.toContain('prompts questions');
  expect(reach(one, parents)).toContain('version better');
  expect(reach(one, parents).has(one)).toBe(false);
});
