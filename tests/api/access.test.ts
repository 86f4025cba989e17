import { type AccessRule, access, type KeyScope, type ProjectRole } from '@prefloop/contract';
import { schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  createTestApp,
  createTestClient,
  type TestApp,
  type TestClient,
  type TestUser,
} from '../helpers/app.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Operation = { id: string; method: Method; path: string };
type Actor = {
  name: string;
  client: TestClient;
  known: boolean;
  admin?: boolean;
  role?: ProjectRole;
  scopes?: KeyScope[];
};

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
const documentShape = z.object({
  paths: z.record(z.string(), z.partialRecord(z.enum(methods), z.object({ operationId: z.string() }))),
});

/** Signing out comes last: it ends the session that the other requests need. */
function operationsOf(t: TestApp): Operation[] {
  const { paths } = documentShape.parse(t.app.swagger());
  const all = Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const found = item[method];
      return found ? [{ id: found.operationId, method: method.toUpperCase() as Method, path }] : [];
    }),
  );
  return all.sort((a, b) => Number(a.id === 'signOut') - Number(b.id === 'signOut'));
}

/** The operation on a project, with ids that name nothing for all that is inside. */
function urlOf(operation: Operation, slug: string): string {
  return operation.path.replace('{project}', slug).replaceAll(/\{\w+\}/g, () => v7());
}

/** What the table says: the status of a refusal, or null where the request may go on. */
function refusalOf(rule: AccessRule, actor: Actor): number | null {
  if (rule.who === 'anyone') return null;
  if (!actor.known) return 401;
  if (rule.who === 'admin' && !actor.admin) return 403;
  if (rule.who === 'member') {
    const role = actor.admin ? 'lead' : actor.role;
    if (!role) return 404;
    if (!rule.roles.includes(role)) return 403;
  }
  if (!actor.scopes) return null;
  if (rule.key === null) return 403;
  return rule.key === 'write' && !actor.scopes.includes('write') ? 403 : null;
}

let t: TestApp;
let actors: Actor[];
let operations: Operation[];

async function keyOf(user: TestUser, scopes: KeyScope[]): Promise<TestClient> {
  const made = await user.post('/v1/me/keys', { name: scopes.join(), scopes });
  return createTestClient(t.app, { authorization: `Bearer ${made.json<{ key: string }>().key}` });
}

beforeAll(async () => {
  t = await createTestApp();
  const lead = await t.user();
  const project = await t.project({ slug: 'ours', lead });
  const foreigner = await t.user();
  await t.project({ slug: 'theirs', lead: foreigner });
  const admin = await t.user({ admin: true });
  const disabled = await t.member(project, 'lead');
  const disabledKey = await keyOf(disabled, ['read', 'write']);
  await t.db.update(schema.users).set({ disabledAt: new Date() }).where(eq(schema.users.id, disabled.id));
  const member = async (role: ProjectRole): Promise<Actor> => ({
    name: role,
    client: role === 'lead' ? lead : await t.member(project, role),
    known: true,
    role,
  });
  actors = [
    { name: 'anonymous', client: t.anonymous, known: false },
    { name: 'unknown key', client: createTestClient(t.app, { authorization: 'Bearer pfl_x' }), known: false },
    { name: 'disabled lead', client: disabled, known: false },
    { name: "disabled lead's key", client: disabledKey, known: false },
    { name: 'lead of another project', client: foreigner, known: true },
    ...(await Promise.all((['lead', 'engineer', 'annotator', 'viewer'] as const).map(member))),
    { name: 'admin', client: admin, known: true, admin: true },
    ...(await Promise.all(
      ([['read'], ['write']] as KeyScope[][]).flatMap((scopes) => [
        keyOf(lead, scopes).then((client) => {
          const actor: Actor = { name: `${scopes} key of a lead`, client, known: true, role: 'lead', scopes };
          return actor;
        }),
        keyOf(admin, scopes).then((client) => {
          const actor: Actor = {
            name: `${scopes} key of an admin`,
            client,
            known: true,
            admin: true,
            scopes,
          };
          return actor;
        }),
      ]),
    )),
  ];
  operations = operationsOf(t);
});
afterAll(() => t.close());

test('every operation has a row in the access table, and every row an operation', () => {
  expect(operations.length).toBeGreaterThan(30);
  expect(operations.filter(({ id }) => !(id in access))).toEqual([]);
  const known = new Set(operations.map(({ id }) => id));
  expect(Object.keys(access).filter((id) => !known.has(id))).toEqual([]);
});

test('every operation answers every kind of caller as the table says', async () => {
  const wrong: string[] = [];
  for (const operation of operations) {
    const rule = access[operation.id];
    if (!rule) throw new Error(`${operation.id} has no row`);
    await Promise.all(
      actors.map(async (actor) => {
        const expected = refusalOf(rule, actor);
        const { statusCode } = await actor.client.send(operation.method, urlOf(operation, 'ours'));
        const right = expected === null ? ![401, 403].includes(statusCode) : statusCode === expected;
        const wanted = expected ?? 'anything but 401 and 403';
        if (!right) wrong.push(`${operation.id} answered ${actor.name} ${statusCode}, not ${wanted}`);
      }),
    );
  }
  expect(wrong.join('\n')).toBe('');
}, 180_000);

test('a foreign project and one that does not exist answer alike', async () => {
  const foreigner = await t.user();
  const volatile = new Set(['date', 'x-request-id', 'x-ratelimit-remaining', 'x-ratelimit-reset']);
  const tell = async (operation: Operation, slug: string) => {
    const answer = await foreigner.send(operation.method, urlOf(operation, slug));
    const { requestId: _, ...body } = answer.json<{ requestId: string }>();
    const headers = Object.entries(answer.headers).filter(([name]) => !volatile.has(name));
    return { status: answer.statusCode, body, headers };
  };
  const inProjects = operations.filter(({ path }) => path.startsWith('/v1/projects/{project}'));
  expect(inProjects.length).toBeGreaterThan(10);
  for (const operation of inProjects) {
    const foreign = await tell(operation, 'ours');
    expect(foreign.status, operation.id).toBe(404);
    expect(await tell(operation, 'no-such-project'), operation.id).toEqual(foreign);
  }
});

describe('a route without a row', () => {
  test('stops the server from starting', async () => {
    const { buildApp } = await import('@prefloop/api');
    const config = { publicUrl: 'http://x.test', secret: 'x'.repeat(32), dataFolder: '.', trustProxy: 0 };
    const app = await buildApp({ db: t.db, config: { ...config, requestsPerMinute: 1, maxLagMs: 2_000 } });
    expect(() => app.get('/v1/forgotten', async () => 'secret')).toThrow('has no row in the access table');
    const named = { schema: { operationId: 'forgotten' } };
    expect(() => app.get('/v1/forgotten', named, async () => 'x')).toThrow('forgotten');
    const hidden = { schema: { hide: true } };
    expect(() => app.get('/v1/forgotten', hidden, async () => 'x')).toThrow('no row');
    await app.close();
  });
});

test('the pages over the API document ask for a login like the document itself', async () => {
  for (const path of [
    '/docs',
    '/docs/',
    '/docs/json',
    '/docs/static/index.html',
    '/docs/static/swagger-ui.css',
  ]) {
    const answer = await t.anonymous.get(path);
    expect(answer.statusCode, path).toBe(401);
  }
  const page = await (await t.user()).get('/docs/');
  expect(page.statusCode).toBe(200);
});
