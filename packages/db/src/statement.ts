import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { DbOrTransaction } from './client.ts';

const dialect = new PgDialect({ casing: 'snake_case' });

/**
 * A statement that runs for every pair that is rated: put together once, and planned by Postgres once for each
 * connection, which knows it by `name`. What changes from run to run is named in the text by `value(key)`.
 */
export function statement<Row extends object>(name: string, text: SQL) {
  const query = dialect.sqlToQuery(text);
  return async (db: DbOrTransaction, values: Record<string, unknown>): Promise<Row[]> => {
    const prepared = db._.session.prepareQuery<{
      execute: { rows: Row[] };
      all: unknown;
      values: unknown;
    }>(query, undefined, name, false);
    return (await prepared.execute(values)).rows;
  };
}

/** The place of a value in a statement's text. */
export function value(key: string) {
  return sql.placeholder(key);
}
