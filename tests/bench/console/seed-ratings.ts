import type { Pool } from 'pg';
import { idFunction } from '../lineage/seed-rounds.ts';

const sizes = { prompts: 5_000, people: 50, batches: 8, tasks: 340_000, overlap: 3, days: 60, golds: 100 };

/**
 * A project in which 50 people gave about a million ratings over 60 days, in eight batches of which the newest is still
 * open, each with statistics of its own; one pair in a hundred is a gold. Returns the number of ratings.
 */
export async function seedRatings(pool: Pool, projectId: string): Promise<number> {
  const client = await pool.connect();
  const run = (text: string, values: unknown[] = []) => client.query(text, values);
  const { prompts, people, batches, tasks, overlap, days, golds } = sizes;
  const perBatch = tasks / batches;
  try {
    await run('set statement_timeout = 0');
    // A million rows are put in at once: their references hold by the way they are made, and are not looked up.
    for (const table of ['responses', 'tasks', 'task_responses', 'ratings', 'leases', 'golds']) {
      await run(`alter table ${table} disable trigger all`);
    }
    await run(idFunction);
    await run(
      `insert into prompts (id, project_id, source, source_id, messages, text)
       select pg_temp.uid(1, n), $1, 'prompts.jsonl', n::text,
         jsonb_build_array(jsonb_build_object('role', 'user', 'content', 'Question ' || n)), 'Question ' || n
       from generate_series(0, $2::int - 1) n`,
      [projectId, prompts],
    );
    await run(
      `insert into responses (id, project_id, prompt_id, text, text_hash, finish_reason)
       select pg_temp.uid(6, n), $1, pg_temp.uid(1, n / 2), 'An answer', n::text, 'stop'
       from generate_series(0, 2 * $2::int - 1) n`,
      [projectId, prompts],
    );
    await run(
      `insert into users (id, name, email) select pg_temp.uid(10, n), 'Person ' || n, 'person' || n || '@people.test'
       from generate_series(0, $1::int - 1) n`,
      [people],
    );
    await run(
      `insert into memberships (project_id, user_id, role)
       select $1, pg_temp.uid(10, n), 'annotator' from generate_series(0, $2::int - 1) n`,
      [projectId, people],
    );
    await run(
      `insert into annotators (id, project_id, user_id, name)
       select pg_temp.uid(2, n), $1, pg_temp.uid(10, n), 'Person ' || n from generate_series(0, $2::int - 1) n`,
      [projectId, people],
    );
    await run(
      `insert into batches (id, project_id, name, status, overlap, released_at)
       select pg_temp.uid(5, n), $1, 'Batch ' || n, case when n = $2::int - 1 then 'released' else 'closed' end, $3::int, now()
       from generate_series(0, $2::int - 1) n`,
      [projectId, batches, overlap],
    );
    // Every third pair of the newest batch waits for its last rating.
    await run(
      `insert into tasks (id, project_id, batch_id, prompt_id, kind, status, overlap, done, shuffle)
       select pg_temp.uid(7, n), $1, pg_temp.uid(5, n / $3::int), pg_temp.uid(1, n % $5::int), 'pair',
         case when n % $6::int = 0 or n / $3::int = $7::int - 1 and n % 3 = 0 then 'open' else 'done' end,
         case when n % $6::int = 0 then null else $4::int end,
         case when n % $6::int <> 0 and n / $3::int = $7::int - 1 and n % 3 = 0 then $4::int - 1 else $4::int end, n
       from generate_series(0, $2::int - 1) n`,
      [projectId, tasks, perBatch, overlap, prompts, golds, batches],
    );
    await run(
      `insert into task_responses (task_id, position, response_id)
       select pg_temp.uid(7, n), place, pg_temp.uid(6, 2 * (n % $2::int) + place)
       from generate_series(0, $1::int - 1) n, generate_series(0, 1) place`,
      [tasks, prompts],
    );
    await run(
      `insert into golds (task_id, verdict, strength) select id, 'preference', -1 from tasks where overlap is null`,
    );
    await run(
      `insert into ratings (id, project_id, batch_id, task_id, annotator_id, verdict, strength, scale, shown_order,
         flags, skip_reason, counted, active_ms, gold_right, created_at, updated_at)
       select pg_temp.uid(8, 3 * n + vote), $1, t.batch_id, t.id, pg_temp.uid(2, (n * 7 + vote * 11) % $3::int),
         said.verdict, case when said.verdict = 'preference' then case when (n + vote) % 5 < 2 then -2 else 2 end end,
         case when said.verdict = 'preference' then 7 end,
         case when (n + vote) % 2 = 0 then '{0,1}'::int2[] else '{1,0}'::int2[] end,
         case when n % 97 = 0 then '{broken}'::text[] else '{}'::text[] end,
         case when said.verdict = 'skip' then 'too-long' end, said.verdict <> 'skip',
         5000 + (hashint8(3 * n + vote) & 65535), case when t.overlap is null and said.verdict <> 'skip' then n % 4 <> 0 end,
         said.at, said.at
       from generate_series(0, $2::int - 1) n
       join tasks t on t.id = pg_temp.uid(7, n)
       cross join generate_series(0, $4::int - 1) vote
       cross join lateral (
         select case (3 * n + vote) % 20 when 0 then 'skip' when 1 then 'tie' else 'preference' end as verdict,
           date_trunc('milliseconds', now() - make_interval(secs => $5::int * 86400.0 * (1 - (n + 1.0) / $2::int))) as at
       ) said
       where t.overlap is null or vote < t.done
       order by n, vote`,
      [projectId, tasks, people, overlap, days],
    );
    await run(
      `insert into leases (id, task_id, annotator_id, batch_id, token, shown_order, state, expires_at)
       select r.id, r.task_id, r.annotator_id, r.batch_id, r.id::text, r.shown_order,
         case when r.verdict = 'skip' then 'skipped' else 'rated' end, r.created_at
       from ratings r`,
    );
    await run(
      `insert into batch_statistics (batch_id, state, input_hash, result, as_of, computed_at)
       select b.id, 'done', '', jsonb_build_object('agreement', jsonb_build_object('alphaNominal', jsonb_build_object(
           'value', 0.61, 'n', 40000, 'why', null, 'low', 0.6, 'high', 0.62)),
         'annotators', (select jsonb_agg(jsonb_build_object('id', a.id, 'withOthers', jsonb_build_object('value', 0.7, 'n', 2000)))
           from annotators a where a.project_id = $1)), now(), now()
       from batches b where b.project_id = $1`,
      [projectId],
    );
    for (const table of ['responses', 'tasks', 'task_responses', 'ratings', 'leases', 'golds']) {
      await run(`alter table ${table} enable trigger all`);
    }
    await run('analyze');
    // The tallies are kept by triggers, which slept meanwhile.
    await run('select tally_ratings(array_agg(r), null) from ratings r group by r.batch_id, r.annotator_id');
    await run('vacuum analyze');
    const { rows } = await client.query<{ ratings: number }>('select count(*)::int as ratings from ratings');
    return rows[0]?.ratings ?? 0;
  } finally {
    // Closed, since it keeps its settings.
    client.release(true);
  }
}
