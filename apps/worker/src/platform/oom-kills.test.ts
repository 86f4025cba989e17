import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countOomKills } from './oom-kills.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'prefloop-oom-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

test("counts the own group's kills, by either version of control groups", async () => {
  await put('proc/vmstat', 'pgfault 12\noom_kill 9\n');
  expect(await countOomKills(root)).toBe(9);
  await put('proc/self/cgroup', '0::/system.slice/prefloop.service\n');
  await put('sys/fs/cgroup/system.slice/prefloop.service/memory.events', 'low 0\noom 3\noom_kill 2\n');
  expect(await countOomKills(root)).toBe(2);
  await put('proc/self/cgroup', '9:name=systemd:/\n4:cpu,memory:/docker/abc\n0::/\n');
  await put('sys/fs/cgroup/memory/docker/abc/memory.oom_control', 'under_oom 0\noom_kill 5\n');
  expect(await countOomKills(root)).toBe(5);
});

test('within a container, where its own group is the root of all it sees', async () => {
  await put('proc/self/cgroup', '0::/../../docker/abc\n');
  await put('sys/fs/cgroup/memory.events', 'oom_kill 1\noom_group_kill 4\n');
  expect(await countOomKills(root)).toBe(1);
});

test('knows nothing where nothing is told', async () => {
  expect(await countOomKills(root)).toBeNull();
  await put('proc/vmstat', 'pgfault 12\n');
  expect(await countOomKills(root)).toBeNull();
});
