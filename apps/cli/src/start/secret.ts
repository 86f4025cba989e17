import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError } from '../cli-error.ts';

/**
 * The key that signs sessions and encrypts stored endpoint keys: made once, kept in the data folder, readable by
 * its owner only. Whoever backs up the database needs this file too.
 */
export async function readOrMakeSecret(dataDir: string): Promise<string> {
  const file = join(dataDir, 'secret');
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (kept === null) return makeSecret(file);
  if (kept.trim().length >= 32) return kept.trim();
  // A new one would make everything that was encrypted with the old one unreadable: not ours to decide.
  throw new CliError(`${file} does not hold a usable key (at least 32 characters).`, {
    remedy:
      'Restore it from a backup, or delete it: then everyone signs in again and stored endpoint keys are lost.',
  });
}

async function makeSecret(file: string): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await writeFile(`${file}.new`, `${secret}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return secret;
}
