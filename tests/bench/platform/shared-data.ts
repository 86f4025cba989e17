import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A file of the shared data folder, which is no part of the repository. */
export function sharedData(path: string): string {
  const folder = resolve(root, process.env.PREFLOOP_SHARED_DATA ?? '../shared/data');
  const file = resolve(folder, path);
  if (existsSync(file)) return file;
  throw new Error(
    `This benchmark needs ${path} of the shared data, and ${file} is not there. Set PREFLOOP_SHARED_DATA to its folder.`,
  );
}
