import type { LineageNode } from '@prefloop/contract';
import { keyOf, type neighboursOf, stationOf } from './lineage-graph.ts';

/** What stands in one place of a round: a thing, or the button that shows the rest of its station. */
export type Drawn =
  | { node: LineageNode; row: number }
  | { cell: string; station: number; row: number; hidden: number };

/** Of a station with more than this in one round the busiest are shown at first. */
const most = 6;

/**
 * A round's things, station by station, with their row in it. Where a station has many, those with most links stay,
 * and among equals the newest; the focus always does.
 */
export function drawnOf(
  nodes: readonly LineageNode[],
  options: {
    focus: string;
    opened: ReadonlySet<string>;
    round: string;
    neighbours: ReturnType<typeof neighboursOf>;
  },
): Drawn[] {
  const { focus, opened, round, neighbours } = options;
  const links = (node: LineageNode) => {
    const key = keyOf(node);
    if (key === focus) return Number.POSITIVE_INFINITY;
    return (neighbours.parents.get(key)?.length ?? 0) + (neighbours.children.get(key)?.length ?? 0);
  };
  const groups = new Map<number, LineageNode[]>();
  for (const node of nodes) groups.set(stationOf(node), [...(groups.get(stationOf(node)) ?? []), node]);
  return [...groups].flatMap(([station, group]): Drawn[] => {
    const cell = `${round} ${station}`;
    if (group.length <= most || opened.has(cell))
      return group.map((node, index) => ({ node, row: index + 1 }));
    const kept = new Set(
      [...group]
        .sort((a, b) => links(b) - links(a) || b.createdAt.localeCompare(a.createdAt))
        .slice(0, most - 1),
    );
    return [
      ...group.filter((node) => kept.has(node)).map((node, index) => ({ node, row: index + 1 })),
      { cell, station, row: most, hidden: group.length - kept.size },
    ];
  });
}
