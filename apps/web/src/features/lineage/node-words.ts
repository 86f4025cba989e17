import type { Lineage, LineageEdge, LineageNode, LineageRole } from '@prefloop/contract';
import { formatCount, formatPlural } from '../../lib/format.ts';
import { keyOf } from './lineage-graph.ts';

type RunNode = Extract<LineageNode, { kind: 'run' }>;
type VersionNode = Extract<LineageNode, { kind: 'version' }>;

const methodWords: Record<RunNode['method'], string> = {
  generate: 'generate',
  score: 'score',
  sft: 'SFT',
  reward: 'reward model',
  dpo: 'DPO',
  kto: 'KTO',
  orpo: 'ORPO',
  simpo: 'SimPO',
  ppo: 'PPO',
  grpo: 'GRPO',
  rloo: 'RLOO',
  expert_iteration: 'expert iteration',
  online_dpo: 'online DPO',
  evaluate: 'evaluate',
};

const rowWords: Record<Extract<LineageNode, { kind: 'snapshot' }>['of'], string> = {
  sft: 'demonstrations',
  preference: 'ratings',
  unpaired: 'good and bad answers',
};

const originWords: Record<VersionNode['origin'], string> = {
  bundled: 'bundled',
  folder: 'from a folder',
  hub: 'from the Hub',
  endpoint: 'an endpoint',
  trained: 'trained here',
};

/** What it is, as its station says it. */
export function kindWord(node: LineageNode): string {
  switch (node.kind) {
    case 'prompts':
      return 'Prompts';
    case 'batch':
      return 'Ratings';
    case 'snapshot':
      return 'Snapshot';
    case 'run':
      return node.method === 'generate' ? 'Responses' : 'Training run';
    case 'version':
      return 'Model version';
  }
}

/** One line of what and how many. */
export function figuresOf(node: LineageNode): string {
  switch (node.kind) {
    case 'prompts':
      return formatPlural(node.prompts, 'prompt');
    case 'batch': {
      const people = formatPlural(node.annotators, 'person', 'people');
      return node.ratings === 0
        ? `no ratings yet, ${formatPlural(node.tasks, 'task')}`
        : `${formatPlural(node.ratings, 'rating')} by ${people}`;
    }
    case 'snapshot':
      return `${formatPlural(node.rows, 'row')} of ${rowWords[node.of]}`;
    case 'run':
      return [runFigure(node), node.status === 'succeeded' ? null : node.status]
        .filter((part) => part !== null)
        .join(', ');
    case 'version': {
      const what = node.purpose === 'reward' ? 'reward model' : 'policy';
      return `${what}, ${originWords[node.origin]}${node.status === 'ready' ? '' : `, ${node.status}`}`;
    }
  }
}

function runFigure({ method, responses, steps }: RunNode): string {
  if (method === 'generate') return formatPlural(responses ?? 0, 'response');
  return steps === null ? methodWords[method] : `${methodWords[method]}, ${formatPlural(steps, 'step')}`;
}

const roleWords: Record<LineageRole, string> = {
  base: 'base',
  reference: 'reference',
  reward: 'reward model',
  gold: 'gold model',
};

/** "as base and reference"; empty where a link needs no word. */
function rolesOf({ roles }: Pick<LineageEdge, 'roles'>): string {
  const order: LineageRole[] = ['base', 'reference', 'reward', 'gold'];
  const words = order.filter((role) => roles.includes(role)).map((role) => roleWords[role]);
  return words.length === 0 ? '' : ` as ${words.join(' and ')}`;
}

/** "3 things", for the line under the title; "at least 3 things" where not all are there to be counted. */
export function thingsOf(count: number, atLeast: boolean): string {
  return `${atLeast ? 'at least ' : ''}${count === 1 ? 'one thing' : `${formatCount(count)} things`}`;
}

/** Names at the ends of one thing's links; beyond this they are counted. */
const named = 6;

/** By key: where each thing comes from and what came of it, as the lines show it. */
export function relationsOf({ nodes, edges }: Pick<Lineage, 'nodes' | 'edges'>): Map<string, string> {
  const byKey = new Map(nodes.map((node) => [keyOf(node), node.name]));
  const from = new Map<string, string[]>();
  const to = new Map<string, string[]>();
  for (const edge of edges) {
    const [start, end] = [keyOf(edge.from), keyOf(edge.to)];
    from.set(end, [...(from.get(end) ?? []), `${byKey.get(start) ?? ''}${rolesOf(edge)}`]);
    to.set(start, [...(to.get(start) ?? []), `${byKey.get(end) ?? ''}${rolesOf(edge)}`]);
  }
  return new Map(
    nodes.map((node) => {
      const key = keyOf(node);
      const parts = [
        ['From', from.get(key)],
        ['To', to.get(key)],
      ] as const;
      const words = parts.flatMap(([word, names]) => (names ? [`${word} ${listOf(names)}.`] : []));
      return [key, words.join(' ')];
    }),
  );
}

function listOf(names: readonly string[]): string {
  const rest = names.length - named;
  return rest <= 0 ? names.join(', ') : `${names.slice(0, named).join(', ')} and ${formatCount(rest)} more`;
}
