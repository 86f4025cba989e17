import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * How often the kernel has killed a process for want of memory: of this process's control group or, where that is
 * not told, of the whole machine. Null where neither is told, as on other systems than Linux.
 */
export async function countOomKills(root = '/'): Promise<number | null> {
  for (const path of [...(await ownCounters(root)), 'proc/vmstat']) {
    const count = /^oom_kill (\d+)$/m.exec(await readText(join(root, path)))?.[1];
    if (count !== undefined) return Number(count);
  }
  return null;
}

/** Where the own group's count stands; within a container its path is another one than the kernel says. */
async function ownCounters(root: string): Promise<string[]> {
  const groups = await readText(join(root, 'proc/self/cgroup'));
  const path = (pattern: RegExp) => pattern.exec(groups)?.[1];
  const [unified, memory] = [path(/^0::(.*)$/m), path(/^\d+:(?:[^:]*,)?memory(?:,[^:]*)?:(.*)$/m)];
  return [
    ...(memory === undefined ? [] : [join('sys/fs/cgroup/memory', memory, 'memory.oom_control')]),
    ...(memory === undefined ? [] : ['sys/fs/cgroup/memory/memory.oom_control']),
    ...(unified === undefined ? [] : [join('sys/fs/cgroup', unified, 'memory.events')]),
    ...(unified === undefined ? [] : ['sys/fs/cgroup/memory.events']),
  ];
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
