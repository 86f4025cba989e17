import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { envSchema as apiEnv } from '@prefloop/api/env';
import { envSchema as cliEnv } from '@prefloop/cli/env';
import { envSchema as workerEnv } from '@prefloop/worker/env';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from '../runner/paths.ts';

const service = z.object({
  image: z.string(),
  build: z.object({ dockerfile: z.string() }).optional(),
  user: z.string().optional(),
  command: z.array(z.string()).optional(),
  restart: z.string(),
  environment: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  profiles: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()).min(2) }).optional(),
  deploy: z.unknown().optional(),
});

const composeFile = z.object({
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()),
});

const text = await readFile(join(root, 'docker-compose.yml'), 'utf8');
const { services, volumes } = composeFile.parse(parse(text, { merge: true }));
const example = await readFile(join(root, '.env.example'), 'utf8');

/** Every `${NAME…}` of the file: the name and what follows it. */
const references = [...text.matchAll(/\$\{(\w+)(:?[-?][^}]*)?/g)].map(([, name = '', rule = '']) => ({
  name,
  rule,
}));

function at(name: string): z.infer<typeof service> {
  const found = services[name];
  if (found === undefined) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
}

test('the services are the stores, one migration, API, worker, and a worker on the GPU by its profile only', () => {
  expect(Object.keys(services).sort()).toEqual(
    ['api', 'migrate', 'postgres', 'valkey', 'worker', 'worker-gpu'].sort(),
  );
  const withProfile = Object.entries(services).filter(([, { profiles }]) => profiles.length > 0);
  expect(withProfile.map(([name, { profiles }]) => [name, profiles])).toEqual([['worker-gpu', ['gpu']]]);
  expect(JSON.stringify(at('worker-gpu').deploy)).toContain('nvidia');
  expect(at('worker').deploy).toBeUndefined();
});

test('the migration runs once, before API and worker, and everything else has a health check', () => {
  expect(at('migrate').restart).toBe('no');
  for (const name of ['api', 'worker', 'worker-gpu']) {
    expect(at(name).depends_on).toEqual({
      migrate: { condition: 'service_completed_successfully' },
      postgres: { condition: 'service_healthy' },
      valkey: { condition: 'service_healthy' },
    });
  }
  const unchecked = Object.entries(services).filter(([, { healthcheck }]) => healthcheck === undefined);
  expect(unchecked.map(([name]) => name)).toEqual(['migrate']);
});

test('the queue keeps what it is told, on disk, and evicts nothing', () => {
  const command = at('valkey').command?.join(' ') ?? '';
  for (const setting of ['appendonly yes', 'maxmemory-policy noeviction', 'requirepass']) {
    expect(command).toContain(setting);
  }
});

describe('safety', () => {
  test('ports are open to this machine only', () => {
    const ports = Object.values(services).flatMap((entry) => entry.ports);
    expect(ports.length).toBeGreaterThan(0);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  test('nothing runs as root', async () => {
    for (const [name, entry] of Object.entries(services)) {
      if (entry.build === undefined) {
        expect(entry.user, name).toMatch(/^(?!root$|0)\w+$/);
        continue;
      }
      const dockerfile = await readFile(join(root, entry.build.dockerfile), 'utf8');
      const users = [...dockerfile.matchAll(/^USER (\w+)$/gm)].map(([, user]) => user);
      expect(users.at(-1), name).toBe('node');
    }
  });

  test('a secret has no default: without it nothing starts', () => {
    const secrets = references.filter(({ name }) => /PASSWORD|SECRET/.test(name) && !name.includes('_INIT_'));
    expect(new Set(secrets.map(({ name }) => name))).toEqual(
      new Set(['POSTGRES_PASSWORD', 'REDIS_PASSWORD', 'PREFLOOP_SECRET']),
    );
    for (const { name, rule } of secrets) expect(rule, name).toMatch(/^:\?/);
    // The first admin is left out altogether when it is not asked for.
    const initial = references.filter(({ name }) => name === 'PREFLOOP_INIT_ADMIN_PASSWORD');
    expect(initial.map(({ rule }) => rule)).toEqual([':-']);
    for (const { name } of secrets) expect(example).toMatch(new RegExp(`^${name}=$`, 'm'));
  });
});

test('volumes are named and declared, and each declared one is used', () => {
  const used = Object.values(services).flatMap((entry) => entry.volumes.map((mount) => mount.split(':')[0]));
  expect(new Set(used)).toEqual(new Set(Object.keys(volumes)));
});

test.each([
  ['api', apiEnv],
  ['worker', workerEnv],
  ['worker-gpu', workerEnv],
  ['migrate', cliEnv],
])('every variable that is set for %s is one it reads', (name, schema) => {
  const known = Object.keys(schema.shape);
  const unknown = Object.keys(at(name).environment).filter((variable) => !known.includes(variable));
  expect(unknown).toEqual([]);
  expect(Object.keys(at(name).environment).length).toBeGreaterThan(0);
});

test('.env.example names only variables that something reads', () => {
  const named = [...example.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
  const known = [
    ...Object.keys(apiEnv.shape),
    ...Object.keys(workerEnv.shape),
    ...Object.keys(cliEnv.shape),
    ...references.map(({ name }) => name),
  ];
  expect(named.filter((name) => !known.includes(name ?? ''))).toEqual([]);
  expect(named).toContain('PREFLOOP_SECRET');
});
