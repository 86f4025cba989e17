import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { judge, type Outcome } from './outcome.ts';
import { trainerFolder } from './paths.ts';
import { runProgram } from './run-program.ts';

/** The trainer's own tests; those marked `data` only when asked for. */
export async function runPytest(
  python: string,
  options: { data: boolean; env: NodeJS.ProcessEnv },
  scratch: string,
): Promise<Outcome> {
  const file = join(scratch, 'pytest.xml');
  const which = options.data ? [] : ['-m', 'not data'];
  // Whole files, since each has a model that its tests share; one thread each, since the models are tiny.
  const spread = ['-n', String(Math.min(4, availableParallelism())), '--dist=loadfile'];
  const result = await runProgram(python, ['-m', 'pytest', `--junitxml=${file}`, ...spread, ...which], {
    output: 'show',
    cwd: trainerFolder,
    env: { ...options.env, OMP_NUM_THREADS: '1' },
  });
  // No file: the runner crashed before it could write one.
  const text = await readFile(file, 'utf8').catch(() => null);
  return judge('pytest', text === null ? null : countJunit(text), result.code, result.seconds);
}

/** Adds up the suites of a JUnit report; an error while setting up counts as a failure. */
export function countJunit(xml: string): { passed: number; failed: number; skipped: number } {
  let total = 0;
  let failed = 0;
  let skipped = 0;
  for (const [tag] of xml.matchAll(/<testsuite\b[^>]*>/g)) {
    total += attribute(tag, 'tests');
    failed += attribute(tag, 'failures') + attribute(tag, 'errors');
    skipped += attribute(tag, 'skipped');
  }
  return { passed: Math.max(total - failed - skipped, 0), failed, skipped };
}

function attribute(tag: string, name: string): number {
  return Number(new RegExp(`\\b${name}="(\\d+)"`).exec(tag)?.[1] ?? 0);
}
