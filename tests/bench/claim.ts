import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '@prefloop/cli/embedded-postgres';
import { freePort } from '@prefloop/cli/ports';
import { programArgs } from '@prefloop/cli/program-args';
import { checkInvariants, migrate, openDatabase } from '@prefloop/db';
import type { Pool } from 'pg';
import { v7 } from 'uuid';
import { z } from 'zod';
import { startServer } from '../helpers/program.ts';
import type { BenchResult, Report } from './bench.ts';
import { addFaults } from './rating-load/faults.ts';
import { type Client, createHttp, figuresOf, runLoad } from './rating-load/load.ts';
import { seatPeople } from './rating-load/people.ts';
import { startApi } from './rating-load/start-api.ts';

const overlap = 2;
const textbookServer = fileURLToPath(new URL('./claim/textbook-server.ts', import.meta.url));

/**
 * Claim and submit through the real server over HTTP, on a database that flushes every commit: 50 clients that
 * never pause, then 500 who think for 5 s on average. The server, its database and the clients share this machine.
 */
export async function run(report: Report): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'prefloop-bench-'));
  // As root the database runs under another account, which has to pass through.
  await chmod(folder, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir: folder });
  const opened = openDatabase(postgres.url, { max: 4 });
  try {
    await migrate(postgres.url);
    const platform = await startApi(postgres.url, folder);
    const figures: Record<string, number> = {};
    try {
      for (const { people, tasks, ...load } of [
        { people: 50, tasks: 5_000, thinkMs: 0, seconds: 20, labels: 6_000 },
        { people: 500, tasks: 5_000, thinkMs: 5_000, seconds: 30, labels: 6_000 },
      ]) {
        report(
          `${people} clients, ${load.thinkMs === 0 ? 'no pause' : `${load.thinkMs / 1_000} s of thought`} …`,
        );
        const seated = await seatPeople(opened.db, platform.base, { people, tasks, overlap });
        await opened.pool.query('analyze');
        const clients = seated.people.map(({ claim, submit }) => ({
          claim: async () => (await claim(3))[0] ?? null,
          submit,
        }));
        const result = await runLoad({ clients, ...load });
        seated.close();
        Object.assign(figures, figuresOf(result, people === 50 ? '' : `_${people}`));
        // Answers that told the client to come again: overload, never a loss.
        figures.refused = (figures.refused ?? 0) + seated.counts.refused;
        await addFaults(figures, opened.pool, seated.batchId, result.taken);
      }
    } finally {
      await platform.stop();
    }
    figures.broken_invariants = (await checkInvariants(opened.pool)).length;
    report('50 clients on the textbook query …');
    const versus = await runTextbook(postgres.url, opened.pool);
    return { name: 'claim', figures, versus };
  } finally {
    await opened.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function startTextbook(databaseUrl: string) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const env = { ...process.env, DATABASE_URL: databaseUrl, PORT: String(port) };
  return { ...(await startServer({ args: programArgs(textbookServer), env }, base)), base };
}

const answer = z.object({ result: z.union([z.int(), z.string(), z.null()]) });

async function runTextbook(databaseUrl: string, pool: Pool): Promise<Record<string, number>> {
  const server = await startTextbook(databaseUrl);
  const http = createHttp(server.base, 50);
  const send = async (body: object) => answer.parse(await http.send('POST', '/', {}, body)).result;
  const clients: Client[] = Array.from({ length: 50 }, (_, annotator) => ({
    claim: async () => {
      const task = await send({ annotator });
      return task === null ? null : String(task);
    },
    submit: async (task) => String(await send({ annotator, task: Number(task), id: v7() })),
  }));
  try {
    const result = await runLoad({ clients, thinkMs: 0, seconds: 20, labels: 6_000 });
    const { rows } = await pool.query<{ over: number; doubled: number }>(
      `select
         (select count(*)::int from textbook.tasks where done > overlap) as over,
         (select count(*)::int from (select 1 from textbook.labels group by task_id, annotator
           having count(*) > 1) as twice) as doubled`,
    );
    return { ...figuresOf(result), over_assigned: rows[0]?.over ?? 0, duplicated: rows[0]?.doubled ?? 0 };
  } finally {
    http.close();
    await server.stop();
  }
}
