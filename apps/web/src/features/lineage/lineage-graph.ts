import type { Lineage, LineageEdge, LineageNode } from '@prefloop/contract';

type Key = { kind: string; id: string };

/** One word for a thing, whatever its kind: ids of rows are unique, names of prompt sources are not among them. */
export function keyOf({ kind, id }: Key): string {
  return `${kind} ${id}`;
}

/** The stations of the loop, left to right. */
export const stations = [
  'Prompts',
  'Responses',
  'Ratings',
  'Snapshot',
  'Training run',
  'Model version',
] as const;

/** Where on the loop a thing stands, as an index into `stations`. */
export function stationOf(node: LineageNode): number {
  switch (node.kind) {
    case 'prompts':
      return 0;
    case 'run':
      return node.method === 'generate' ? 1 : 4;
    case 'batch':
      return 2;
    case 'snapshot':
      return 3;
    case 'version':
      return 5;
  }
}

type Neighbours = ReadonlyMap<string, readonly string[]>;

/** Keys by key: what a thing came from, and what came of it. */
export function neighboursOf(edges: readonly LineageEdge[]): { parents: Neighbours; children: Neighbours } {
  const parents = new Map<string, string[]>();
  const children = new Map<string, string[]>();
  for (const edge of edges) {
    const [from, to] = [keyOf(edge.from), keyOf(edge.to)];
    children.set(from, [...(children.get(from) ?? []), to]);
    parents.set(to, [...(parents.get(to) ?? []), from]);
  }
  return { parents, children };
}

/** Everything on the ways from `start` along `next`; the start itself is not in it. */
export function reach(start: string, next: Neighbours): Set<string> {
  const found = new Set<string>();
  const open = [start];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    for (const other of next.get(key) ?? []) {
      if (found.has(other)) continue;
      found.add(other);
      open.push(other);
    }
  }
  found.delete(start);
  return found;
}

/** A turn of the loop: its things in the loop's order, by age within a station. */
export type Round = { name: string; nodes: LineageNode[] };

/**
 * Lays a chain out like text: left to right through the stations, and on to the next round where a way leads back
 * to an earlier station. A thing's round is its longest way from the beginnings, counted in such turns; what has to
 * wait for nothing then moves down to the round that first uses it.
 */
export function roundsOf({ nodes, edges }: Pick<Lineage, 'nodes' | 'edges'>): Round[] {
  const { parents, children } = neighboursOf(edges);
  const station = new Map(nodes.map((node) => [keyOf(node), stationOf(node)]));
  const turn = (from: string, to: string) => ((station.get(from) ?? 0) < (station.get(to) ?? 0) ? 0 : 1);
  const order = inOrder(nodes.map(keyOf), parents);
  const rank = new Map(order.map((key, index) => [key, index]));
  const before = (one: string, other: string) => (rank.get(one) ?? 0) < (rank.get(other) ?? 0);

  const round = new Map<string, number>();
  for (const key of order) {
    const known = (parents.get(key) ?? []).filter((parent) => before(parent, key));
    round.set(key, Math.max(0, ...known.map((parent) => (round.get(parent) ?? 0) + turn(parent, key))));
  }
  for (const key of [...order].reverse()) {
    const known = (children.get(key) ?? []).filter((child) => before(key, child));
    if (known.length === 0) continue;
    round.set(key, Math.min(...known.map((child) => (round.get(child) ?? 0) - turn(key, child))));
  }

  const numbers = [...new Set(round.values())].sort((a, b) => a - b);
  const groups = numbers.map((number) =>
    nodes
      .filter((node) => round.get(keyOf(node)) === number)
      .sort((a, b) => stationOf(a) - stationOf(b) || a.createdAt.localeCompare(b.createdAt)),
  );
  // Models that were registered stand before the first round.
  const start = groups.length > 1 && groups[0]?.every(({ kind }) => kind === 'version') ? 1 : 0;
  return groups.map((group, index) => ({
    name: index < start ? 'Start' : `Round ${index - start + 1}`,
    nodes: group,
  }));
}

/** Parents before children. Should a batch that grew close a circle, one of its edges is passed over. */
function inOrder(keys: readonly string[], parents: Neighbours): string[] {
  const order: string[] = [];
  const state = new Set<string>();
  for (const key of keys) {
    const stack = [{ key, left: [...(parents.get(key) ?? [])] }];
    if (state.has(key)) continue;
    state.add(key);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const parent = top.left.pop();
      if (parent === undefined) {
        order.push(top.key);
        stack.pop();
      } else if (!state.has(parent)) {
        state.add(parent);
        stack.push({ key: parent, left: [...(parents.get(parent) ?? [])] });
      }
    }
  }
  return order;
}
