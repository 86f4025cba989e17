import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** A process named so that a later process with the same number is not mistaken for it. */
export interface ProcessIdentity {
  pid: number;
  /** Opaque start mark; equal marks mean the same process. */
  started: string;
}

const run = promisify(execFile);

/** The start mark of a live process, or null when no such process lives (a zombie counts as gone). */
async function startMark(pid: number): Promise<string | null> {
  return process.platform === 'linux' ? startMarkFromProc(pid) : startMarkFromPs(pid);
}

export async function identify(pid: number): Promise<ProcessIdentity | null> {
  const started = await startMark(pid);
  return started === null ? null : { pid, started };
}

export async function isAlive(process: ProcessIdentity): Promise<boolean> {
  return (await startMark(process.pid)) === process.started;
}

async function startMarkFromProc(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  // The command name stands in parentheses and may itself hold spaces and parentheses: cut after the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const state = fields[0];
  const startTicks = fields[19];
  if (startTicks === undefined || state === 'Z' || state === 'X') return null;
  // Ticks count from boot, so the same number may recur after a restart of the machine.
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${boot.trim()}:${startTicks}`;
}

async function startMarkFromPs(pid: number): Promise<string | null> {
  const result = await run('ps', ['-o', 'state=,lstart=', '-p', String(pid)]).catch(() => null);
  const line = result?.stdout.trim() ?? '';
  return line === '' || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '');
}

/** The arguments of a live process as one line, or null when it is gone or not ours to read. */
export async function commandLine(pid: number): Promise<string | null> {
  if (process.platform === 'linux') {
    const raw = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return raw === '' ? null : raw.split('\0').join(' ').trim();
  }
  const result = await run('ps', ['-ww', '-o', 'args=', '-p', String(pid)]).catch(() => null);
  return result?.stdout.trim() || null;
}
