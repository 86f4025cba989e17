import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { guardProcess } from '@prefloop/cli/guard';
import { waitUntil } from '@prefloop/cli/wait';

export type RunningProgram = { pid: number; hasEnded: () => boolean; stop: () => Promise<void> };

/** A program of ours as a process of its own, as in a deployment. It dies with this process, however that ends. */
export function startProgram({ args, env }: { args: string[]; env: NodeJS.ProcessEnv }): RunningProgram {
  const child = spawn(process.execPath, args, {
    env: { LOG_LEVEL: 'silent', ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${args.join(' ')} could not be started`);
  const guard = guardProcess(pid, { signal: 'KILL', graceSeconds: 1 });
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    pid,
    hasEnded,
    async stop() {
      if (!hasEnded()) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      guard.release();
    },
  };
}

/** A server of ours once it answers at `base`. */
export async function startServer(
  program: { args: string[]; env: NodeJS.ProcessEnv },
  base: string,
): Promise<RunningProgram> {
  const server = startProgram(program);
  const answers = () =>
    fetch(`${base}/healthz`, { method: 'POST', body: '{}' }).then(
      () => true,
      () => false,
    );
  await waitUntil(async () => server.hasEnded() || (await answers()), { timeoutMs: 60_000 });
  if (!server.hasEnded() && (await answers())) return server;
  await server.stop();
  throw new Error(`${program.args.join(' ')} did not start`);
}
