import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { assertCanEnter, type ServiceUser } from './service-user.ts';

/** Makes the data folder where the user that Postgres runs as can reach it, or refuses with the remedy. */
export async function prepareDataFolder(dataDir: string, user: ServiceUser | null): Promise<void> {
  // Asked before anything is made, so that a refusal leaves no empty folder behind.
  await assertCanEnter(await nearestExisting(dataDir), user, dataDir);
  const made = await mkdir(dataDir, { recursive: true, mode: user === null ? 0o700 : 0o711 });
  // Root's umask may have taken the passage for others away from the folder that was just made for them.
  if (made !== undefined && user !== null) await chmod(dataDir, 0o711);
  await assertCanEnter(dataDir, user, dataDir);
}

/** The folder itself, or the closest one above it that is there. */
export async function nearestExisting(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => null);
  return found !== null || dirname(folder) === folder ? folder : nearestExisting(dirname(folder));
}
