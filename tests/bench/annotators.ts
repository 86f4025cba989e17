import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startEmbeddedPostgres } from '@prefloop/cli/embedded-postgres';
import { checkInvariants, migrate, openDatabase } from '@prefloop/db';
import { type BenchResult, quantile, type Report } from './bench.ts';
import { watchMemory } from './platform/peak-memory.ts';
import { addFaults } from './rating-load/faults.ts';
import { timed } from './rating-load/load.ts';
import { type Person, seatPeople } from './rating-load/people.ts';
import { startApi } from './rating-load/start-api.ts';

const seconds = Number(process.env.PREFLOOP_BENCH_SECONDS ?? 600);
const people = Number(process.env.PREFLOOP_BENCH_PEOPLE ?? 1_000);
const thinkMs = 5_000;
/** Everybody comes to work within a minute, and is counted from their first request on. */
const sitDownMs = 60_000;
const overlap = 2;
/** As the rating page has it: five pairs held, more asked for once two or fewer wait behind the one on screen. */
const hold = 5;
const fewAhead = 2;

type Times = { claimMs: number[]; submitMs: number[]; taken: string[] };

/**
 * A full house: people who are signed in and rate as the rating page does, thinking for 5 s on average about each
 * pair, against one API process on a database that flushes every commit. Who may do what is looked up in each
 * request. The server, its database and all the people share this machine.
 */
export async function run(report: Report): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'prefloop-bench-'));
  // As root the database runs under another account, which has to pass through.
  await chmod(folder, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir: folder });
  const opened = openDatabase(postgres.url, { max: 4 });
  try {
    await migrate(postgres.url);
    const api = await startApi(postgres.url, folder);
    try {
      // A quarter more than they can rate, so that the batch never runs out.
      const tasks = Math.ceil((1.25 * people * seconds * 1_000) / thinkMs / overlap) + people * hold;
      report(`${people} people and ${tasks.toLocaleString('en')} pairs …`);
      const seated = await seatPeople(opened.db, api.base, { people, tasks, overlap });
      await opened.pool.query('vacuum analyze');
      report(`they rate for ${seconds} s …`);
      const memory = watchMemory(api.pid);
      const times: Times = { claimMs: [], submitMs: [], taken: [] };
      const end = performance.now() + seconds * 1_000;
      await Promise.all(seated.people.map((person) => rateUntil(end, person, times)));
      const rssMb = await memory.stop();
      seated.close();
      const figures: Record<string, number> = {
        clients: people,
        seconds,
        labels: times.taken.length,
        labels_per_s: round(times.taken.length / seconds),
        claims: times.claimMs.length,
        claim_p50_ms: round(quantile(times.claimMs, 0.5)),
        claim_p99_ms: round(quantile(times.claimMs, 0.99)),
        submit_p50_ms: round(quantile(times.submitMs, 0.5)),
        submit_p99_ms: round(quantile(times.submitMs, 0.99)),
        rss_mb: rssMb,
        // Answers that told a browser to come again: overload, never a loss.
        refused: seated.counts.refused,
      };
      await addFaults(figures, opened.pool, seated.batchId, times.taken);
      figures.broken_invariants = (await checkInvariants(opened.pool)).length;
      return { name: 'annotators', figures };
    } finally {
      await api.stop();
    }
  } finally {
    await opened.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** One person at work. New pairs are asked for while they read, as the page does it. */
async function rateUntil(end: number, person: Person, { claimMs, submitMs, taken }: Times): Promise<void> {
  await delay(Math.random() * Math.min(sitDownMs, (seconds * 1_000) / 2));
  const line: string[] = [];
  const rated = new Set<string>();
  let asking: Promise<void> = Promise.resolve();
  const refill = async () => {
    const tokens = await timed(claimMs, () => person.claim(hold));
    line.push(...tokens.filter((token) => !rated.has(token) && !line.includes(token)));
  };
  await refill();
  while (performance.now() < end) {
    const token = line.shift();
    if (token === undefined) throw new Error('nothing was left to rate');
    await delay(thinkMs * (0.5 + Math.random()));
    await asking;
    taken.push(await timed(submitMs, () => person.submit(token)));
    rated.add(token);
    asking = line.length <= fewAhead + 1 ? refill() : Promise.resolve();
  }
  await asking;
}

const round = (value: number) => Math.round(value * 10) / 10;
