import { runCommand } from '../process/run-command.ts';

export interface Python {
  command: string;
  version: string;
}

const oldest = [3, 11] as const;
const candidates = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python'];

/** A Python that is new enough for the trainer, or null and the versions that are there but too old. */
export async function findPython(): Promise<{ python: Python | null; tooOld: string[] }> {
  const tooOld: string[] = [];
  for (const command of candidates) {
    const version = await versionOf(command);
    if (version === null) continue;
    if (isNewEnough(version)) return { python: { command, version }, tooOld };
    tooOld.push(`${command} ${version}`);
  }
  return { python: null, tooOld };
}

async function versionOf(command: string): Promise<string | null> {
  const code = 'import platform; print(platform.python_version())';
  // ENOENT: no such program here.
  const result = await runCommand(command, ['-c', code]).catch(() => null);
  return result?.code === 0 ? result.stdout.trim() : null;
}

export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}
