import { createServer, type IncomingMessage } from 'node:http';
import { Pool, type PoolClient } from 'pg';
import { z } from 'zod';

/**
 * The lease query that everybody writes first, on a bare HTTP server without login, checks or answers' texts:
 * what the platform is compared with. Under READ COMMITTED the count of leases is not checked again after the
 * row's lock is had, so that two claims can pass it at once.
 */
const { DATABASE_URL, PORT } = z
  .object({ DATABASE_URL: z.string(), PORT: z.coerce.number() })
  .parse(process.env);
const pool = new Pool({ connectionString: DATABASE_URL, max: 16 });
const requestBody = z.object({ annotator: z.int(), task: z.int().optional(), id: z.string().optional() });

await pool.query(`
  create schema textbook;
  create table textbook.tasks (id int primary key, overlap int not null, done int not null default 0);
  create table textbook.leases (task_id int not null, annotator int not null, expires_at timestamptz not null,
    primary key (task_id, annotator));
  create table textbook.labels (id text primary key, task_id int not null, annotator int not null);
  create index on textbook.labels (task_id, annotator);
  insert into textbook.tasks select n, 2 from generate_series(1, 20000) n;
  analyze textbook.tasks`);

async function inTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } finally {
    client.release();
  }
}

async function claim(annotator: number): Promise<number | null> {
  return inTransaction(async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `select t.id from textbook.tasks t
       where t.done < t.overlap and t.done + (select count(*) from textbook.leases l
           where l.task_id = t.id and l.expires_at > now()) < t.overlap
         and not exists (select 1 from textbook.leases l where l.task_id = t.id and l.annotator = $1)
         and not exists (select 1 from textbook.labels b where b.task_id = t.id and b.annotator = $1)
       order by t.id limit 1 for update of t skip locked`,
      [annotator],
    );
    const task = rows[0]?.id ?? null;
    if (task !== null) {
      await client.query(`insert into textbook.leases values ($1, $2, now() + interval '30 min')`, [
        task,
        annotator,
      ]);
    }
    return task;
  });
}

async function submit(annotator: number, task: number, id: string): Promise<string | null> {
  await inTransaction(async (client) => {
    await client.query('delete from textbook.leases where task_id = $1 and annotator = $2', [
      task,
      annotator,
    ]);
    await client.query('insert into textbook.labels values ($1, $2, $3)', [id, task, annotator]);
    await client.query('update textbook.tasks set done = done + 1 where id = $1', [task]);
  });
  return id;
}

async function readBody(request: IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(z.instanceof(Buffer).parse(chunk));
  return requestBody.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
}

const server = createServer((request, response) => {
  readBody(request)
    .then(
      ({ annotator, task, id }): Promise<number | string | null> =>
        task === undefined || id === undefined ? claim(annotator) : submit(annotator, task, id),
    )
    .then((result) => response.writeHead(200).end(JSON.stringify({ result })))
    .catch((error: unknown) => response.writeHead(500).end(String(error)));
});
server.listen(PORT, '127.0.0.1');
