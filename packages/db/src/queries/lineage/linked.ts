import { type LineageKind, lineageKind } from '@prefloop/contract';
import { type SQL, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import type { Frontier, LineageEdgeRow } from './lineage-edge.ts';

type Row = { fromKind: LineageKind; fromId: string; toKind: LineageKind; toId: string };

/** The noted links that begin (`from`) or end (`to`) at a thing of the frontier. */
export async function linked(
  db: DbOrTransaction,
  projectId: string,
  end: 'from' | 'to',
  frontier: Frontier,
): Promise<LineageEdgeRow[]> {
  const keys = lineageKind.options.flatMap((kind) => frontier[kind].map((id) => ({ kind, id })));
  const kinds = sql.param(keys.map(({ kind }) => kind));
  const ids = sql.param(keys.map(({ id }) => id));
  const [kind, id]: [SQL, SQL] =
    end === 'from' ? [sql`l.from_kind`, sql`l.from_id`] : [sql`l.to_kind`, sql`l.to_id`];
  const { rows } = await db.execute<Row>(sql`
    select l.from_kind as "fromKind", l.from_id as "fromId", l.to_kind as "toKind", l.to_id as "toId"
    from unnest(${kinds}::text[], ${ids}::text[]) as wanted(kind, id)
    join lineage_links l on l.project_id = ${projectId} and ${kind} = wanted.kind and ${id} = wanted.id`);
  return rows.map(({ fromKind, fromId, toKind, toId }) => ({
    from: { kind: fromKind, id: fromId },
    to: { kind: toKind, id: toId },
    roles: [],
  }));
}
