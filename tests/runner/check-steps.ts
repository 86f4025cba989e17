import { join } from 'node:path';
import type { Outcome } from './outcome.ts';
import { npmProgram, root, trainerFolder } from './paths.ts';
import { runProgram } from './run-program.ts';

interface Step {
  name: string;
  command: string;
  args: string[];
  cwd: string;
}

function checkSteps(python: string): Step[] {
  const inTrainer = (name: string, args: string[]): Step => {
    return { name, command: python, args: ['-m', ...args], cwd: trainerFolder };
  };
  return [
    {
      name: 'biome',
      command: npmProgram('biome'),
      args: ['ci', '--error-on-warnings', '--colors=off'],
      cwd: root,
    },
    { name: 'tsc', command: npmProgram('tsc'), args: ['-b'], cwd: root },
    { name: 'knip', command: npmProgram('knip'), args: [], cwd: root },
    inTrainer('ruff check', ['ruff', 'check', '.']),
    inTrainer('ruff format', ['ruff', 'format', '--check', '.']),
    inTrainer('mypy', ['mypy']),
  ];
}

/** Format, lint, types and unused code, in both languages; each step counts as one test. */
export async function runChecks(python: string, say: (text: string) => void): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of checkSteps(python)) {
    const result = await runProgram(step.command, step.args, {
      output: 'keep',
      cwd: step.cwd,
      env: { ...process.env, RUFF_CACHE_DIR: join(root, 'node_modules', '.cache', 'ruff') },
    });
    const ok = result.code === 0;
    say(`${ok ? 'ok    ' : 'FAILED'} ${step.name}`);
    if (!ok) say(result.output);
    outcomes.push({ name: step.name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, seconds: result.seconds });
  }
  return outcomes;
}
