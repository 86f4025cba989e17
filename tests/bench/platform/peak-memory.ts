import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const everyMs = 200;

/** Follows how much memory a process holds; `stop` gives its peak so far in MB. */
export function watchMemory(pid: number): { stop: () => Promise<number> } {
  let peakKb = 0;
  const look = async () => {
    peakKb = Math.max(peakKb, (await peakOf(pid)) ?? (await heldNow(pid)));
  };
  let last: Promise<void> = look();
  const timer = setInterval(() => {
    last = look();
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await last;
      await look();
      return Math.round(peakKb / 102.4) / 10;
    },
  };
}

/** The kernel's own record of the peak, kB, where there is one: nothing between two looks is missed. */
async function peakOf(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kb = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kb === undefined ? null : Number(kb);
}

async function heldNow(pid: number): Promise<number> {
  return Number((await run('ps', ['-o', 'rss=', '-p', String(pid)])).stdout);
}
