import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { root } from './paths.ts';

export interface ProgramOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** `show`: its output goes to ours. `keep`: it is collected and returned. */
  output: 'show' | 'keep';
  onLine?: (line: string) => void;
}

export interface ProgramResult {
  code: number | null;
  output: string;
  seconds: number;
}

/** Runs one program to its end. A program that cannot be started counts as one that failed. */
export function runProgram(
  command: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<ProgramResult> {
  const startedAt = Date.now();
  const out = options.output === 'show' ? 'inherit' : 'pipe';
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: ['ignore', out, out],
    });
    const forward = () => child.kill('SIGTERM');
    process.once('SIGTERM', forward);
    const lines: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        options.onLine?.(line);
      });
    }
    const finish = (code: number | null) => {
      process.off('SIGTERM', forward);
      resolve({ code, output: lines.join('\n'), seconds: (Date.now() - startedAt) / 1_000 });
    };
    child.once('error', (error) => {
      lines.push(`${command}: ${error.message}`);
      finish(null);
    });
    child.once('close', finish);
  });
}
