import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const trainerFolder = join(root, 'packages', 'trainer');
export const prepareScript = join(trainerFolder, 'prepare.py');

/** The program of an npm package, as linked by npm. */
export function npmProgram(name: string): string {
  return join(root, 'node_modules', '.bin', name);
}
