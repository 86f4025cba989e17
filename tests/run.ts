import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareChromium } from './runner/browser.ts';
import { runChecks } from './runner/check-steps.ts';
import { cleanEnv } from './runner/clean-env.ts';
import { type Outcome, summarise } from './runner/outcome.ts';
import { runPytest } from './runner/pytest.ts';
import { preparePython } from './runner/python-environment.ts';
import { runVitest } from './runner/vitest.ts';

// Everything there is: checks, vitest, pytest; with --data also the tests that read the shared data.
const data = process.argv.includes('--data');
const say = (text: string) => console.log(text);
const unknown = process.argv.slice(2).filter((argument) => argument !== '--data');
if (unknown.length > 0) {
  console.error(
    `Unknown: ${unknown.join(' ')}. The one option is --data. Single tests: npx vitest run --config tests/vitest.config.ts FILE`,
  );
  process.exit(2);
}

const scratch = await mkdtemp(join(tmpdir(), 'prefloop-run-'));
let outcomes: Outcome[];
try {
  outcomes = await runAll();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  outcomes = [{ name: 'preparation', passed: 0, failed: 1, seconds: 0 }];
} finally {
  await rm(scratch, { recursive: true, force: true });
}
const { text, ok } = summarise(outcomes);
say(`\n${text}`);
process.exitCode = ok ? 0 : 1;

async function runAll(): Promise<Outcome[]> {
  const python = await preparePython(say);
  const chromium = await prepareChromium(say);
  const env = cleanEnv(process.env, { PREFLOOP_CHROMIUM: chromium, CHROMIUM_PATH: chromium });
  const checks = await runChecks(python, say);
  const vitest = await runVitest({ data, env }, scratch);
  const pytest = await runPytest(python, { data, env }, scratch);
  return [...checks, vitest, pytest];
}
