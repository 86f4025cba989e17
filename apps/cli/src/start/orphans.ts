import { endPoliteFirst, endProcess, sendSignal } from '../process/end-process.ts';
import { isAlive } from '../process/identity.ts';
import type { StartState } from './state.ts';

/**
 * Ends what an earlier start that was killed left running. Postgres is not among it: its own lock file names it,
 * and it is stopped where it is started. Answers the names of what was ended.
 */
export async function endOrphans(previous: StartState): Promise<string[]> {
  const ended: string[] = [];
  for (const [name, identity] of Object.entries(previous.processes)) {
    if (name === 'postgres' || !(await isAlive(identity))) continue;
    await endProcess(identity, endPoliteFirst);
    sendSignal(-identity.pid, 'SIGKILL');
    ended.push(`${name} (pid ${identity.pid})`);
  }
  return ended;
}
