import { schema } from '@prefloop/db';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../helpers/app.ts';
import { cookieOf, fromElsewhere, goodPassword, newcomer } from '../helpers/people.ts';

let t: TestApp;
beforeAll(async () => {
  t = await createTestApp();
});
afterAll(() => t.close());

const elsewhere = () => fromElsewhere(t);
const signIn = (email: string, password: string, client = elsewhere(), headers = {}) =>
  client.post('/v1/session', { email, password }, headers);

async function sessionsOf(userId: string): Promise<string[]> {
  const rows = await t.db.select().from(schema.sessions).where(eq(schema.sessions.userId, userId));
  return rows.map((row) => row.id).sort();
}

async function audited(userId: string, action: string): Promise<number> {
  const { auditLog } = schema;
  const mine = and(eq(auditLog.actorId, userId), eq(auditLog.action, action));
  return (await t.db.select().from(auditLog).where(mine)).length;
}

describe('signing in', () => {
  test('opens a fresh session with a cookie that scripts and other sites do not get', async () => {
    const person = await newcomer(t);
    const answer = await signIn(person.email.toUpperCase(), goodPassword);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ email: person.email, via: 'session' });
    const set = [answer.headers['set-cookie'] ?? []].flat();
    const session = set.find((cookie) => cookie.startsWith('prefloop.session_token='));
    for (const flag of ['HttpOnly', 'SameSite=Lax', 'Path=/']) expect(session).toContain(flag);
    for (const cookie of set) expect(cookie).toContain('HttpOnly');
    expect(cookieOf(answer)).not.toBe(person.cookie);
    expect((await t.anonymous.get('/v1/me', { cookie: cookieOf(answer) })).statusCode).toBe(200);
    expect(await audited(person.id, 'session.opened')).toBe(1);
  });

  test('ends the session that the browser brought along', async () => {
    const person = await newcomer(t);
    const before = await sessionsOf(person.id);
    await signIn(person.email, goodPassword, elsewhere(), { cookie: person.cookie });
    const after = await sessionsOf(person.id);
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);
    expect((await person.get('/v1/me')).statusCode).toBe(401);
  });

  test('says the same about a wrong password, an unknown address and a disabled user', async () => {
    const person = await newcomer(t);
    const gone = await newcomer(t);
    await t.db.update(schema.users).set({ disabledAt: new Date() }).where(eq(schema.users.id, gone.id));
    const answers = [
      await signIn(person.email, 'not the right password'),
      await signIn('nobody@people.test', goodPassword),
      await signIn(gone.email, goodPassword),
    ];
    const told = answers.map((answer) => {
      const { requestId: _, ...body } = answer.json<{ requestId: string }>();
      return { status: answer.statusCode, body, cookies: answer.headers['set-cookie'] };
    });
    expect(told[0]).toMatchObject({ status: 401, body: { code: 'LOGIN_FAILED' } });
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
    expect(await audited(person.id, 'session.refused')).toBe(1);
  });

  test('is marked secure where the deployment is served over https', async () => {
    const safe = await createTestApp({ config: { publicUrl: 'https://prefloop.test' } });
    try {
      const person = await newcomer(safe);
      const again = await safe.anonymous.post('/v1/session', { email: person.email, password: goodPassword });
      const set = [again.headers['set-cookie'] ?? []].flat();
      expect(set.some((cookie) => cookie.startsWith('__Secure-prefloop.session_token='))).toBe(true);
      for (const cookie of set) expect(cookie).toContain('Secure');
      const mine = await safe.anonymous.get('/v1/me', { cookie: cookieOf(again) });
      expect(mine.json()).toMatchObject({ id: person.id });
      const unmarked = cookieOf(again).replaceAll('__Secure-', '');
      expect((await safe.anonymous.get('/v1/me', { cookie: unmarked })).statusCode).toBe(401);
      expect(again.headers['strict-transport-security']).toContain('max-age=');
    } finally {
      await safe.close();
    }
  });
});

describe('guessing', () => {
  test('evaluates ten tries for one account, from wherever they come and all at once', async () => {
    const person = await newcomer(t);
    const tries = Array.from({ length: 40 }, (_, i) => signIn(person.email, `guess number ${i}`));
    const statuses = (await Promise.all(tries)).map((answer) => answer.statusCode);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(30);
    const blocked = await signIn(person.email, goodPassword);
    expect(blocked.statusCode).toBe(429);
    expect(Number(blocked.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('does not lock the owner out of a browser that is known', async () => {
    const person = await newcomer(t);
    const first = await signIn(person.email, goodPassword);
    await Promise.all(Array.from({ length: 12 }, (_, i) => signIn(person.email, `guess number ${i}`)));
    expect((await signIn(person.email, goodPassword)).statusCode).toBe(429);
    const device = cookieOf(first)
      .split('; ')
      .find((cookie) => cookie.startsWith('prefloop.device='));
    const known = { cookie: device ?? '' };
    expect((await signIn(person.email, goodPassword, elsewhere(), known)).statusCode).toBe(200);
    const bent = { cookie: `${device?.slice(0, -4)}AAAA` };
    expect((await signIn(person.email, goodPassword, elsewhere(), bent)).statusCode).toBe(429);
    const other = await newcomer(t);
    await Promise.all(Array.from({ length: 12 }, (_, i) => signIn(other.email, `guess number ${i}`)));
    expect((await signIn(other.email, goodPassword, elsewhere(), known)).statusCode).toBe(429);
  });

  test('is limited for one machine over all accounts and links, whatever it says about proxies', async () => {
    const machine = elsewhere();
    const statuses: number[] = [];
    for (let i = 0; i < 62; i += 1) {
      const headers = { 'x-forwarded-for': `192.0.2.${i}` };
      const secret = Buffer.alloc(32, i).toString('base64url');
      const answer = await machine.post('/v1/invitations/lookup', { secret }, headers);
      statuses.push(answer.statusCode);
    }
    expect(statuses.slice(0, 60).every((status) => status === 410)).toBe(true);
    expect(statuses.slice(60)).toEqual([429, 429]);
    const person = await newcomer(t);
    expect((await signIn(person.email, goodPassword, machine)).statusCode).toBe(429);
    expect((await signIn(person.email, goodPassword)).statusCode).toBe(200);
  });

  test('success uses nothing up', async () => {
    const person = await newcomer(t);
    const machine = elsewhere();
    for (let i = 0; i < 12; i += 1) {
      expect((await signIn(person.email, goodPassword, machine)).statusCode).toBe(200);
    }
  });
});

describe('sessions', () => {
  test('end on the server when somebody signs out', async () => {
    const person = await newcomer(t);
    const out = await person.delete('/v1/session');
    expect(out.statusCode).toBe(204);
    expect(String(out.headers['set-cookie'])).toContain('prefloop.session_token=;');
    expect(await sessionsOf(person.id)).toEqual([]);
    expect((await person.get('/v1/me')).statusCode).toBe(401);
  });

  test('are listed with where they are, and can be ended one by one by their owner only', async () => {
    const person = await newcomer(t);
    const phone = await signIn(person.email, goodPassword, elsewhere(), { 'user-agent': 'Phone/1' });
    const { items } = (await person.get('/v1/me/sessions')).json<{
      items: { id: string; current: boolean; browser: string; address: string }[];
    }>();
    expect(items).toHaveLength(2);
    expect(items.filter((item) => item.current)).toHaveLength(1);
    const other = items.find((item) => !item.current);
    expect(other).toMatchObject({ browser: 'Phone/1', address: expect.stringMatching(/^10\.1\./) });
    const url = `/v1/me/sessions/${other?.id}`;
    expect((await (await t.user()).delete(url)).statusCode).toBe(404);
    expect((await person.delete(url)).statusCode).toBe(204);
    expect((await t.anonymous.get('/v1/me', { cookie: cookieOf(phone) })).statusCode).toBe(401);
    expect((await person.get('/v1/me')).statusCode).toBe(200);
  });

  test('that have run out or were signed by somebody else open nothing', async () => {
    const person = await newcomer(t);
    const forged = person.cookie.replace(/(session_token=[^.]+\.)./, '$1A');
    expect(forged).not.toBe(person.cookie);
    const [token = ''] = /session_token=[^.]+/.exec(person.cookie) ?? [];
    const broken = person.cookie.replace(/(session_token=[^.]+\.).*/, '$1%E0%A4%A');
    for (const cookie of [forged, token, `prefloop.${token}`, `prefloop.${token}.`, broken, 'a=b']) {
      expect((await t.anonymous.get('/v1/me', { cookie })).statusCode).toBe(401);
    }
    const past = new Date(Date.now() - 1000);
    await t.db.update(schema.sessions).set({ expiresAt: past }).where(eq(schema.sessions.userId, person.id));
    expect((await person.get('/v1/me')).statusCode).toBe(401);
  });

  test('are not written by reading', async () => {
    const person = await newcomer(t);
    const old = new Date(Date.now() - 3 * 24 * 3_600_000);
    const mine = eq(schema.sessions.userId, person.id);
    await t.db.update(schema.sessions).set({ createdAt: old, updatedAt: old }).where(mine);
    const before = await t.db.select().from(schema.sessions).where(mine);
    expect((await person.get('/v1/me')).statusCode).toBe(200);
    expect(await t.db.select().from(schema.sessions).where(mine)).toEqual(before);
  });
});

describe('the password', () => {
  test('changes with the old one in hand, ends every session and opens a fresh one', async () => {
    const person = await newcomer(t);
    const phone = await signIn(person.email, goodPassword);
    const wrong = await person.post('/v1/me/password', {
      currentPassword: 'is not the one',
      newPassword: 'another lamp river seven',
    });
    expect(wrong.json()).toMatchObject({
      code: 'PASSWORD_WRONG',
      issues: [{ path: 'body/currentPassword' }],
    });
    expect((await person.get('/v1/me')).statusCode).toBe(200);
    const weak = { currentPassword: goodPassword, newPassword: 'password1234' };
    const refused = await person.post('/v1/me/password', weak);
    expect(refused.json()).toMatchObject({
      code: 'PASSWORD_REFUSED',
      issues: [{ path: 'body/newPassword' }],
    });
    const changed = await person.post('/v1/me/password', {
      currentPassword: goodPassword,
      newPassword: 'another lamp river seven',
    });
    expect(changed.statusCode).toBe(200);
    expect((await person.get('/v1/me')).statusCode).toBe(401);
    expect((await t.anonymous.get('/v1/me', { cookie: cookieOf(phone) })).statusCode).toBe(401);
    expect((await t.anonymous.get('/v1/me', { cookie: cookieOf(changed) })).statusCode).toBe(200);
    expect((await signIn(person.email, goodPassword)).statusCode).toBe(401);
    expect((await signIn(person.email, 'another lamp river seven')).statusCode).toBe(200);
    expect(await audited(person.id, 'password.changed')).toBe(1);
  });
});

test('a person changes their own name', async () => {
  const person = await t.user({ name: 'Before' });
  expect((await person.patch('/v1/me', { name: '  After  ' })).json()).toMatchObject({ name: 'After' });
  expect((await person.get('/v1/me')).json()).toMatchObject({ name: 'After', role: 'member' });
  for (const name of ['', '  ', 'a\nb', 'nul \u0000', 'half \ud800', 'x'.repeat(101)]) {
    expect((await person.patch('/v1/me', { name })).statusCode, JSON.stringify(name)).toBe(400);
  }
  expect((await person.patch('/v1/me', { name: 'Ada', role: 'admin' })).statusCode).toBe(400);
});

test('a person chooses a language, which every later sign-in knows, and takes it back', async () => {
  const person = await newcomer(t);
  expect((await person.get('/v1/me')).json()).toMatchObject({ language: null });
  expect((await person.patch('/v1/me', { language: 'de' })).json()).toMatchObject({
    name: person.name,
    language: 'de',
  });
  expect((await signIn(person.email, goodPassword)).json()).toMatchObject({ language: 'de' });
  expect((await person.patch('/v1/me', { name: 'Another' })).json()).toMatchObject({ language: 'de' });
  expect((await person.patch('/v1/me', { language: 'xx' })).statusCode).toBe(400);
  expect((await person.patch('/v1/me', { language: null })).json()).toMatchObject({ language: null });
});
