import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { makeFolder, prefloop } from './command-line.ts';

const report = z.object({
  ok: z.boolean(),
  checks: z.array(
    z.object({
      name: z.string(),
      status: z.enum(['ok', 'warning', 'failed']),
      detail: z.string().min(1),
      fix: z.string().min(1).optional(),
    }),
  ),
});

let folder: Awaited<ReturnType<typeof makeFolder>>;

beforeEach(async () => {
  folder = await makeFolder();
});

afterEach(() => folder.remove());

async function doctor(args: string[], env: NodeJS.ProcessEnv = {}) {
  const running = await prefloop(folder.path, ['doctor', '--data', join(folder.path, 'data'), ...args], env);
  return running.ended;
}

test('it looks at everything, and whatever is not ok comes with its fix', async () => {
  const { output, code } = await doctor(['--json']);
  const { ok, checks } = report.parse(JSON.parse(output));
  expect(checks.map((check) => check.name)).toEqual([
    'node',
    'packages',
    'python',
    'environment',
    'gpu',
    'memory',
    'disk',
    'postgres',
    'queue',
    'chromium',
  ]);
  for (const check of checks) expect(check.fix === undefined, check.name).toBe(check.status === 'ok');
  expect(code).toBe(ok ? 0 : 1);
  expect(checks.find((check) => check.name === 'postgres')).toMatchObject({ status: 'ok' });
});

test('stores that do not answer fail with what to check, in words too', async () => {
  const env = {
    DATABASE_URL: 'postgresql://nobody:nothing@127.0.0.1:1/none',
    REDIS_URL: 'redis://127.0.0.1:1',
  };
  const { output, code } = await doctor(['--services'], env);
  expect(code).toBe(1);
  expect(output).toMatch(/FAILED +postgres +DATABASE_URL: .*ECONNREFUSED.*\n +→ Check DATABASE_URL/);
  expect(output).toMatch(/FAILED +queue +.*ECONNREFUSED.*\n +→ Check REDIS_URL/);
});

test('an environment that cannot be used is told whole, with exit code 2', async () => {
  const { output, code } = await doctor([], { PORT: 'many', DATABASE_URL: 'mysql://x' });
  expect(code).toBe(2);
  expect(output).toContain('PORT:');
  expect(output).toContain('DATABASE_URL:');
});
