import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openDatabase } from '@prefloop/db';
import type { Pool } from 'pg';
import type { BenchResult, Report } from './bench.ts';
import { writePairs } from './import/write-pairs.ts';
import { importFile } from './platform/import-file.ts';
import { watchMemory } from './platform/peak-memory.ts';
import { startPlatform } from './platform/start-platform.ts';

const rows = Number(process.env.PREFLOOP_BENCH_ROWS ?? 100_000);
const singleRows = 2_000;

/**
 * Rated pairs from a file through `prefloop import` and the API's own process into a database that flushes every
 * commit, then the same file once more, which adds nothing. Beside it the raw lines by COPY into one column, without
 * looking at them: the least that any import costs; and one insert a line, each committed.
 */
export async function run(report: Report): Promise<BenchResult> {
  const platform = await startPlatform({ worker: false });
  try {
    const project = 'import';
    await platform.client.POST('/v1/projects', { body: { name: project, slug: project } });
    const file = join(platform.dataFolder, 'pairs.jsonl');
    report(`writing ${rows.toLocaleString('en')} pairs …`);
    await writePairs(file, rows);
    const { size } = await stat(file);

    report(`importing ${Math.round(size / 1e6)} MB …`);
    const memory = watchMemory(platform.apiPid);
    const first = await timed(() => importFile(platform, project, file));
    const rssMb = await memory.stop();
    if (first.result.rowsAdded !== rows) throw new Error(`${first.result.rowsAdded} of ${rows} rows came in`);
    report('the same file again …');
    const again = await timed(() => importFile(platform, project, file));
    if (again.result.rowsAdded !== 0) throw new Error(`${again.result.rowsAdded} rows came in twice`);

    const opened = openDatabase(platform.databaseUrl, { max: 1 });
    try {
      report('the raw lines by COPY, and one by one …');
      const copied = await timed(() => copyLines(opened.pool, file));
      const single = await timed(() => insertLines(opened.pool, file));
      return {
        name: 'import',
        figures: {
          rows,
          mb: Math.round(size / 1e6),
          seconds: first.seconds,
          rows_per_s: perSecond(rows, first.seconds),
          rss_mb: rssMb,
          again_rows_per_s: perSecond(rows, again.seconds),
        },
        versus: {
          copy_rows_per_s: perSecond(rows, copied.seconds),
          insert_rows_per_s: perSecond(Math.min(rows, singleRows), single.seconds),
        },
      };
    } finally {
      await opened.close();
    }
  } finally {
    await platform.close();
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const start = performance.now();
  const result = await work();
  return { result, seconds: Math.round((performance.now() - start) / 10) / 100 };
}

const perSecond = (count: number, seconds: number) => Math.round(count / seconds);

async function copyLines(pool: Pool, file: string): Promise<void> {
  await pool.query('create table raw_lines (line text)');
  // Quote and delimiter are characters that JSON text never holds: a line comes in as it is.
  await pool.query(`copy raw_lines from '${file}' with (format csv, quote e'\\x01', delimiter e'\\x02')`);
}

async function insertLines(pool: Pool, file: string): Promise<void> {
  await pool.query('create table single_lines (line text)');
  let count = 0;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (count === singleRows) break;
    await pool.query('insert into single_lines values ($1)', [line]);
    count += 1;
  }
}
