import type { Pool } from 'pg';

/** Sizes of the seeded project; `pairs` are tasks of one composed batch, each rated three times. */
const sizes = {
  prompts: 20_000,
  imported: 100_000,
  rounds: 5,
  asked: 10_000,
  samples: 4,
  pairs: 50_000,
};

const answer = 'A sentence of an answer that a person has to read with some care. '.repeat(8);

/** Ids that grow with `n` within a kind `k`, as UUIDv7 do: the order of rows on the disk is that of a real project. */
export const idFunction = `create function pg_temp.uid(k int, n bigint) returns uuid language sql immutable as $$
  select (lpad(to_hex(k), 4, '0') || lpad(to_hex(n), 8, '0') || '70008000' || substr(md5(k || ':' || n), 1, 12))::uuid $$`;

export type Seeded = { source: string; versionId: string; batchId: string; snapshotId: string };

/**
 * A project with an import of rated pairs and several rounds of generate, batch, ratings, snapshot of everything
 * rated so far, DPO run and version: about a million ratings and as many snapshot rows.
 */
export async function seedRounds(pool: Pool, projectId: string): Promise<Seeded> {
  const client = await pool.connect();
  const run = (text: string, values: unknown[]) => client.query(text, values);
  const { prompts, imported, rounds, asked, samples, pairs } = sizes;
  try {
    await client.query('set statement_timeout = 0');
    // A million rows are put in at once: their references hold by the way they are made, and are not looked up.
    for (const table of ['responses', 'tasks', 'task_responses', 'ratings', 'snapshot_rows']) {
      await client.query(`alter table ${table} disable trigger all`);
    }
    for (const [table, trigger] of [
      ['task_responses', 'task_responses_link'],
      ['snapshot_rows', 'snapshot_rows_link'],
    ]) {
      await client.query(`alter table ${table} enable trigger ${trigger}`);
    }
    await client.query(idFunction);
    await run(
      `insert into prompts (id, project_id, source, source_id, messages, text)
       select pg_temp.uid(1, n), $1, case when n < $2::int then 'prompts.jsonl' else 'rated.jsonl' end, n::text,
         jsonb_build_array(jsonb_build_object('role', 'user', 'content', 'Question ' || n)), 'Question ' || n
       from generate_series(0, $2::int + $3::int - 1) n`,
      [projectId, prompts, imported],
    );
    await run(
      `insert into annotators (id, project_id, external_key, name)
       select pg_temp.uid(2, n), $1, 'person ' || n, 'Person ' || n from generate_series(0, 29) n`,
      [projectId],
    );
    await run(`insert into models (id, project_id, name) values (pg_temp.uid(3, 0), $1, 'Base')`, [
      projectId,
    ]);
    await run(
      `insert into model_versions (id, project_id, model_id, version, origin, status, location)
       values (pg_temp.uid(4, 0), $1, pg_temp.uid(3, 0), 1, 'folder', 'ready', '{}')`,
      [projectId],
    );
    await run(
      `insert into batches (id, project_id, name, status, composition)
       values (pg_temp.uid(5, 0), $1, 'Imported: rated.jsonl', 'closed', '{"imported": true, "source": "rated.jsonl"}')`,
      [projectId],
    );
    await run(
      `insert into responses (id, project_id, prompt_id, text, text_hash, finish_reason)
       select pg_temp.uid(6, n), $1, pg_temp.uid(1, $2::int + n / 2), $4, n::text, 'imported'
       from generate_series(0, 2 * $3::int - 1) n`,
      [projectId, prompts, imported, answer],
    );
    await addTasks(run, projectId, { round: 0, from: 0, count: imported, prompt: `${prompts} + n` });
    for (let round = 1; round <= rounds; round += 1) {
      await addRound(run, projectId, round, { asked, samples, pairs, imported });
    }
    await client.query('vacuum analyze');
    const { rows } = await client.query<Omit<Seeded, 'source'>>(
      `select pg_temp.uid(4, $1::int) as "versionId", pg_temp.uid(5, 1) as "batchId", pg_temp.uid(9, $1::int) as "snapshotId"`,
      [rounds],
    );
    const [last] = rows;
    if (!last) throw new Error('a select without a table gives one row');
    return { source: 'prompts.jsonl', ...last };
  } finally {
    // Closed, since it keeps its settings.
    client.release(true);
  }
}

type Run = (text: string, values: unknown[]) => Promise<unknown>;

/** Tasks of batch `round` on the responses from `from` on, two for each, with three ratings each. */
async function addTasks(
  run: Run,
  projectId: string,
  { round, from, count, prompt }: { round: number; from: number; count: number; prompt: string },
) {
  await run(
    `insert into tasks (id, project_id, batch_id, prompt_id, kind, status, overlap, done, shuffle)
     select pg_temp.uid(7, $3::int + n), $1, pg_temp.uid(5, $2::int), pg_temp.uid(1, ${prompt}), 'pair', 'done', 3, 3, n
     from generate_series(0, $4::int - 1) n`,
    [projectId, round, from, count],
  );
  await run(
    `insert into task_responses (task_id, position, response_id)
     select pg_temp.uid(7, $1::int + n), place, pg_temp.uid(6, ${
       round === 0 ? '2 * n + place' : `${from} * 2 + (2 * n + place) % ${sizes.asked * sizes.samples}`
     })
     from generate_series(0, $2::int - 1) n, generate_series(0, 1) place`,
    [from, count],
  );
  await run(
    `insert into ratings (project_id, batch_id, id, task_id, annotator_id, verdict, strength, scale, counted)
     select $1, pg_temp.uid(5, $2::int), pg_temp.uid(8, 3 * ($3::int + n) + vote), pg_temp.uid(7, $3::int + n),
       pg_temp.uid(2, (n * 7 + vote) % 30), 'preference', 1, 7, true
     from generate_series(0, $4::int - 1) n, generate_series(0, 2) vote`,
    [projectId, round, from, count],
  );
}

async function addRound(
  run: Run,
  projectId: string,
  round: number,
  { asked, samples, pairs, imported }: Pick<typeof sizes, 'asked' | 'samples' | 'pairs' | 'imported'>,
) {
  const firstTask = imported + (round - 1) * pairs;
  await run(
    `insert into runs (id, project_id, number, name, method, status, config, config_hash)
     select pg_temp.uid(10, 2 * $2::int), $1, 2 * $2::int, 'generate ' || $2::int, 'generate', 'succeeded', jsonb_build_object(
       'versionIds', jsonb_build_array(pg_temp.uid(4, $2::int - 1)),
       'promptIds', (select jsonb_agg(pg_temp.uid(1, n)) from generate_series(0, $3::int - 1) n)), ''`,
    [projectId, round, asked],
  );
  await run(
    `insert into responses (id, project_id, prompt_id, model_version_id, run_id, sample_index, text, text_hash, finish_reason)
     select pg_temp.uid(6, $3::int * 2 + n), $1, pg_temp.uid(1, n / $5::int), pg_temp.uid(4, $2::int - 1), pg_temp.uid(10, 2 * $2::int),
       n % $5::int, $6, n::text, 'stop'
     from generate_series(0, $4::int * $5::int - 1) n`,
    [projectId, round, firstTask, asked, samples, answer],
  );
  await run(
    `insert into batches (id, project_id, name, status, composition)
     values (pg_temp.uid(5, $2::int), $1, 'Round ' || $2::int, 'closed', '{"pairing": {"kind": "all"}, "filter": {}}')`,
    [projectId, round],
  );
  await addTasks(run, projectId, {
    round,
    from: firstTask,
    count: pairs,
    prompt: `(n * 2 % ${asked * samples}) / ${samples}`,
  });
  await run(
    `insert into snapshots (id, project_id, name, kind, rules, seed, hash, statistics)
     values (pg_temp.uid(9, $2::int), $1, 'Snapshot ' || $2::int, 'preference', '{}', 0, $2::int::text, $3)`,
    [projectId, round, JSON.stringify({ train: firstTask + pairs, eval: 0 })],
  );
  await run(
    `insert into snapshot_rows (snapshot_id, ordinal, split, row, prompt_id, task_id)
     select pg_temp.uid(9, $1::int), row_number() over (order by md5(id::text)), 'train',
       jsonb_build_object('chosen', $2::text, 'rejected', $2::text), prompt_id, id
     from tasks where project_id = $3`,
    [round, answer, projectId],
  );
  await run('update snapshots set frozen_at = now() where id = pg_temp.uid(9, $1::int)', [round]);
  await run(
    `insert into runs (id, project_id, number, name, method, status, config, config_hash, snapshot_id, base_version_id)
     select pg_temp.uid(10, 2 * $2::int + 1), $1, 2 * $2::int + 1, 'dpo ' || $2::int, 'dpo', 'succeeded',
       jsonb_build_object('versionIds', jsonb_build_array(pg_temp.uid(4, $2::int - 1))), '',
       pg_temp.uid(9, $2::int), pg_temp.uid(4, $2::int - 1)`,
    [projectId, round],
  );
  await run(
    `insert into model_versions (id, project_id, model_id, version, origin, status, location, run_id, snapshot_id, base_version_id)
     values (pg_temp.uid(4, $2::int), $1, pg_temp.uid(3, 0), $2::int + 1, 'trained', 'ready', '{}', pg_temp.uid(10, 2 * $2::int + 1),
       pg_temp.uid(9, $2::int), pg_temp.uid(4, $2::int - 1))`,
    [projectId, round],
  );
}
