import { createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AppConfig, type AppDeps, buildApp } from '@prefloop/api';
import type { ProjectRole } from '@prefloop/contract';
import { createProject, type Db, type OpenDatabase, openDatabase, type Project, schema } from '@prefloop/db';
import { createTestDatabase } from './postgres.ts';

export const publicUrl = 'http://prefloop.test';
export const testSecret = 'a secret that only tests know, 32 characters and more';

type App = Awaited<ReturnType<typeof buildApp>>;
export type TestResponse = Awaited<ReturnType<TestClient['get']>>;
type Headers = Record<string, string>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type TestUser = TestClient & { id: string; name: string; email: string; cookie: string };

export interface TestApp {
  app: App;
  db: Db;
  pool: OpenDatabase['pool'];
  databaseUrl: string;
  dataFolder: string;
  /** Every log line so far, as written. */
  log: string[];
  anonymous: TestClient;
  /** A signed-in user with a fresh session. Has no password: use the API for tests of passwords. */
  user(options?: { name?: string; email?: string; admin?: boolean }): Promise<TestUser>;
  /** A project with its first rating form. Without `lead` a user of its own leads it. */
  project(options?: { slug?: string; name?: string; lead?: { id: string } }): Promise<Project>;
  /** A fresh signed-in user with a role in the project. */
  member(project: { id: string }, role: ProjectRole): Promise<TestUser>;
  close(): Promise<void>;
}

/** The whole API over a database of its own. Requests go through `inject`: no port is opened. */
export async function createTestApp(
  options: {
    config?: Partial<AppConfig>;
    deps?: Partial<Omit<AppDeps, 'config' | 'db'>>;
    pool?: Parameters<typeof openDatabase>[1];
  } = {},
): Promise<TestApp> {
  const database = await createTestDatabase();
  const dataFolder = await mkdtemp(join(tmpdir(), 'prefloop-app-'));
  // A busy machine is no fault of the code: nobody is turned away for having waited.
  const opened = openDatabase(database.url, { max: 8, connectionTimeoutMillis: 60_000, ...options.pool });
  const { db } = opened;
  const log: string[] = [];
  const config = {
    publicUrl,
    secret: testSecret,
    dataFolder,
    trustProxy: 0,
    requestsPerMinute: 100_000,
    maxLagMs: 0,
  };
  const used = { ...config, ...options.config };
  const app = await buildApp({
    db,
    databaseUrl: database.url,
    config: used,
    logger: { level: 'debug', stream: { write: (line: string) => void log.push(line) } },
    ...options.deps,
  });
  await app.ready();

  const user: TestApp['user'] = async (who = {}) => {
    const mark = randomBytes(4).toString('hex');
    const [row] = await db
      .insert(schema.users)
      .values({
        name: who.name ?? `Person ${mark}`,
        email: who.email ?? `${mark}@people.test`,
        role: who.admin ? 'admin' : 'member',
      })
      .returning();
    if (!row) throw new Error('insert returned no row');
    const secure = used.publicUrl.startsWith('https:') ? '__Secure-' : '';
    const cookie = `${secure}${await openSession(db, row.id)}`;
    return { id: row.id, name: row.name, email: row.email, cookie, ...createTestClient(app, { cookie }) };
  };

  return {
    app,
    db,
    pool: opened.pool,
    databaseUrl: database.url,
    dataFolder,
    log,
    anonymous: createTestClient(app),
    user,
    project: async (wanted = {}) => {
      const slug = wanted.slug ?? `project-${randomBytes(4).toString('hex')}`;
      const lead = wanted.lead ?? (await user());
      const project = await createProject(db, { slug, name: wanted.name ?? slug, createdBy: lead.id });
      if (!project) throw new Error(`the slug ${slug} is taken`);
      return project;
    },
    member: async (project, role) => {
      const made = await user();
      await db.insert(schema.memberships).values({ projectId: project.id, userId: made.id, role });
      return made;
    },
    close: async () => {
      await app.close();
      await opened.close();
      await database.drop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

export type TestClient = ReturnType<typeof createTestClient>;

/** The verbs of HTTP with some headers on every request; `from`: the address that they come from. */
export function createTestClient(
  app: Pick<App, 'inject'>,
  always: Headers = {},
  from: { remoteAddress?: string } = {},
) {
  const send = (method: Method, url: string, body?: unknown, headers: Headers = {}) =>
    app.inject({
      ...from,
      method,
      url,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...always,
        ...headers,
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
  return {
    send,
    get: (url: string, headers?: Headers) => send('GET', url, undefined, headers),
    post: (url: string, body?: unknown, headers?: Headers) => send('POST', url, body, headers),
    put: (url: string, body?: unknown, headers?: Headers) => send('PUT', url, body, headers),
    patch: (url: string, body?: unknown, headers?: Headers) => send('PATCH', url, body, headers),
    delete: (url: string, headers?: Headers) => send('DELETE', url, undefined, headers),
  };
}

/** A session made without a password. The cookie is signed as the server signs it. */
async function openSession(db: Db, userId: string): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const expiresAt = new Date(Date.now() + 3_600_000);
  await db.insert(schema.sessions).values({ userId, token, expiresAt });
  const signature = createHmac('sha256', testSecret).update(token).digest('base64');
  return `prefloop.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
}
