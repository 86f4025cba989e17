import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@prefloop/cli/embedded-postgres';
import { migrate } from '@prefloop/db';
import { Client } from 'pg';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server of this test run; the database it names is for administration only. */
    postgresUrl: string;
  }
}

export interface TestDatabase {
  url: string;
  /** Drops the database, connections or not. */
  drop(): Promise<void>;
}

interface SharedServer {
  postgres: EmbeddedPostgres;
  dataDir: string;
  users: number;
}

declare global {
  // Vitest loads this file once for every project; the server is shared by all of them.
  var prefloopTestServer: Promise<SharedServer> | undefined;
}

const template = 'prefloop_template';

/** Starts the one Postgres of this test run and migrates the template. It dies with the test runner. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  globalThis.prefloopTestServer ??= startServer();
  const server = await globalThis.prefloopTestServer;
  server.users += 1;
  project.provide('postgresUrl', server.postgres.url);
  return async () => {
    server.users -= 1;
    if (server.users > 0) return;
    globalThis.prefloopTestServer = undefined;
    await server.postgres.stop();
    await rm(server.dataDir, { recursive: true, force: true });
  };
}

async function startServer(): Promise<SharedServer> {
  const dataDir = await mkdtemp(join(await quickFolder(), 'prefloop-tests-'));
  // As root the server runs under another account, which has to pass through.
  await chmod(dataDir, 0o711);
  try {
    const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
    await administer(postgres.url, `CREATE DATABASE ${template}`);
    await migrate(databaseUrl(postgres.url, template));
    return { postgres, dataDir, users: 0 };
  } catch (error) {
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
}

/** What the databases of two test files at a time and their log take, several times over. */
const roomyBytes = 4 * 2 ** 30;

/**
 * A folder in memory where the system has one with room: every test clones some three hundred files, which takes 40 ms
 * there and up to 800 ms on a disk that is busy writing back.
 */
async function quickFolder(): Promise<string> {
  const memory = await statfs('/dev/shm').catch(() => null);
  return memory !== null && memory.bavail * memory.bsize > roomyBytes ? '/dev/shm' : tmpdir();
}

/** A migrated database of one's own, cloned from the template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await administer(server, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  return {
    url: databaseUrl(server, name),
    drop: () => administer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** An empty database without any table, for tests of the migration itself. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `empty_${randomBytes(8).toString('hex')}`;
  await administer(server, `CREATE DATABASE ${name}`);
  return {
    url: databaseUrl(server, name),
    drop: () => administer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
