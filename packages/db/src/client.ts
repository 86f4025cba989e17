import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { Pool, type PoolConfig } from 'pg';
import * as schema from './schema/index.ts';

/** A database or an open transaction on it: queries take either. */
export type Db = NodePgDatabase<typeof schema> & { $client: Pool };
export type Transaction = Parameters<Parameters<Db['transaction']>[0]>[0];
export type DbOrTransaction = NodePgDatabase<typeof schema> | Transaction;

export type OpenDatabase = { db: Db; pool: Pool; close: () => Promise<void> };

/**
 * Opens a pool. Statements end after 30 s, waiting for a lock after 10 s, an idle transaction after 60 s:
 * a stuck client must not hold annotators up.
 */
export function openDatabase(url: string, options: PoolConfig = {}): OpenDatabase {
  const pool = new Pool({
    connectionString: url,
    max: 16,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    // Statements that need not wait for each other travel together: see `transact`.
    pipeline: true,
    // Compiling a plan takes ten times as long as running the short statements that all of ours are.
    options: '-c jit=off',
    ...options,
  });
  // Without a listener, a connection dropped while idle would end the process.
  pool.on('error', () => {});
  const db = drizzle(pool, { schema, casing: 'snake_case' });
  return { db, pool, close: () => pool.end() };
}
