import { schema } from '@prefloop/db';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestApp,
  createTestClient,
  type TestApp,
  type TestClient,
  type TestUser,
} from '../helpers/app.ts';

let t: TestApp;
let lead: TestUser;
let slug: string;
beforeAll(async () => {
  t = await createTestApp();
  lead = await t.user();
  ({ slug } = await t.project({ lead }));
});
afterAll(() => t.close());

async function makeKey(body: object): Promise<{ id: string; key: string; client: TestClient }> {
  const made = await lead.post('/v1/me/keys', body);
  expect(made.statusCode).toBe(201);
  const { id, key } = made.json<{ id: string; key: string }>();
  return { id, key, client: createTestClient(t.app, { authorization: `Bearer ${key}` }) };
}

test('a key is shown once, listed by its beginning, and stored as a hash', async () => {
  const { id, key, client } = await makeKey({ name: 'nightly export', scopes: ['read', 'read'] });
  expect(key).toMatch(/^pfl_[A-Za-z0-9]{64}$/);
  const listed = (await lead.get('/v1/me/keys')).json<{ items: { id: string }[] }>().items;
  const mine = listed.find((item) => item.id === id);
  expect(mine).toMatchObject({ name: 'nightly export', start: key.slice(0, 10), scopes: ['read'] });
  expect(mine).toMatchObject({ lastUsedAt: null, expiresAt: null });
  expect(JSON.stringify(listed)).not.toContain(key);
  const { rows } = await t.db.execute(sql`select to_jsonb(k)::text as row from api_keys k`);
  expect(JSON.stringify(rows)).not.toContain(key);
  expect((await client.get('/v1/me')).json()).toMatchObject({ id: lead.id, via: 'key' });
  const after = (await lead.get('/v1/me/keys')).json<{ items: { id: string; lastUsedAt: string }[] }>();
  expect(after.items.find((item) => item.id === id)?.lastUsedAt).toEqual(expect.any(String));
});

test('scopes are kept: reading never writes, and no key touches accounts or people', async () => {
  const read = await makeKey({ name: 'reader', scopes: ['read'] });
  const write = await makeKey({ name: 'writer', scopes: ['write'] });
  const url = `/v1/projects/${slug}/guidelines`;
  expect((await read.client.get(url)).statusCode).toBe(200);
  const refused = await read.client.post(url, { body: 'Be kind.', basedOn: 0 });
  expect(refused.json()).toMatchObject({ status: 403, code: 'KEY_SCOPE' });
  expect((await write.client.get(url)).statusCode).toBe(200);
  expect((await write.client.post(url, { body: 'Be kind.', basedOn: 0 })).statusCode).toBe(201);
  for (const answer of [
    await write.client.post('/v1/me/keys', { name: 'more', scopes: ['write'] }),
    await write.client.get('/v1/me/sessions'),
    await write.client.post('/v1/me/password', { currentPassword: 'x', newPassword: 'y' }),
    await write.client.post(`/v1/projects/${slug}/invitations`, { email: 'x@y.test', role: 'lead' }),
    await write.client.delete('/v1/session'),
  ]) {
    expect(answer.json()).toMatchObject({ status: 403, code: 'KEY_SCOPE' });
  }
});

test('a key never borrows the session beside it', async () => {
  const read = await makeKey({ name: 'beside', scopes: ['read'] });
  const both = await read.client.patch('/v1/me', { name: 'Changed' }, { cookie: lead.cookie });
  expect(both.json()).toMatchObject({ code: 'KEY_SCOPE' });
  for (const authorization of ['Bearer nonsense', `Bearer ${read.key}x`, 'Bearer pfl_']) {
    const answer = await t.anonymous.get('/v1/me', { authorization, cookie: lead.cookie });
    expect(answer.json()).toMatchObject({ code: 'AUTH_REQUIRED' });
  }
});

test('a revoked key is dead at once; others cannot revoke it', async () => {
  const { id, client } = await makeKey({ name: 'short-lived', scopes: ['read'] });
  expect((await (await t.user()).delete(`/v1/me/keys/${id}`)).statusCode).toBe(404);
  expect((await client.get('/v1/me')).statusCode).toBe(200);
  expect((await lead.delete(`/v1/me/keys/${id}`)).statusCode).toBe(204);
  expect((await client.get('/v1/me')).statusCode).toBe(401);
  expect((await lead.delete(`/v1/me/keys/${id}`)).statusCode).toBe(404);
});

test('a key ends on its day', async () => {
  const { id, client } = await makeKey({ name: 'a month', scopes: ['read'], expiresInDays: 30 });
  expect((await client.get('/v1/me')).statusCode).toBe(200);
  const [row] = await t.db.select().from(schema.apiKeys).where(eq(schema.apiKeys.id, id));
  const days = ((row?.expiresAt?.getTime() ?? 0) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(29.9);
  expect(days).toBeLessThan(30.1);
  await t.db
    .update(schema.apiKeys)
    .set({ expiresAt: new Date(0) })
    .where(eq(schema.apiKeys.id, id));
  expect((await client.get('/v1/me')).statusCode).toBe(401);
});

test('what a key may be called and do is checked', async () => {
  for (const body of [
    { name: '', scopes: ['read'] },
    { name: 'x', scopes: [] },
    { name: 'x', scopes: ['admin'] },
    { name: 'x', scopes: ['read'], expiresInDays: 0 },
    { name: 'x'.repeat(61), scopes: ['read'] },
    { name: 'x', scopes: ['read'], userId: lead.id },
  ]) {
    expect((await lead.post('/v1/me/keys', body)).statusCode, JSON.stringify(body)).toBe(400);
  }
  expect((await lead.post('/v1/me/keys', { name: 'x'.repeat(60), scopes: ['read'] })).statusCode).toBe(201);
});

test('many requests with one key at once are all served', async () => {
  const { client } = await makeKey({ name: 'busy', scopes: ['read'] });
  const answers = await Promise.all(Array.from({ length: 30 }, () => client.get('/v1/me')));
  expect(answers.every((answer) => answer.statusCode === 200)).toBe(true);
});
