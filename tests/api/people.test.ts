import { checkInvariants, createSetupToken, schema } from '@prefloop/db';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { cookieOf, fromElsewhere, goodPassword, newcomer, secretOf } from '../helpers/people.ts';
import { addBatch } from '../helpers/rating.ts';

let t: TestApp;
let admin: TestUser;
beforeAll(async () => {
  t = await createTestApp();
  admin = await t.user({ admin: true });
});
afterAll(() => t.close());

const statuses = (answers: { statusCode: number }[]) => answers.map((answer) => answer.statusCode);
const count = (all: number[], status: number) => all.filter((one) => one === status).length;
const elsewhere = () => fromElsewhere(t);
const accept = (body: object) => elsewhere().post('/v1/invitations/accept', body);

describe('the first admin', () => {
  test('is made once by the link of the server, even by many at once, and is signed in', async () => {
    const fresh = await createTestApp();
    try {
      expect((await fresh.anonymous.get('/v1/setup')).json()).toEqual({ needed: true });
      const { secret } = await createSetupToken(fresh.db);
      const unknown = secret.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
      const person = { name: 'Ada', password: goodPassword };
      const wrong = { ...person, secret: unknown, email: 'wrong@people.test' };
      expect((await fresh.anonymous.post('/v1/setup', wrong)).statusCode).toBe(410);
      const weak = await fresh.anonymous.post('/v1/setup', {
        ...person,
        secret,
        email: 'ada@people.test',
        password: 'ada@people.test',
      });
      expect(weak.json()).toMatchObject({ code: 'PASSWORD_REFUSED', status: 422 });
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          fromElsewhere(fresh).post('/v1/setup', { ...person, secret, email: `ada${i}@people.test` }),
        ),
      );
      expect(count(statuses(answers), 201)).toBe(1);
      expect(statuses(answers).every((status) => [201, 409, 410, 429].includes(status))).toBe(true);
      expect(await fresh.db.select().from(schema.users)).toHaveLength(1);
      const winner = answers.find((answer) => answer.statusCode === 201);
      const cookie = winner ? cookieOf(winner) : '';
      expect((await fresh.anonymous.get('/v1/me', { cookie })).json()).toMatchObject({ role: 'admin' });
      expect((await fresh.anonymous.get('/v1/setup')).json()).toEqual({ needed: false });
      const late = await createSetupToken(fresh.db);
      const again = { ...person, secret: late.secret, email: 'late@people.test' };
      expect((await fresh.anonymous.post('/v1/setup', again)).json()).toMatchObject({ code: 'SETUP_DONE' });
    } finally {
      await fresh.close();
    }
  });

  test('a newer link of the server replaces the one before', async () => {
    const fresh = await createTestApp();
    try {
      const first = await createSetupToken(fresh.db);
      await createSetupToken(fresh.db);
      const body = { secret: first.secret, name: 'Ada', email: 'ada@people.test', password: goodPassword };
      expect((await fresh.anonymous.post('/v1/setup', body)).json()).toMatchObject({ code: 'LINK_INVALID' });
    } finally {
      await fresh.close();
    }
  });
});

describe('an invitation', () => {
  test('tells its holder what it offers, makes the account, and works once', async () => {
    const project = await t.project({ name: 'Tone' });
    const made = await admin.post(`/v1/projects/${project.slug}/invitations`, {
      email: 'Grace@People.test',
      role: 'engineer',
    });
    expect(made.statusCode).toBe(201);
    const { url, expiresAt } = made.json<{ url: string; expiresAt: string }>();
    expect(url).toMatch(/^http:\/\/prefloop\.test\/invite#token=[\w-]{43}$/);
    const hours = (Date.parse(expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(71.9);
    expect(hours).toBeLessThanOrEqual(72.01);
    const secret = secretOf(made);
    const offer = await elsewhere().post('/v1/invitations/lookup', { secret });
    expect(offer.json()).toMatchObject({
      email: 'grace@people.test',
      project: { slug: project.slug, name: 'Tone' },
      role: 'engineer',
      invitedBy: admin.name,
      hasAccount: false,
    });
    expect((await accept({ secret })).json()).toMatchObject({ status: 400, issues: [{}, {}] });
    const weak = await accept({ secret, name: 'Grace', password: 'grace1234567' });
    expect(weak.json()).toMatchObject({ code: 'PASSWORD_REFUSED' });
    const accepted = await accept({ secret, name: 'Grace', password: goodPassword });
    const me = { email: 'grace@people.test', name: 'Grace', role: 'member' };
    expect(accepted.json()).toMatchObject({ me, project: project.slug });
    const cookie = cookieOf(accepted);
    const mine = await t.anonymous.get(`/v1/projects/${project.slug}`, { cookie });
    expect(mine.json()).toMatchObject({ role: 'engineer' });
    expect((await accept({ secret, name: 'Eve', password: goodPassword })).json()).toMatchObject({
      code: 'LINK_INVALID',
    });
    const { items } = (await admin.get(`/v1/projects/${project.slug}/invitations`)).json();
    expect(items).toMatchObject([{ email: 'grace@people.test', state: 'accepted', invitedBy: admin.name }]);
  });

  test('accepted by fifty at once makes one account', async () => {
    const project = await t.project();
    const made = await admin.post(`/v1/projects/${project.slug}/invitations`, {
      email: 'crowd@people.test',
      role: 'annotator',
    });
    const secret = secretOf(made);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => accept({ secret, name: `Crowd ${i}`, password: goodPassword })),
    );
    expect(count(statuses(answers), 200)).toBe(1);
    const { users, memberships, accounts } = schema;
    const found = await t.db.select().from(users).where(eq(users.email, 'crowd@people.test'));
    expect(found).toHaveLength(1);
    const id = found[0]?.id ?? '';
    expect(await t.db.select().from(memberships).where(eq(memberships.userId, id))).toHaveLength(1);
    expect(await t.db.select().from(accounts).where(eq(accounts.userId, id))).toHaveLength(1);
  });

  test('is joined to an account that exists only by its own session', async () => {
    const project = await t.project();
    const known = await newcomer(t);
    const url = `/v1/projects/${project.slug}/invitations`;
    const secret = secretOf(await admin.post(url, { email: known.email, role: 'viewer' }));
    const offer = await elsewhere().post('/v1/invitations/lookup', { secret });
    expect(offer.json()).toMatchObject({ hasAccount: true });
    const hijack = await accept({ secret, name: 'Eve', password: 'a password of her own' });
    expect(hijack.json()).toMatchObject({ code: 'AUTH_REQUIRED' });
    const other = await t.user();
    expect((await other.post('/v1/invitations/accept', { secret })).statusCode).toBe(403);
    const joined = await known.post('/v1/invitations/accept', { secret });
    expect(joined.json()).toMatchObject({ me: { id: known.id }, project: project.slug });
    expect((await known.get(`/v1/projects/${project.slug}`)).json()).toMatchObject({ role: 'viewer' });
    expect((await other.get(`/v1/projects/${project.slug}`)).statusCode).toBe(404);
    const again = await admin.post(url, { email: known.email, role: 'lead' });
    expect(again.json()).toMatchObject({ code: 'CONFLICT' });
  });

  test('stops working when it is withdrawn, replaced or 72 hours old', async () => {
    const { slug } = await t.project();
    const url = `/v1/projects/${slug}/invitations`;
    const first = secretOf(await admin.post(url, { email: 'late@people.test', role: 'viewer' }));
    const second = await admin.post(url, { email: 'late@people.test', role: 'viewer' });
    const look = async (secret: string) =>
      (await elsewhere().post('/v1/invitations/lookup', { secret })).statusCode;
    expect(await look(first)).toBe(410);
    expect(await look(secretOf(second))).toBe(200);
    const gone = `${url}/${second.json<{ id: string }>().id}`;
    const { slug: foreign } = await t.project();
    expect((await admin.delete(gone.replace(slug, foreign))).statusCode).toBe(404);
    expect((await admin.delete(gone)).statusCode).toBe(204);
    expect((await admin.delete(gone)).statusCode).toBe(404);
    expect(await look(secretOf(second))).toBe(410);
    const third = secretOf(await admin.post(url, { email: 'late@people.test', role: 'viewer' }));
    await t.db.execute(sql`update one_time_links set expires_at = now() where email = 'late@people.test'`);
    expect(await look(third)).toBe(410);
    const { items } = (await admin.get(url)).json<{ items: { state: string }[] }>();
    expect(items.map((item) => item.state)).toEqual(['expired', 'revoked', 'revoked']);
  });

  test('to the deployment makes members and admins, by admins only', async () => {
    const made = await admin.post('/v1/invitations', { email: 'root@people.test', role: 'admin' });
    const answer = { secret: secretOf(made), name: 'Root', password: goodPassword };
    expect((await accept(answer)).json()).toMatchObject({ me: { role: 'admin' }, project: null });
    const person = await newcomer(t);
    expect((await person.post('/v1/invitations', { email: 'x@people.test', role: 'admin' })).statusCode).toBe(
      403,
    );
    const raise = await admin.post('/v1/invitations', { email: person.email, role: 'admin' });
    const raised = await person.post('/v1/invitations/accept', { secret: secretOf(raise) });
    expect(raised.json()).toMatchObject({ me: { role: 'admin' } });
    expect((await person.get('/v1/users')).statusCode).toBe(200);
  });

  test('keeps no usable secret in the database', async () => {
    const { slug } = await t.project();
    const made = await admin.post(`/v1/projects/${slug}/invitations`, {
      email: 'dump@people.test',
      role: 'viewer',
    });
    const dump = await t.db.execute(sql`select to_jsonb(l)::text as row from one_time_links l`);
    const answers = await t.db.execute(sql`select to_jsonb(k)::text as row from idempotency_keys k`);
    const text = JSON.stringify([dump.rows, answers.rows]);
    expect(text).toContain('dump@people.test');
    expect(text).not.toContain(secretOf(made));
  });
});

describe('a lost password', () => {
  test('is replaced by a link that an admin makes; every session ends', async () => {
    const person = await newcomer(t);
    const url = `/v1/users/${person.id}/password-reset`;
    const first = secretOf(await admin.post(url));
    const made = await admin.post(url);
    expect(made.json<{ url: string }>().url).toMatch(/^http:\/\/prefloop\.test\/reset#token=/);
    const secret = secretOf(made);
    const look = (which: string) => elsewhere().post('/v1/password-resets/lookup', { secret: which });
    expect((await look(first)).statusCode).toBe(410);
    expect((await look(secret)).json()).toMatchObject({ email: person.email });
    const weak = await elsewhere().post('/v1/password-resets', { secret, password: person.email });
    expect(weak.json()).toMatchObject({ code: 'PASSWORD_REFUSED' });
    const password = 'the newest of passwords';
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => elsewhere().post('/v1/password-resets', { secret, password })),
    );
    expect(count(statuses(answers), 200)).toBe(1);
    expect(statuses(answers).every((status) => [200, 410, 429].includes(status))).toBe(true);
    expect((await person.get('/v1/me')).statusCode).toBe(401);
    const old = await elsewhere().post('/v1/session', { email: person.email, password: goodPassword });
    expect(old.statusCode).toBe(401);
    const fresh = await elsewhere().post('/v1/session', { email: person.email, password });
    expect(fresh.statusCode).toBe(200);
  });

  test('of a user who is disabled stays lost', async () => {
    const person = await newcomer(t);
    const secret = secretOf(await admin.post(`/v1/users/${person.id}/password-reset`));
    await admin.patch(`/v1/users/${person.id}`, { disabled: true });
    const answer = await elsewhere().post('/v1/password-resets', { secret, password: goodPassword });
    expect(answer.json()).toMatchObject({ code: 'LINK_INVALID' });
  });
});

describe('users', () => {
  test('are listed page by page and found by name and address', async () => {
    await t.user({ name: 'Zoë 100% Näher', email: 'zoe_x@people.test' });
    const found = await admin.get('/v1/users?search=100%25%20n%C3%A4h');
    expect(found.json()).toMatchObject({ items: [{ email: 'zoe_x@people.test', projects: 0 }] });
    expect((await admin.get('/v1/users?search=zoeXx')).json()).toMatchObject({ items: [] });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const after: string = cursor ? `&cursor=${cursor}` : '';
      const page = (await admin.get(`/v1/users?limit=3${after}`)).json<{
        items: { id: string }[];
        nextCursor: string | null;
      }>();
      expect(page.items.length).toBeGreaterThan(0);
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    }
    const all = await t.db.select({ id: schema.users.id }).from(schema.users);
    expect(seen.toSorted()).toEqual(all.map((row) => row.id).sort());
    expect((await admin.get('/v1/users?cursor=nonsense')).statusCode).toBe(400);
  });

  test('who are disabled are out at once, sessions and keys, and may come back', async () => {
    const person = await newcomer(t);
    const made = await person.post('/v1/me/keys', { name: 'script', scopes: ['read'] });
    const authorization = `Bearer ${made.json<{ key: string }>().key}`;
    expect((await t.anonymous.get('/v1/me', { authorization })).statusCode).toBe(200);
    const off = await admin.patch(`/v1/users/${person.id}`, { disabled: true });
    expect(off.json()).toMatchObject({ id: person.id, disabledAt: expect.any(String) });
    expect((await person.get('/v1/me')).statusCode).toBe(401);
    expect((await t.anonymous.get('/v1/me', { authorization })).statusCode).toBe(401);
    const credentials = { email: person.email, password: goodPassword };
    expect((await elsewhere().post('/v1/session', credentials)).statusCode).toBe(401);
    const on = await admin.patch(`/v1/users/${person.id}`, { disabled: false });
    expect(on.json()).toMatchObject({ disabledAt: null });
    expect((await person.get('/v1/me')).statusCode).toBe(401);
    expect((await elsewhere().post('/v1/session', credentials)).statusCode).toBe(200);
  });

  test('always keep an admin among them, however many demote each other at once', async () => {
    const fresh = await createTestApp();
    try {
      const admins = await Promise.all(Array.from({ length: 5 }, () => fresh.user({ admin: true })));
      const changes = admins.flatMap((one, i) => {
        const other = admins[(i + 1) % admins.length];
        const change = i % 2 === 0 ? { role: 'member' } : { disabled: true };
        return [one, other].map((target) => one.patch(`/v1/users/${target?.id}`, change));
      });
      const answers = await Promise.all(changes);
      const left = await fresh.db.execute(
        sql`select id from users where role = 'admin' and disabled_at is null`,
      );
      expect(left.rows.length).toBeGreaterThanOrEqual(1);
      const last = admins.find((one) => one.id === left.rows[0]?.id);
      const others = left.rows.slice(1);
      for (const row of others) await last?.patch(`/v1/users/${row.id}`, { role: 'member' });
      for (const change of [{ role: 'member' }, { disabled: true }]) {
        const refused = await last?.patch(`/v1/users/${last.id}`, change);
        expect(refused?.json()).toMatchObject({ code: 'LAST_ADMIN', status: 409 });
      }
      expect(statuses(answers).some((status) => status !== 200)).toBe(true);
    } finally {
      await fresh.close();
    }
  });
});

describe('members', () => {
  test('are listed, change role and leave; what they may do follows at once', async () => {
    const lead = await t.user();
    const project = await t.project({ lead });
    const person = await t.member(project, 'viewer');
    const url = `/v1/projects/${project.slug}/members`;
    const { items } = (await lead.get(url)).json<{ items: { userId: string; role: string }[] }>();
    expect(items.map((item) => item.role).sort()).toEqual(['lead', 'viewer']);
    expect((await person.patch(`${url}/${lead.id}`, { role: 'viewer' })).statusCode).toBe(403);
    const changed = await lead.patch(`${url}/${person.id}`, { role: 'annotator' });
    expect(changed.json()).toMatchObject({ userId: person.id, role: 'annotator', email: person.email });
    expect((await person.get(url)).statusCode).toBe(403);
    const stranger = await t.user();
    expect((await lead.patch(`${url}/${stranger.id}`, { role: 'lead' })).statusCode).toBe(404);
    expect((await lead.delete(`${url}/${person.id}`)).statusCode).toBe(204);
    expect((await person.get(`/v1/projects/${project.slug}`)).statusCode).toBe(404);
    expect((await lead.delete(`${url}/${person.id}`)).statusCode).toBe(404);
  });

  test('always keep a lead among them, however many leave at once', async () => {
    const lead = await t.user();
    const project = await t.project({ lead });
    const leads = [lead, ...(await Promise.all(Array.from({ length: 5 }, () => t.member(project, 'lead'))))];
    const url = `/v1/projects/${project.slug}/members`;
    const answers = await Promise.all(
      leads.map((one, i) =>
        i % 2 === 0 ? admin.patch(`${url}/${one.id}`, { role: 'viewer' }) : admin.delete(`${url}/${one.id}`),
      ),
    );
    expect(count(statuses(answers), 409)).toBe(1);
    expect(answers.find((answer) => answer.statusCode === 409)?.json()).toMatchObject({ code: 'LAST_LEAD' });
    const { rows } = await t.db.execute(
      sql`select 1 from memberships where project_id = ${project.id} and role = 'lead'`,
    );
    expect(rows).toHaveLength(1);
  });
});

test('whoever leaves, becomes a viewer or is disabled gives their tasks back at once', async () => {
  const project = await t.project();
  const { id } = await addBatch(t.db, project.id, { tasks: 6 });
  const reserved = async () => {
    const rows = await t.db.select().from(schema.tasks).where(eq(schema.tasks.batchId, id));
    return rows.reduce((sum, row) => sum + row.reserved, 0);
  };
  const members = `/v1/projects/${project.slug}/members`;
  const endings: ((user: TestUser) => Promise<{ statusCode: number }>)[] = [
    (user) => admin.delete(`${members}/${user.id}`),
    (user) => admin.patch(`${members}/${user.id}`, { role: 'viewer' }),
    (user) => admin.patch(`/v1/users/${user.id}`, { disabled: true }),
  ];
  for (const end of endings) {
    const person = await t.member(project, 'annotator');
    const claimed = await person.post(`/v1/projects/${project.slug}/rate/claims`, { hold: 2 });
    expect(claimed.statusCode, t.log.slice(-3).join('')).toBe(200);
    expect(await reserved()).toBeGreaterThan(0);
    expect([200, 204]).toContain((await end(person)).statusCode);
    expect(await reserved()).toBe(0);
  }
  expect(await checkInvariants(t.pool)).toEqual([]);
});

describe('the audit log', () => {
  test('tells who did what, where and from which address, and no row of it can be changed', async () => {
    const lead = await t.user({ name: 'Lena' });
    const project = await t.project({ lead });
    const person = await t.member(project, 'viewer');
    await lead.patch(`/v1/projects/${project.slug}/members/${person.id}`, { role: 'engineer' });
    const log = await admin.get(`/v1/audit-log?project=${project.slug}&action=member.changed`);
    expect(log.json()).toMatchObject({
      items: [
        {
          actor: { id: lead.id, name: 'Lena' },
          action: 'member.changed',
          subject: person.id,
          detail: { role: 'engineer' },
          address: '127.0.0.1',
        },
      ],
    });
    const change = t.db.execute(sql`update audit_log set action = 'nothing'`);
    await expect(change).rejects.toMatchObject({ cause: { message: 'audit_log rows never change' } });
    const removal = t.db.execute(sql`delete from audit_log`);
    await expect(removal).rejects.toMatchObject({ cause: { message: 'audit_log rows never change' } });
  });
});
