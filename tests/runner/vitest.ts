import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { judge, type Outcome } from './outcome.ts';
import { npmProgram } from './paths.ts';
import { runProgram } from './run-program.ts';

const report = z.object({
  numPassedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

/** All vitest projects; those that read the shared data only when asked for. */
export async function runVitest(
  options: { data: boolean; env: NodeJS.ProcessEnv },
  scratch: string,
): Promise<Outcome> {
  const file = join(scratch, 'vitest.json');
  const args = ['run', '--config', 'tests/vitest.config.ts', '--reporter=default', '--reporter=json'];
  const which = options.data ? [] : ['--project=!data'];
  const result = await runProgram(npmProgram('vitest'), [...args, `--outputFile.json=${file}`, ...which], {
    output: 'show',
    env: options.env,
  });
  return judge('vitest', await readVitestReport(file), result.code, result.seconds);
}

async function readVitestReport(file: string) {
  // No file: the runner crashed before it could write one.
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : countVitest(JSON.parse(text));
}

/** A file that broke before its first test holds no failed test; it counts as one. */
export function countVitest(json: unknown): { passed: number; failed: number; skipped: number } {
  const { numPassedTests, numPendingTests, numTodoTests, testResults } = report.parse(json);
  let failed = 0;
  for (const result of testResults) {
    const inFile = result.assertionResults.filter((test) => test.status === 'failed').length;
    failed += result.status === 'failed' ? Math.max(inFile, 1) : inFile;
  }
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
}
