import type { RowLengths, SnapshotContent } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { snapshotRows } from '../../schema/index.ts';

/** Forms look at the same few snapshots with every change of a field. */
const mostKept = 8;
const kept = new Map<string, SnapshotContent>();

/** What is in a frozen snapshot. It never changes, so what was read once is kept for a while. */
export async function readSnapshotContent(db: DbOrTransaction, snapshotId: string): Promise<SnapshotContent> {
  const known = kept.get(snapshotId);
  kept.delete(snapshotId);
  const content = known ?? (await readContent(db, snapshotId));
  // The last in a map is the one asked for last; the first is forgotten first.
  kept.set(snapshotId, content);
  for (const oldest of [...kept.keys()].slice(0, -mostKept)) kept.delete(oldest);
  return content;
}

type Counts = Omit<SnapshotContent, 'lengths'>;
type Lengths = { split: 'train' | 'eval' } & RowLengths;

async function readContent(db: DbOrTransaction, snapshotId: string): Promise<SnapshotContent> {
  // `one` and `other` are the answers, better and worse, or the only one; by their hashes, which are compared and sorted
  // sooner than texts are. A prompt is known by its group, which is equal for prompts that differ in white space alone.
  const read = sql`
    texts as (
      select r.ordinal, r.split, r.task_id, (r."row"->>'label')::boolean as good,
        md5(coalesce(r."row"->>'group', (r."row"->'prompt')::text)) as prompt,
        coalesce(r."row"->'chosen', r."row"->'completion')->0->>'content' as first,
        r."row"->'rejected'->0->>'content' as second,
        (select coalesce(sum(length(turn->>'content')), 0) from jsonb_array_elements(r."row"->'prompt') turn)::int as asked
      from ${snapshotRows} r where r.snapshot_id = ${snapshotId} offset 0
    ),
    read as materialized (
      select ordinal, split, task_id, good, prompt, asked, md5(first) as one, md5(second) as other,
        length(first) as one_length, length(second) as other_length,
        coalesce(first ~ '^\\s\\s' or second ~ '^\\s\\s', false) as spaced
      from texts
    )`;
  const { rows: counted } = await db.execute<Counts>(sql`
    with ${read},
    told as (
      select prompt, one, other, one_length, other_length, good, task_id,
        case when other is not null then least(one, other) else one end as low,
        greatest(one, other) as high,
        case when other is not null then one < other else good end as direction
      from read where split = 'train'
    ),
    sided as (
      select *, task_id is not null and bool_or(direction) over same_task and bool_or(not direction) over same_task as tie
      from told
      window same_task as (partition by task_id, prompt, low, high)
    ),
    judged as (
      select bool_or(direction) over same_pair and bool_or(not direction) over same_pair as contradicted
      from sided where not tie and one is distinct from other
      window same_pair as (partition by prompt, low, high)
    )
    select
      (select count(*) from told where good)::int as "goodRows",
      (select count(*) from read held join (select distinct prompt from told) trained using (prompt)
        where held.split = 'eval')::int as "leaked",
      (select (select count(*) from told) - count(*)
        from (select distinct prompt, one, other, good from told) as once)::int as "copies",
      (select count(*) from judged where contradicted)::int as "contradicted",
      (select count(*) from told where one = other)::int as "sameAnswers",
      (select count(*) from told where one_length > other_length)::int as "chosenLonger",
      (select count(*) from told where one_length < other_length)::int as "chosenShorter",
      (select count(*) from read where spaced)::int as "spacedAnswers"`);
  const { rows: lengths } = await db.execute<Lengths>(sql`
    with ${read}
    select split, array_agg(asked) as prompt,
      array_agg(greatest(one_length, other_length)) as longest,
      array_agg(one_length + coalesce(other_length, 0)) as answers
    from read group by split`);
  const [counts] = counted;
  if (!counts) throw new Error('counting answered no row');
  const of = (split: Lengths['split']): RowLengths =>
    lengths.find((found) => found.split === split) ?? { prompt: [], longest: [], answers: [] };
  return { ...counts, lengths: { train: of('train'), eval: of('eval') } };
}
