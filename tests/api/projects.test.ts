import { schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';

type Page = { items: { slug: string; role: string }[]; nextCursor: string | null };

let t: TestApp;
let admin: TestUser;
beforeAll(async () => {
  t = await createTestApp();
  admin = await t.user({ admin: true });
});
afterAll(() => t.close());

describe('a project', () => {
  test('gets its slug from its name, a first rating form, and its maker as lead', async () => {
    const made = await admin.post('/v1/projects', { name: 'Tön & Style, 2nd round' });
    expect(made.statusCode).toBe(201);
    expect(made.json()).toMatchObject({ slug: 'ton-style-2nd-round', role: 'lead', description: '' });
    const again = await admin.post('/v1/projects', { name: 'Tön & Style, 2nd round' });
    expect(again.json()).toMatchObject({ slug: 'ton-style-2nd-round-2' });
    expect((await admin.post('/v1/projects', { name: '日本語' })).json()).toMatchObject({ slug: 'project' });
    const [row] = await t.db
      .select()
      .from(schema.projects)
      .where(eq(schema.projects.slug, 'ton-style-2nd-round'));
    const forms = await t.db
      .select()
      .from(schema.ratingForms)
      .where(eq(schema.ratingForms.projectId, row?.id ?? ''));
    expect(forms).toMatchObject([{ version: 1, spec: { pair: { scale: 7 } } }]);
  });

  test('takes the slug that is asked for, once', async () => {
    const body = { name: 'Mine', slug: 'mine' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => admin.post('/v1/projects', body)));
    const statuses = answers.map((answer) => answer.statusCode).sort();
    expect(statuses).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    const refused = answers.find((answer) => answer.statusCode === 409);
    expect(refused?.json()).toMatchObject({ code: 'NAME_TAKEN', issues: [{ path: 'body/slug' }] });
    for (const slug of ['Upper', 'a', '-a', 'a--b', 'a b', '../x', 'a'.repeat(61)]) {
      expect((await admin.post('/v1/projects', { name: 'x', slug })).statusCode, slug).toBe(400);
    }
  });

  test('is seen by its members and by admins, and by nobody else', async () => {
    const ours = await t.project({ slug: 'zz-ours' });
    await t.project({ slug: 'zz-theirs' });
    const person = await t.member(ours, 'annotator');
    const mine = (await person.get('/v1/projects')).json();
    expect(mine).toMatchObject({ items: [{ slug: 'zz-ours', role: 'annotator' }], nextCursor: null });
    expect((await person.get('/v1/projects/zz-theirs')).statusCode).toBe(404);
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: Page = (await admin.get(`/v1/projects?limit=2${next && `&cursor=${next}`}`)).json();
      for (const item of page.items) expect(item.role).toBe('lead');
      seen.push(...page.items.map((item) => item.slug));
      next = page.nextCursor;
    }
    const all = await t.db.select({ slug: schema.projects.slug }).from(schema.projects);
    expect(seen.toSorted()).toEqual(all.map((row) => row.slug).toSorted());
    for (const slug of ['%00', 'a%2Fb', 'x'.repeat(150), '..%2f', 'ÄÖ', "'--"]) {
      expect((await person.get(`/v1/projects/${slug}`)).statusCode, slug).toBe(404);
    }
  });

  test('is renamed by its lead; archived it can be read, not changed, until it is opened again', async () => {
    const lead = await t.user();
    const { slug } = await t.project({ lead });
    const url = `/v1/projects/${slug}`;
    const renamed = await lead.patch(url, { name: 'New name', description: 'What it is for' });
    expect(renamed.json()).toMatchObject({ slug, name: 'New name', description: 'What it is for' });
    expect((await lead.patch(url, {})).statusCode).toBe(400);
    expect((await lead.patch(url, { slug: 'other' })).statusCode).toBe(400);
    expect((await lead.patch(url, { archived: true })).json()).toMatchObject({
      name: 'New name',
      archivedAt: expect.any(String),
    });
    expect((await lead.get(url)).statusCode).toBe(200);
    const refused = await lead.post(`${url}/guidelines`, { body: 'x', basedOn: 0 });
    expect(refused.json()).toMatchObject({ code: 'PROJECT_ARCHIVED', status: 409 });
    expect((await lead.patch(url, { archived: false })).json()).toMatchObject({ archivedAt: null });
    expect((await lead.post(`${url}/guidelines`, { body: 'x', basedOn: 0 })).statusCode).toBe(201);
  });
});

describe('guidelines', () => {
  test('grow version by version; nobody writes over one they have not seen', async () => {
    const lead = await t.user({ name: 'Lena' });
    const project = await t.project({ lead });
    const url = `/v1/projects/${project.slug}/guidelines`;
    const first = await lead.post(url, { body: '# Be kind', basedOn: 0 });
    expect(first.json()).toMatchObject({ version: 1, body: '# Be kind', createdBy: 'Lena' });
    const stale = await lead.post(url, { body: 'older thoughts', basedOn: 0 });
    expect(stale.json()).toMatchObject({ code: 'CONFLICT', detail: expect.stringContaining('Version 1') });
    const race = await Promise.all(
      Array.from({ length: 6 }, (_, i) => lead.post(url, { body: `draft ${i}`, basedOn: 1 })),
    );
    expect(race.map((answer) => answer.statusCode).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    const annotator = await t.member(project, 'annotator');
    const newest = (await annotator.get(`${url}?limit=1`)).json();
    expect(newest).toMatchObject({ items: [{ version: 2 }], nextCursor: '2' });
    const rest = (await annotator.get(`${url}?limit=1&cursor=2`)).json();
    expect(rest).toMatchObject({ items: [{ version: 1, body: '# Be kind' }], nextCursor: null });
    expect((await annotator.post(url, { body: 'x', basedOn: 2 })).statusCode).toBe(403);
    expect((await lead.post(url, { body: 'nul \u0000', basedOn: 2 })).statusCode).toBe(400);
  });
});

describe('Idempotency-Key', () => {
  const again = { 'idempotency-key': 'one-of-mine' };

  test('makes a repeat harmless: one row, one answer', async () => {
    const body = { name: 'Only once' };
    const first = await admin.post('/v1/projects', body, again);
    expect(first.statusCode).toBe(201);
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    const repeat = await admin.post('/v1/projects', body, again);
    expect(repeat.statusCode).toBe(201);
    expect(repeat.json()).toEqual(first.json());
    expect(repeat.headers['idempotency-replayed']).toBe('true');
    expect(repeat.headers['content-type']).toContain('application/json');
    const rows = await t.db.select().from(schema.projects).where(eq(schema.projects.name, 'Only once'));
    expect(rows).toHaveLength(1);
  });

  test('lets one of fifty at once through', async () => {
    const key = { 'idempotency-key': 'a-race' };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => admin.post('/v1/projects', { name: 'Raced' }, key)),
    );
    const statuses = answers.map((answer) => answer.statusCode);
    expect(statuses.every((status) => [201, 409].includes(status))).toBe(true);
    const bodies = new Set(
      answers
        .filter((answer) => answer.statusCode === 201)
        .map((answer) => answer.json<{ slug: string }>().slug),
    );
    expect(bodies).toEqual(new Set(['raced']));
    const rows = await t.db.select().from(schema.projects).where(eq(schema.projects.name, 'Raced'));
    expect(rows).toHaveLength(1);
  });

  test('refuses another request under the same key, and knows whose key it is', async () => {
    const other = await admin.post('/v1/projects', { name: 'Something else' }, again);
    expect(other.json()).toMatchObject({ status: 422, code: 'IDEMPOTENCY_MISMATCH' });
    const { slug } = await t.project({ lead: admin });
    const elsewhere = await admin.post(`/v1/projects/${slug}/guidelines`, { body: 'x', basedOn: 0 }, again);
    expect(elsewhere.json()).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
    const second = await t.user({ admin: true });
    const theirs = await second.post('/v1/projects', { name: 'Only once' }, again);
    expect(theirs.statusCode).toBe(201);
    expect(theirs.headers['idempotency-replayed']).toBeUndefined();
    const long = await admin.post('/v1/projects', { name: 'x' }, { 'idempotency-key': 'x'.repeat(201) });
    expect(long.statusCode).toBe(400);
  });

  test('forgets a refusal, so that the request can be sent again once it is right', async () => {
    const key = { 'idempotency-key': 'after-a-refusal' };
    const lead = await t.user();
    const { slug } = await t.project({ lead });
    const url = `/v1/projects/${slug}/guidelines`;
    expect((await lead.post(url, { body: 'x', basedOn: 1 }, key)).statusCode).toBe(409);
    expect((await lead.post(url, { body: 'x', basedOn: 0 }, key)).statusCode).toBe(201);
  });

  test('keeps no secret that is shown once', async () => {
    const made = await admin.post(
      '/v1/me/keys',
      { name: 'k', scopes: ['read'] },
      { 'idempotency-key': 'secret' },
    );
    const { key } = made.json<{ key: string }>();
    const rows = await t.db.select().from(schema.idempotencyKeys);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(key);
  });
});
