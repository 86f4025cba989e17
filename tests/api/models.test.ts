import { decryptSecret, findModelVersion, schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestUser, testSecret } from '../helpers/app.ts';

let app: TestApp;
let engineer: TestUser;
let base: string;
let projectId: string;
const rung: string[] = [];

beforeAll(async () => {
  const queue = {
    enqueue: async (name: string, payload: object) => {
      rung.push(`${name} ${Object.values(payload).join()}`);
    },
  };
  app = await createTestApp({ deps: { queue } });
  const project = await app.project();
  projectId = project.id;
  base = `/v1/projects/${project.slug}`;
  engineer = await app.member(project, 'engineer');
});
afterAll(() => app.close());

async function register(name: string, source: Record<string, unknown>) {
  const answer = await engineer.post(`${base}/models`, { name, source });
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json<{ id: string; modelId: string }>();
}

describe('registering', () => {
  test('makes a version that is being prepared, and rings for it', async () => {
    const made = await register('bundled', { origin: 'bundled' });
    expect(made).toMatchObject({ model: 'bundled', version: 1, origin: 'bundled', status: 'preparing' });
    expect(rung).toContain(`prepare-model ${made.id}`);
  });

  test('an endpoint stores its key encrypted, and no answer holds it', async () => {
    const key = 'sk-canary-0123456789';
    const source = { origin: 'endpoint', baseUrl: 'http://127.0.0.1:9/v1/', model: 'm', key };
    const made = await register('remote', source);
    const stored = await findModelVersion(app.db, made.id);
    expect(stored?.secret).not.toContain('canary');
    expect(decryptSecret(testSecret, made.id, stored?.secret ?? '')).toBe(key);
    const detail = await engineer.get(`${base}/model-versions/${made.id}`);
    expect(detail.json()).toMatchObject({
      hasKey: true,
      location: { baseUrl: 'http://127.0.0.1:9/v1', model: 'm' },
    });
    const list = await engineer.get(`${base}/models`);
    const audit = await app.db.select().from(schema.auditLog);
    const everything = [
      JSON.stringify(made),
      detail.body,
      list.body,
      JSON.stringify(audit),
      app.log.join('\n'),
    ];
    for (const text of everything) expect(text).not.toContain('canary');
  });

  test.each([
    ['a file address', { origin: 'endpoint', baseUrl: 'file:///etc/passwd', model: 'm' }],
    ['credentials in the address', { origin: 'endpoint', baseUrl: 'http://me:pw@host/v1', model: 'm' }],
    ['a query in the address', { origin: 'endpoint', baseUrl: 'http://host/v1?key=x', model: 'm' }],
    ['a repository that is a path', { origin: 'hub', repository: '../etc/passwd' }],
    ['a revision with blanks', { origin: 'hub', repository: 'a/b', revision: 'x y' }],
    ['a trained version by hand', { origin: 'trained', path: 'x' }],
    ['fields that nobody asked for', { origin: 'bundled', status: 'ready' }],
  ])('refuses %s', async (_, source) => {
    const answer = await engineer.post(`${base}/models`, { name: 'refused', source });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  test('the same name twice is refused with what to do, and versions count up', async () => {
    const first = await register('twice', { origin: 'bundled' });
    const again = await engineer.post(`${base}/models`, { name: 'twice', source: { origin: 'bundled' } });
    expect(again.json()).toMatchObject({ status: 409, code: 'NAME_TAKEN' });
    const url = `${base}/models/${first.modelId}/versions`;
    const more = await Promise.all(
      [1, 2, 3].map(() => engineer.post(url, { source: { origin: 'hub', repository: 'a/b' } })),
    );
    expect(more.map((answer) => answer.json<{ version: number }>().version).toSorted()).toEqual([2, 3, 4]);
    const foreign = await engineer.post(`${base}/models/${v7()}/versions`, { source: { origin: 'bundled' } });
    expect(foreign.statusCode).toBe(404);
  });
});

describe('versions', () => {
  test('one that failed can be prepared again, any other not', async () => {
    const { id } = await register('breaks', { origin: 'folder', path: '/nowhere' });
    const retry = () => engineer.post(`${base}/model-versions/${id}/prepare`);
    expect((await retry()).json()).toMatchObject({ code: 'CONFLICT' });
    await app.db
      .update(schema.modelVersions)
      .set({ status: 'failed', error: 'no such folder' })
      .where(eq(schema.modelVersions.id, id));
    expect((await engineer.get(`${base}/model-versions/${id}`)).json()).toMatchObject({
      error: 'no such folder',
    });
    expect((await retry()).json()).toMatchObject({ status: 'preparing', error: null });
  });

  test('show where they come from and what came of them', async () => {
    const first = await register('ancestor', { origin: 'bundled' });
    const [model] = await app.db.insert(schema.models).values({ projectId, name: 'child' }).returning();
    const run = {
      projectId,
      number: 900,
      name: 'dpo 900',
      method: 'dpo' as const,
      status: 'succeeded' as const,
    };
    const [made] = await app.db
      .insert(schema.runs)
      .values({ ...run, config: {}, configHash: 'x', finishedAt: new Date() })
      .returning();
    const [child] = await app.db
      .insert(schema.modelVersions)
      .values({
        projectId,
        modelId: model?.id ?? '',
        version: 1,
        origin: 'trained',
        status: 'ready',
        location: { path: 'x' },
        baseVersionId: first.id,
        runId: made?.id ?? '',
      })
      .returning();
    const below = (await engineer.get(`${base}/model-versions/${child?.id}`)).json();
    expect(below).toMatchObject({
      run: { number: 900, method: 'dpo' },
      ancestors: [{ version: { id: first.id } }],
    });
    const above = (await engineer.get(`${base}/model-versions/${first.id}`)).json();
    expect(above).toMatchObject({
      ancestors: [],
      descendants: [{ version: { id: child?.id }, run: { number: 900 } }],
    });
  });

  test('are promoted by an alias that moves, only when ready and only within the project', async () => {
    const { id } = await register('promoted', { origin: 'bundled' });
    const promote = (versionId: string) => engineer.put(`${base}/aliases/champion`, { versionId });
    expect((await promote(id)).json()).toMatchObject({ status: 422, code: 'MODEL_UNUSABLE' });
    await app.db.update(schema.modelVersions).set({ status: 'ready' }).where(eq(schema.modelVersions.id, id));
    expect((await promote(id)).json()).toMatchObject({ name: 'champion', versionId: id });
    expect((await engineer.get(`${base}/model-versions/${id}`)).json()).toMatchObject({
      aliases: ['champion'],
    });
    const other = await app.project();
    const stranger = await app.member(other, 'engineer');
    const foreign = await stranger.put(`/v1/projects/${other.slug}/aliases/champion`, { versionId: id });
    expect(foreign.statusCode).toBe(404);
    expect((await engineer.put(`${base}/aliases/No Name`, { versionId: id })).statusCode).toBe(400);
  });
});
