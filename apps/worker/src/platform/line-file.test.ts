import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyLines, countLines, followLines } from './line-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prefloop-lines-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('following a file', () => {
  test('gives whole lines as they come, each once, and waits for the end of a torn one', async () => {
    const path = join(folder, 'torn');
    const lines = followLines(path);
    expect(await lines.read()).toEqual([]);
    await writeFile(path, 'one\ntw');
    expect(await lines.read()).toEqual(['one']);
    expect(await lines.read()).toEqual([]);
    expect(lines.offset()).toBe(4);
    await appendFile(path, 'o\n\nthrée\n');
    expect(await lines.read()).toEqual(['two', 'thrée']);
    await lines.close();
    const later = followLines(path, lines.offset());
    await appendFile(path, 'four\n');
    expect(await later.read()).toEqual(['four']);
    await later.close();
  });

  test('reads lines longer than its buffer, and refuses one without end', async () => {
    const path = join(folder, 'long');
    const long = 'x'.repeat(3_000_000);
    await writeFile(path, `${long}\nshort\n`);
    const lines = followLines(path);
    const read: string[] = [];
    for (let some = await lines.read(); some.length > 0; some = await lines.read()) read.push(...some);
    expect(read).toEqual([long, 'short']);
    await appendFile(path, 'y'.repeat(18_000_000));
    await expect(lines.read()).rejects.toThrow(/has a line of more than/);
    await lines.close();
  });
});

describe('whole lines', () => {
  test('are counted without the torn one', async () => {
    const path = join(folder, 'count');
    await writeFile(path, 'a\nb\nto');
    expect(await countLines(path)).toBe(2);
    expect(await countLines(join(folder, 'missing'))).toBe(0);
  });

  test.each([0, 1, 2])('are copied up to the wanted one: %i', async (count) => {
    const [from, to] = [join(folder, 'from'), join(folder, `to-${count}`)];
    await writeFile(from, 'ä\nb\nto');
    await copyLines(from, to, count);
    expect(await readFile(to, 'utf8')).toBe(['', 'ä\n', 'ä\nb\n'][count]);
  });
});
