import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { projectRoot } from '../paths.ts';
import { endProcess, sendSignal } from '../process/end-process.ts';
import { type Guard, guardProcess } from '../process/guard.ts';
import { identify, type ProcessIdentity } from '../process/identity.ts';
import { RestartPolicy } from './restart-policy.ts';

export interface ServiceSpec {
  name: string;
  /** Arguments for this Node. */
  args: string[];
  env: NodeJS.ProcessEnv;
  /** Time to finish after SIGTERM, before the process group is killed. */
  graceSeconds: number;
}

export interface ServiceHooks {
  onSpawn(name: string, identity: ProcessIdentity): void;
  onLine(name: string, line: string): void;
  /** Called after each unasked end; `againInMs` is null when it is given up. */
  onCrash(name: string, how: string, againInMs: number | null): void;
}

export interface Service {
  name: string;
  /** Resolves when the service has crashed too often and is not started again. */
  gaveUp: Promise<void>;
  /** SIGTERM, then after the grace the whole process group is killed. */
  stop(): Promise<void>;
  /** Kills the process group at once. */
  kill(): void;
}

/** Keeps one process running: started again after a crash, with growing pauses, until it crashes too often. */
export function runService(spec: ServiceSpec, hooks: ServiceHooks): Service {
  const policy = new RestartPolicy();
  let child: ChildProcess | null = null;
  let timer: NodeJS.Timeout | null = null;
  let stopping = false;
  let giveUp = () => {};
  const gaveUp = new Promise<void>((resolve) => {
    giveUp = resolve;
  });

  const launch = () => {
    timer = null;
    const startedAt = Date.now();
    child = spawnService(spec, hooks, (how) => {
      child = null;
      if (stopping) return;
      const pause = policy.pauseAfter(Date.now() - startedAt);
      hooks.onCrash(spec.name, how, pause);
      if (pause === null) giveUp();
      else timer = setTimeout(launch, pause);
    });
  };
  launch();

  return {
    name: spec.name,
    gaveUp,
    async stop() {
      stopping = true;
      if (timer !== null) clearTimeout(timer);
      const pid = child?.pid;
      const identity = pid === undefined ? null : await identify(pid);
      if (identity === null) return;
      await endProcess(identity, [{ signal: 'SIGTERM', graceMs: spec.graceSeconds * 1_000 }]);
      sendSignal(-identity.pid, 'SIGKILL');
    },
    kill() {
      stopping = true;
      if (timer !== null) clearTimeout(timer);
      if (child?.pid !== undefined) sendSignal(-child.pid, 'SIGKILL');
    },
  };
}

function spawnService(spec: ServiceSpec, hooks: ServiceHooks, onEnd: (how: string) => void): ChildProcess {
  const child = spawn(process.execPath, spec.args, {
    cwd: projectRoot,
    env: spec.env,
    // Its own process group: Ctrl-C reaches it through us, in the right order.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => hooks.onLine(spec.name, line));
  }
  const pid = child.pid;
  let guard: Guard | null = null;
  if (pid !== undefined) {
    guard = guardProcess(pid, { signal: 'TERM', graceSeconds: spec.graceSeconds, group: true });
    void identify(pid).then((identity) => identity !== null && hooks.onSpawn(spec.name, identity));
  }
  child.once('error', (error) => pid === undefined && onEnd(error.message));
  child.once('exit', (code, signal) => {
    guard?.release();
    // Whatever it started in its group must not outlive it.
    if (pid !== undefined) sendSignal(-pid, 'SIGKILL');
    onEnd(signal === null ? `exit code ${code}` : `signal ${signal}`);
  });
  return child;
}
