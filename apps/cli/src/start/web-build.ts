import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CliError } from '../cli-error.ts';
import { projectRoot, webFolder } from '../paths.ts';
import { runCommand } from '../process/run-command.ts';

const builtFolder = join(webFolder, 'dist');
/** Outside the built folder, which is served as it is; a fresh installation of the packages builds anew. */
const marker = join(projectRoot, 'node_modules', '.cache', 'prefloop-web.sha256');
const sources = ['apps/web', 'packages/contract/src', 'packages/sdk/src', 'package-lock.json'];

/** The folder with the built web app, built first if its sources changed. Null while there is no web app. */
export async function buildWeb(options: {
  onBuild: () => void;
  signal: AbortSignal;
}): Promise<string | null> {
  if (!existsSync(join(webFolder, 'index.html'))) return null;
  const hash = await hashSources();
  const built = await readFile(marker, 'utf8').catch(() => '');
  if (built.trim() === hash && existsSync(join(builtFolder, 'index.html'))) return builtFolder;
  options.onBuild();
  // Built beside its place and swapped in: a build that fails or is stopped leaves the last one standing.
  const fresh = `${builtFolder}.${process.pid}`;
  try {
    await runVite(fresh, options.signal);
    await swapIn(fresh);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  await mkdir(dirname(marker), { recursive: true });
  await writeFile(marker, `${hash}\n`);
  return builtFolder;
}

export function viteProgram(): string {
  const require = createRequire(join(webFolder, 'package.json'));
  return join(dirname(require.resolve('vite/package.json')), 'bin', 'vite.js');
}

async function runVite(outDir: string, signal: AbortSignal): Promise<void> {
  const args = [viteProgram(), 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'];
  const result = await runCommand(process.execPath, args, { cwd: webFolder, signal });
  if (result.code === 0) return;
  throw new CliError(`The web app could not be built:\n${(result.stderr || result.stdout).trim()}`, {
    remedy: 'Fix the error above (npm run check points at it), then start again.',
  });
}

async function swapIn(fresh: string): Promise<void> {
  const old = `${fresh}.old`;
  if (existsSync(builtFolder)) await rename(builtFolder, old);
  await rename(fresh, builtFolder);
  await rm(old, { recursive: true, force: true });
}

async function hashSources(): Promise<string> {
  const digest = createHash('sha256');
  for (const source of sources) {
    for (const file of await filesUnder(join(projectRoot, source))) {
      digest
        .update(file.slice(projectRoot.length))
        .update('\0')
        .update(await readFile(file))
        .update('\0');
    }
  }
  return digest.digest('hex');
}

async function filesUnder(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (entries === null) return [path];
  const found: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name === 'node_modules' || entry.name.startsWith('dist') || entry.name.includes('.test.'))
      continue;
    if (entry.isDirectory()) found.push(...(await filesUnder(join(path, entry.name))));
    else if (entry.isFile()) found.push(join(path, entry.name));
  }
  return found;
}
