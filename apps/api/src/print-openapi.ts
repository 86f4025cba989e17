import { openDatabase } from '@prefloop/db';
import { buildApp } from './app.ts';

/** Prints the OpenAPI document. No port is opened and, since the pool is lazy, no database is reached. */
const database = openDatabase('postgres://nobody@127.0.0.1/none');
const app = await buildApp({
  db: database.db,
  config: {
    publicUrl: 'http://127.0.0.1',
    secret: 'only for printing, signs nothing at all',
    dataFolder: '.',
    trustProxy: 0,
    requestsPerMinute: 1,
    maxLagMs: 2_000,
  },
});
await app.ready();
process.stdout.write(JSON.stringify(app.swagger()));
await app.close();
await database.close();
