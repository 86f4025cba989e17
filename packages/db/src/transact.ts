import type { ExtractTablesWithRelations } from 'drizzle-orm';
import { NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { PoolClient, QueryResult } from 'pg';
import type { Db, Transaction } from './client.ts';
import type * as schema from './schema/index.ts';

type Schema = typeof schema;
type Relations = ExtractTablesWithRelations<Schema>;

const dialect = new PgDialect({ casing: 'snake_case' });

/** Sends the commit; answers what the transaction ended in. */
type Commit = () => Promise<QueryResult>;

/**
 * A transaction for what runs at every rating. Its begin travels with the first statement, and `work` may send
 * `commit` along with its last ones, together with which it is then awaited; statements sent at once reach the server
 * in one piece and run in their order. Where one of them fails, so do those behind it, and nothing is stored.
 */
export async function transact<Result>(
  db: Db,
  work: (tx: Transaction, commit: Commit) => Promise<Result>,
): Promise<Result> {
  const client = await db.$client.connect();
  let ending: Promise<QueryResult> | undefined;
  const commit: Commit = () => {
    ending ??= client.query('commit');
    return ending;
  };
  let broken: unknown;
  try {
    const begun = client.query('begin');
    const [result] = await Promise.all([work(transactionOn(client), commit), begun]);
    const { command } = await commit();
    if (command !== 'COMMIT')
      throw new Error('a statement failed unheard, so the transaction was rolled back');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: unknown) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken !== undefined);
  }
}

function transactionOn(client: PoolClient): Transaction {
  const session = new NodePgSession<Schema, Relations>(client, dialect, undefined);
  return new NodePgTransaction<Schema, Relations>(dialect, session, undefined);
}
