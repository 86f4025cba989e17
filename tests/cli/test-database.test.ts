import { Client } from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../helpers/postgres.ts';

test('a test database is migrated, one’s own, and gone after it is dropped', async () => {
  const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const client = new Client({ connectionString: first.url });
  await client.connect();
  const encoding = await client.query("SELECT current_setting('server_encoding') AS encoding");
  expect(encoding.rows).toEqual([{ encoding: 'UTF8' }]);
  const tables = await client.query("SELECT to_regclass('public.projects') IS NOT NULL AS there");
  expect(tables.rows).toEqual([{ there: true }]);
  expect(second.url).not.toBe(first.url);
  client.on('error', () => {});
  await Promise.all([first.drop(), second.drop()]);
  await expect(new Client({ connectionString: first.url }).connect()).rejects.toThrow(/does not exist/);
});
