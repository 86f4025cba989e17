import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../cli-error.ts';
import { projectRoot } from '../paths.ts';
import { programArgs } from '../start/program-args.ts';

/** Scripts for those who work on Prefloop itself; they stand in the repository and are not part of the product. */
export const repositoryScripts = {
  test: { file: 'tests/run.ts', about: 'every check and test, with one closing line' },
  check: { file: 'tests/check.ts', about: 'format, lint, types, unused code; Python too' },
  bench: { file: 'tests/bench/run.ts', about: 'the benchmarks: a list, or one of them by its name' },
} as const;

/** Runs such a script with the arguments given, its output going where ours goes. Answers its exit code. */
export async function runRepositoryScript(
  name: keyof typeof repositoryScripts,
  args: readonly string[],
): Promise<number> {
  const file = join(projectRoot, repositoryScripts[name].file);
  if (!existsSync(file)) {
    throw new CliError(`This installation has no ${repositoryScripts[name].file}.`, {
      remedy: 'Run it in a clone of the repository.',
    });
  }
  const child = spawn(process.execPath, [...programArgs(file), ...args], {
    cwd: projectRoot,
    stdio: 'inherit',
  });
  // The terminal sends Ctrl-C to both; the script cleans up, and we wait for it.
  const ignore = () => {};
  process.on('SIGINT', ignore);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}
