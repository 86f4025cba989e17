import type { LineageKey, LineageKind, LineageRole } from '@prefloop/contract';
import type { SQL } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';

/** One thing came of another; `roles` say what a version is to a training run. */
export type LineageEdgeRow = { from: LineageKey; to: LineageKey; roles: LineageRole[] };

/** Things of one step of a walk, by kind: row ids, or names of prompt sources. */
export type Frontier = Readonly<Record<LineageKind, readonly string[]>>;

type Row = { fromId: string; toId: string; roles?: LineageRole[] };

/** The pairs that a query finds, as edges between two kinds; none is asked for where `ids` is empty. */
export async function edgesOf(
  db: DbOrTransaction,
  kinds: { from: LineageKind; to: LineageKind },
  ids: readonly string[],
  query: SQL,
): Promise<LineageEdgeRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.execute<Row>(query);
  return rows.map(({ fromId, toId, roles = [] }) => ({
    from: { kind: kinds.from, id: fromId },
    to: { kind: kinds.to, id: toId },
    roles,
  }));
}
