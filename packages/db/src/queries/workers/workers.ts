import { asc, eq, lt, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { workers } from '../../schema/index.ts';
import { silenceSeconds } from '../runs/run-conditions.ts';

type WorkerFacts = Pick<typeof workers.$inferInsert, 'host' | 'pid' | 'slots' | 'device' | 'environment'>;

/** Enters a worker process; its id is what claims are made under. */
export async function registerWorker(db: DbOrTransaction, facts: WorkerFacts): Promise<string> {
  // Rows of workers that have long been gone are of no use to anybody.
  await db.delete(workers).where(lt(workers.heartbeatAt, sql`now() - interval '7 days'`));
  const [row] = await db.insert(workers).values(facts).returning({ id: workers.id });
  if (!row) throw new Error('insert returned no row');
  return row.id;
}

/** Says that the worker lives, and how its environment stands. */
export async function beatWorker(
  db: DbOrTransaction,
  id: string,
  changes: Partial<Pick<WorkerFacts, 'environment' | 'device'>> = {},
): Promise<void> {
  await db
    .update(workers)
    .set({ ...changes, heartbeatAt: sql`now()`, stoppedAt: null })
    .where(eq(workers.id, id));
}

/** Takes a worker that ends in order off the list at once. */
export async function stopWorker(db: DbOrTransaction, id: string): Promise<void> {
  await db.update(workers).set({ stoppedAt: sql`now()` }).where(eq(workers.id, id));
}

/** Workers that live, oldest first, with how many runs each has in hand. */
export async function listWorkers(db: DbOrTransaction) {
  return db
    .select({
      id: workers.id,
      host: workers.host,
      slots: workers.slots,
      running: sql<number>`(select count(*)::int from runs r
        where r.worker_id = workers.id and r.status = 'running')`,
      device: workers.device,
      environment: workers.environment,
      startedAt: workers.startedAt,
      heartbeatAt: workers.heartbeatAt,
    })
    .from(workers)
    .where(
      sql`${workers.stoppedAt} is null
        and ${workers.heartbeatAt} > now() - make_interval(secs => ${silenceSeconds})`,
    )
    .orderBy(asc(workers.startedAt));
}

export type WorkerRow = Awaited<ReturnType<typeof listWorkers>>[number];
