import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ApiError, createClient, ok } from '@prefloop/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../helpers/app.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('the client', () => {
  let t: TestApp;
  let origin: string;
  beforeAll(async () => {
    t = await createTestApp();
    origin = await t.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => t.close());

  test('gives the body of an answer', async () => {
    const client = createClient({ baseUrl: origin });
    await expect(ok(client.GET('/healthz'))).resolves.toEqual({ status: 'ok' });
  });

  test('rejects with the problem document of a refusal', async () => {
    const call = createClient({ baseUrl: origin }).GET('/openapi.json');
    await expect(call).rejects.toBeInstanceOf(ApiError);
    await expect(call).rejects.toMatchObject({ status: 401, code: 'AUTH_REQUIRED' });
  });

  test('makes an error of an answer without a problem document too', async () => {
    const fetch = async () =>
      new Response('<h1>Bad gateway</h1>', { status: 502, statusText: 'Bad Gateway' });
    const call = createClient({ baseUrl: origin, fetch }).GET('/healthz');
    await expect(call).rejects.toMatchObject({ status: 502, code: 'UNAVAILABLE' });
  });
});

test('the generated types are those of the routes as they stand', async () => {
  const check = promisify(execFile)(process.execPath, ['packages/sdk/scripts/generate.mjs', '--check'], {
    cwd: root,
  });
  await expect(check).resolves.toMatchObject({ stderr: '' });
}, 180_000);
