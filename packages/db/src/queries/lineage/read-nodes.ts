import type { LineageNode } from '@prefloop/contract';
import { type SQL, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import type { Frontier } from './lineage-edge.ts';

type NodeOf<Kind extends LineageNode['kind']> = Extract<LineageNode, { kind: Kind }>;
type RowOf<Kind extends LineageNode['kind']> = Omit<NodeOf<Kind>, 'kind' | 'createdAt'> & { createdAt: Date };

/** The things themselves with their figures; what is not in the project is left out. */
export async function readNodes(
  db: DbOrTransaction,
  projectId: string,
  wanted: Frontier,
): Promise<LineageNode[]> {
  const read = async <Kind extends LineageNode['kind']>(kind: Kind, query: (ids: SQL) => SQL) => {
    if (wanted[kind].length === 0) return [];
    const { rows } = await db.execute<RowOf<Kind>>(query(sql`${sql.param(wanted[kind])}`));
    return rows.map((row) => ({ ...row, kind, createdAt: new Date(row.createdAt).toISOString() }));
  };
  return [
    ...(await read('prompts', (ids) => readSources(projectId, ids))),
    ...(await read('batch', (ids) => readBatches(projectId, ids))),
    ...(await read('snapshot', (ids) => readSnapshots(projectId, ids))),
    ...(await read('run', (ids) => readRuns(projectId, ids))),
    ...(await read('version', (ids) => readVersions(projectId, ids))),
  ];
}

/** A source is as old as its first import, or as a prompt of it where none is left. */
function readSources(projectId: string, ids: SQL): SQL {
  return sql`
    select w.source as id, w.source as name, counted.prompts,
      coalesce(
        (select min(i.created_at) from imports i where i.project_id = ${projectId} and i.source = w.source),
        first.created_at) as "createdAt"
    from unnest(${ids}::text[]) as w(source)
    cross join lateral (
      select p.created_at from prompts p
      where p.project_id = ${projectId} and p.source = w.source order by p.source_id limit 1
    ) first
    cross join lateral (
      select count(*)::int as prompts from prompts p where p.project_id = ${projectId} and p.source = w.source
    ) counted`;
}

/** People are stepped through along the index, one probe for each, since a batch may hold a million ratings. */
function readBatches(projectId: string, ids: SQL): SQL {
  return sql`
    select b.id, b.name, b.status, b.created_at as "createdAt", counted.tasks, counted.ratings, (
      with recursive people as (
        (select g.annotator_id from ratings g where g.batch_id = b.id order by g.annotator_id limit 1)
        union all
        select (select g.annotator_id from ratings g
          where g.batch_id = b.id and g.annotator_id > people.annotator_id order by g.annotator_id limit 1)
        from people where people.annotator_id is not null
      )
      select count(*)::int from people where exists (
        select 1 from ratings g where g.batch_id = b.id and g.annotator_id = people.annotator_id and g.counted)
    ) as annotators
    from batches b
    cross join lateral (
      select count(*)::int as tasks, coalesce(sum(t.done), 0)::int as ratings
      from tasks t where t.batch_id = b.id and t.status <> 'withdrawn' and t.overlap is not null
    ) counted
    where b.project_id = ${projectId} and b.id = any(${ids}::uuid[])`;
}

function readSnapshots(projectId: string, ids: SQL): SQL {
  return sql`
    select s.id, s.name, s.kind as "of", s.hash, s.created_at as "createdAt",
      (s.statistics->>'train')::int + (s.statistics->>'eval')::int as rows
    from snapshots s where s.project_id = ${projectId} and s.id = any(${ids}::uuid[])`;
}

function readRuns(projectId: string, ids: SQL): SQL {
  return sql`
    select r.id, r.name, r.number, r.method, r.status, r.created_at as "createdAt",
      case when r.method = 'generate' then
        (select count(*)::int from responses x where x.run_id = r.id) end as responses,
      case when r.method <> 'generate' then (r.progress->>'step')::int end as steps
    from runs r where r.project_id = ${projectId} and r.id = any(${ids}::uuid[])`;
}

function readVersions(projectId: string, ids: SQL): SQL {
  return sql`
    select v.id, m.name || ' v' || v.version as name, v.origin, v.purpose, v.status, v.created_at as "createdAt",
      array(select a.name from aliases a
        where a.project_id = v.project_id and a.version_id = v.id order by a.name) as aliases
    from model_versions v join models m on m.id = v.model_id
    where v.project_id = ${projectId} and v.id = any(${ids}::uuid[])`;
}
