import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSetupToken } from '@prefloop/db';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, publicUrl, type TestApp, type TestResponse, type TestUser } from '../helpers/app.ts';
import { cookieOf, fromElsewhere, goodPassword, newcomer, secretOf } from '../helpers/people.ts';

let t: TestApp;
let person: TestUser;
beforeAll(async () => {
  t = await createTestApp();
  person = await t.user({ name: 'Unchanged' });
});
afterAll(() => t.close());

describe('a request that another site makes a browser send', () => {
  const rename = (headers: Record<string, string>) => person.patch('/v1/me', { name: 'Changed' }, headers);

  test.each([
    ['a foreign origin', { origin: 'https://evil.test' }],
    ['no origin to name', { origin: 'null' }],
    ['a subdomain', { origin: 'http://evil.prefloop.test' }],
    ['our name on another scheme', { origin: 'https://prefloop.test' }],
    ['our name on another port', { origin: 'http://prefloop.test:8080' }],
    ['another site by its own word', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour site', { 'sec-fetch-site': 'same-site', origin: publicUrl }],
  ])('is refused: %s', async (_, headers) => {
    const answer = await rename(headers);
    expect(answer.json()).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect((await person.get('/v1/me')).json()).toMatchObject({ name: 'Unchanged' });
  });

  test('is refused at the doors without a login too', async () => {
    const { email } = await newcomer(t);
    const body = { email, password: goodPassword };
    const answer = await t.anonymous.post('/v1/session', body, { origin: 'https://evil.test' });
    expect(answer.statusCode).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('passes from our own pages', async () => {
    const own = { origin: publicUrl, 'sec-fetch-site': 'same-origin' };
    expect((await person.patch('/v1/me', { name: 'Unchanged' }, own)).statusCode).toBe(200);
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain; charset=application/json',
    'application/jsonx',
    '',
  ])('cannot hide JSON in %j', async (type) => {
    const payload = JSON.stringify({ name: 'Changed' });
    const headers = { cookie: person.cookie, ...(type ? { 'content-type': type } : {}) };
    const answer = await t.app.inject({ method: 'PATCH', url: '/v1/me', headers, payload });
    expect([400, 415]).toContain(answer.statusCode);
    expect((await person.get('/v1/me')).json()).toMatchObject({ name: 'Unchanged' });
  });

  test.each([' application/json', 'application/json\ta', 'APPLICATION/JSON', 'application/json; charset=x'])(
    'is checked against its schema whatever the spelling of %j',
    async (type) => {
      const headers = { cookie: person.cookie, 'content-type': type };
      const payload = JSON.stringify({ name: { $gt: '' }, role: 'admin' });
      const answer = await t.app.inject({ method: 'PATCH', url: '/v1/me', headers, payload });
      expect([400, 415]).toContain(answer.statusCode);
    },
  );
});

test('pollution of prototypes is refused or inert', async () => {
  for (const payload of [
    '{"name":"x","__proto__":{"polluted":1}}',
    '{"name":"x","constructor":{"prototype":{"polluted":1}}}',
  ]) {
    const headers = { cookie: person.cookie, 'content-type': 'application/json' };
    const answer = await t.app.inject({ method: 'PATCH', url: '/v1/me', headers, payload });
    expect(answer.statusCode).toBe(400);
  }
  expect('polluted' in {}).toBe(false);
});

describe('every answer', () => {
  test.each(['/healthz', '/v1/me', '/nothing/here', '/v1/setup', '/v1/projects/%00'])(
    'carries the security headers: %s',
    async (url) => {
      const { headers } = await t.anonymous.get(url);
      const policy = String(headers['content-security-policy']);
      for (const part of ["default-src 'none'", "script-src 'self';", "frame-ancestors 'none'"]) {
        expect(policy).toContain(part);
      }
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cache-control': 'no-store',
        'x-request-id': expect.stringMatching(/^[0-9a-f]{16}$/),
      });
    },
  );

  test('names no site that may read it', async () => {
    const answer = await t.anonymous.get('/healthz', { origin: 'https://evil.test' });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    const asked = await t.app.inject({
      method: 'OPTIONS',
      url: '/v1/me',
      headers: { origin: 'https://evil.test', 'access-control-request-method': 'PATCH' },
    });
    expect(asked.statusCode).toBe(404);
  });
});

test('figures of the process are for admins, and name routes, not paths', async () => {
  const admin = await t.user({ admin: true });
  const { slug } = await t.project();
  await admin.get(`/v1/projects/${slug}`);
  expect((await person.get('/metrics')).statusCode).toBe(403);
  const figures = await admin.get('/metrics');
  expect(figures.headers['content-type']).toContain('text/plain');
  expect(figures.body).toMatch(/http_request_seconds_count\{operation="getProject",status="200"\} \d+/);
  expect(figures.body).toContain('process_resident_memory_bytes');
  expect(figures.body).not.toContain(slug);
});

test('the platform tells its version to those who are signed in', async () => {
  expect((await t.anonymous.get('/v1/platform')).statusCode).toBe(401);
  expect((await person.get('/v1/platform')).json()).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    publicUrl,
  });
});

describe('secrets', () => {
  test('reach neither the log nor an error, on good ways and bad', async () => {
    const app = await createTestApp();
    try {
      const answers: TestResponse[] = [];
      const kept = async (answer: Promise<TestResponse>) => {
        answers.push(await answer);
        return answer;
      };
      const { secret } = await createSetupToken(app.db);
      const canary = 'canary password of nobody';
      const setUp = { secret, name: 'Ada', email: 'ada@people.test', password: canary };
      const made = await app.anonymous.post('/v1/setup', setUp);
      const cookie = cookieOf(made);
      const as = { cookie };
      const key = (await app.anonymous.post('/v1/me/keys', { name: 'k', scopes: ['write'] }, as)).json<{
        key: string;
      }>().key;
      const invitation = await app.anonymous.post(
        '/v1/invitations',
        { email: 'x@y.test', role: 'member' },
        as,
      );
      const link = secretOf(invitation);
      const bearer = { authorization: `Bearer ${key}` };
      await kept(app.anonymous.get('/v1/me', as));
      await kept(app.anonymous.get('/v1/me', bearer));
      await kept(app.anonymous.get('/nothing', { ...as, ...bearer }));
      await kept(app.anonymous.post('/v1/session', { email: canary, password: canary }));
      await kept(app.anonymous.post('/v1/session', { email: 'ada@people.test', password: `${canary}!` }));
      await kept(app.anonymous.post('/v1/invitations/lookup', { secret: link }));
      await kept(app.anonymous.post('/v1/invitations/accept', { secret: link, password: canary }));
      // What breaks at the database is told with the statement; its parameters must stay out.
      await app.db.execute(
        sql`alter table accounts add constraint broken check (password is null) not valid`,
      );
      const broken = await app.anonymous.post('/v1/invitations/accept', {
        secret: link,
        name: 'Broken',
        password: canary,
      });
      answers.push(broken);
      expect(broken.statusCode).toBe(500);
      expect(app.log.join('')).toContain('broken');
      await app.db.execute(sql`drop table sessions cascade`);
      const lost = await app.anonymous.get('/v1/me', as);
      answers.push(lost);
      expect(lost.statusCode).toBe(500);
      const said = app.log.join('') + answers.map((answer) => answer.body).join('');
      const [token = ''] = /session_token=([^.]+)/.exec(cookie)?.slice(1) ?? [];
      expect(token.length).toBeGreaterThan(20);
      for (const one of [canary, token, key, link, secret]) expect(said).not.toContain(one);
      const { rows } = await app.db.execute(sql`select password from accounts`);
      for (const row of rows) expect(said).not.toContain(String(row.password));
    } finally {
      await app.close();
    }
  });
});

describe('the built web app', () => {
  let web: TestApp;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'prefloop-web-'));
    const root = join(folder, 'dist');
    await mkdir(join(root, 'assets'), { recursive: true });
    await writeFile(join(root, 'index.html'), '<!doctype html><title>Prefloop</title>');
    await writeFile(join(root, 'assets', 'app-3f2a.js'), 'export {};');
    await writeFile(join(root, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    await writeFile(join(folder, 'secret.txt'), 'outside');
    web = await createTestApp({ config: { webRoot: root } });
  });
  afterAll(async () => {
    await web.close();
    await rm(folder, { recursive: true, force: true });
  });
  const page = { accept: 'text/html,application/xhtml+xml' };

  test.each(['/', '/p/demo/rate', '/invite', '/p/a-b/runs?tab=curves'])(
    'answers a page address with the app: %s',
    async (url) => {
      const answer = await web.anonymous.get(url, page);
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toContain('<title>Prefloop</title>');
      expect(answer.headers['cache-control']).toBe('no-cache');
      expect(String(answer.headers['content-type'])).toContain('text/html');
    },
  );

  test('keeps files with a hash in their name for ever, and asks again for the others', async () => {
    const asset = await web.anonymous.get('/assets/app-3f2a.js');
    expect(asset.statusCode).toBe(200);
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(String(asset.headers['content-type'])).toContain('javascript');
    const icon = await web.anonymous.get('/favicon.svg');
    expect(icon.headers['cache-control']).toBe('no-cache');
    const gone = await web.anonymous.get('/assets/app-0000.js', page);
    expect(gone.statusCode).toBe(404);
    expect(gone.headers['cache-control']).toBe('no-store');
  });

  test.each(['/v1/nothing', '/v1', '/openapi.json/x', '/metrics/x', '/docs/nothing/here'])(
    'never stands in for the API: %s',
    async (url) => {
      const answer = await web.anonymous.get(url, page);
      expect([401, 404]).toContain(answer.statusCode);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    },
  );

  test('is only answered to those who ask for a page', async () => {
    expect((await web.anonymous.get('/p/demo', { accept: 'application/json' })).statusCode).toBe(404);
    expect((await web.anonymous.post('/p/demo', {}, page)).statusCode).toBe(404);
  });

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/%00',
    '/assets/....//....//secret.txt',
    '//etc/passwd',
    '/assets//etc/passwd',
  ])('serves nothing outside its folder: %s', async (url) => {
    const answer = await web.anonymous.get(url);
    expect([400, 403, 404]).toContain(answer.statusCode);
    expect(answer.body).not.toContain('outside');
  });
});

test('the rate limit of one machine follows its person, not a header it writes', async () => {
  const small = await createTestApp({ config: { requestsPerMinute: 20 } });
  try {
    const user = await small.user();
    const other = await small.user();
    const statuses: number[] = [];
    for (let i = 0; i < 25; i += 1) {
      const answer = await user.get('/v1/me', { 'x-forwarded-for': `192.0.2.${i}` });
      statuses.push(answer.statusCode);
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
    expect((await other.get('/v1/me')).statusCode).toBe(200);
    expect((await fromElsewhere(small).get('/healthz')).statusCode).toBe(200);
  } finally {
    await small.close();
  }
});
