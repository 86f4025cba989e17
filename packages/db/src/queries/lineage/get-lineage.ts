import {
  type Lineage,
  type LineageKey,
  type LineageKind,
  lineageKind,
  maxLineageNodes,
} from '@prefloop/contract';
import type { DbOrTransaction } from '../../client.ts';
import { findChildren } from './find-children.ts';
import { findParents } from './find-parents.ts';
import type { Frontier, LineageEdgeRow } from './lineage-edge.ts';
import { readNodes } from './read-nodes.ts';

type Walk = { keys: LineageKey[]; edges: LineageEdgeRow[]; truncated: boolean };

/**
 * All that one thing came from and all that came of it, or null where the project has no such thing. Each way is
 * walked for itself: what else came of an ancestor, or went into a descendant, is not part of it.
 */
export async function getLineage(
  db: DbOrTransaction,
  projectId: string,
  focus: LineageKey,
): Promise<Lineage | null> {
  const [itself] = await readNodes(db, projectId, byKind([focus]));
  if (!itself) return null;
  const room = maxLineageNodes - 1;
  const back = await walk(focus, Math.floor(room / 2), (step) => findParents(db, projectId, step));
  const on = await walk(focus, room - back.keys.length, (step) => findChildren(db, projectId, step));
  const keys = new Map([...back.keys, ...on.keys].map((key) => [nameOf(key), key]));
  keys.delete(nameOf(focus));
  const nodes = await readNodes(db, projectId, byKind([...keys.values()]));
  const shown = new Set([focus, ...nodes].map(nameOf));
  const edges = new Map(
    [...back.edges, ...on.edges]
      .filter(({ from, to }) => shown.has(nameOf(from)) && shown.has(nameOf(to)))
      .map((edge) => [`${nameOf(edge.from)} ${nameOf(edge.to)}`, edge]),
  );
  return {
    focus,
    nodes: [itself, ...nodes].sort((a, b) => a.createdAt.localeCompare(b.createdAt)),
    edges: [...edges.values()],
    truncated: back.truncated || on.truncated,
  };
}

/** One way from the focus, step by step, until nothing is new or `room` is used up. */
async function walk(
  focus: LineageKey,
  room: number,
  step: (frontier: Frontier) => Promise<LineageEdgeRow[]>,
): Promise<Walk> {
  const seen = new Set([nameOf(focus)]);
  const keys: LineageKey[] = [];
  const edges: LineageEdgeRow[] = [];
  let frontier = [focus];
  while (frontier.length > 0) {
    const from = new Set(frontier.map(nameOf));
    const found = await step(byKind(frontier));
    edges.push(...found);
    // Of an edge one end is in the frontier; ids tell the age, so the newest stay where not all fit.
    const fresh = new Map(
      found
        .map((edge) => (from.has(nameOf(edge.from)) ? edge.to : edge.from))
        .filter((key) => !seen.has(nameOf(key)))
        .map((key) => [nameOf(key), key]),
    );
    frontier = [...fresh.values()].sort((a, b) => b.id.localeCompare(a.id));
    if (keys.length + frontier.length > room) {
      keys.push(...frontier.slice(0, room - keys.length));
      return { keys, edges, truncated: true };
    }
    for (const key of frontier) seen.add(nameOf(key));
    keys.push(...frontier);
  }
  return { keys, edges, truncated: false };
}

function nameOf({ kind, id }: { kind: LineageKind; id: string }): string {
  return `${kind} ${id}`;
}

function byKind(keys: readonly LineageKey[]): Frontier {
  const groups: Record<LineageKind, string[]> = {
    prompts: [],
    batch: [],
    snapshot: [],
    run: [],
    version: [],
  };
  for (const kind of lineageKind.options) {
    groups[kind] = keys.filter((key) => key.kind === kind).map(({ id }) => id);
  }
  return groups;
}
