import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCappedLog } from './capped-log.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prefloop-log-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('keeps the end in memory and the beginning on disk, whatever floods in', async () => {
  const path = join(folder, 'flood.log');
  const log = createCappedLog(path);
  const chunk = Buffer.from('x'.repeat(999_999).concat('\n'));
  for (let n = 0; n < 60; n += 1) {
    log.write(chunk);
    await new Promise((resolve) => setImmediate(resolve));
  }
  log.write(Buffer.from('the last words\n'));
  expect(log.tail().length).toBeLessThanOrEqual(16 * 1024);
  expect(log.tail()).toContain('the last words');
  await log.close();
  expect((await stat(path)).size).toBeLessThan(23_000_000);
});

test('tells what a person can read: no colours, no control characters, a progress bar once', async () => {
  const log = createCappedLog(null);
  log.write(Buffer.from('\u001b[31mred\u001b[0m\n 10%\r 50%\r100%\r\nbell\u0007 \u0000nul\n'));
  log.write(Buffer.from([0xff, 0xfe, 0x0a]));
  expect(log.tail()).toBe('red\n100%\nbell nul\n\uFFFD\uFFFD\n');
  await log.close();
});

test('goes on where its file cannot be written', async () => {
  const log = createCappedLog(join(folder, 'no', 'such', 'folder.log'));
  log.write(Buffer.from('still heard\n'));
  await new Promise((resolve) => setImmediate(resolve));
  log.write(Buffer.from('and again\n'));
  expect(log.tail()).toBe('still heard\nand again\n');
  await log.close();
  await expect(readFile(join(folder, 'no'))).rejects.toThrow();
});
