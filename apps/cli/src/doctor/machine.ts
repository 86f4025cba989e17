import { createHash } from 'node:crypto';
import { readFile, statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { nearestExisting } from '../embedded/data-folder.ts';
import { projectRoot } from '../paths.ts';
import { type Check, failed, gigabytes, ok, warning } from './check.ts';

const gib = 1024 ** 3;

export function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const enough = major > 20 || (major === 20 && minor >= 19);
  if (!enough) return failed('node', process.version, 'Install Node 20.19 or newer from nodejs.org.');
  return ok('node', process.version);
}

export async function checkPackages(): Promise<Check> {
  const lock = await readFile(join(projectRoot, 'package-lock.json')).catch(() => null);
  if (lock === null) return ok('packages', 'installed without a lock file');
  const hash = createHash('sha256').update(lock).digest('hex');
  const marker = join(projectRoot, 'node_modules', '.prefloop-lock');
  const installed = await readFile(marker, 'utf8').catch(() => '');
  if (installed.trim() === hash) return ok('packages', 'as in package-lock.json');
  return warning('packages', 'may differ from package-lock.json', 'Run npm start once, or npm install.');
}

export function checkMemory(): Check {
  // In a container the limit is what counts; without one this is 0 or larger than the machine.
  const limit = process.constrainedMemory();
  const bytes = limit > 0 && limit < totalmem() ? limit : totalmem();
  const detail = gigabytes(bytes);
  if (bytes < 2 * gib)
    return failed('memory', detail, 'Prefloop needs 2 GB; training the small model needs 4 GB.');
  if (bytes < 4 * gib) {
    return warning('memory', detail, 'Enough for labeling; training even the small model needs 4 GB.');
  }
  return ok('memory', detail);
}

export async function checkDisk(dataDir: string): Promise<Check> {
  const { bavail, bsize } = await statfs(await nearestExisting(dataDir));
  const free = bavail * bsize;
  const detail = `${gigabytes(free)} free for ${dataDir}`;
  const fix = 'Free some space, or keep the data elsewhere (--data, PREFLOOP_DATA).';
  if (free < gib) return failed('disk', detail, fix);
  if (free < 10 * gib)
    return warning('disk', detail, `${fix} The Python environment and checkpoints take several GB.`);
  return ok('disk', detail);
}
