import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder, whatever folder the command was called from. */
export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

export const apiEntry = join(projectRoot, 'apps', 'api', 'src', 'server.ts');
export const workerEntry = join(projectRoot, 'apps', 'worker', 'src', 'worker.ts');
export const webFolder = join(projectRoot, 'apps', 'web');
export const prepareScript = join(projectRoot, 'packages', 'trainer', 'prepare.py');
