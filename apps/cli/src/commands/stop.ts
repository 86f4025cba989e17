import { endPostgres, endProcess } from '../process/end-process.ts';
import { isAlive } from '../process/identity.ts';
import { endOrphans } from '../start/orphans.ts';
import { readState } from '../start/state.ts';

/** Stops what runs on a data folder, also what a killed start left behind. Answers the exit code. */
export async function stop(dataDir: string, say: (text: string) => void): Promise<number> {
  const state = await readState(dataDir);
  if (state === null) {
    say(`Nothing runs on ${dataDir}.`);
    return 0;
  }
  if (await isAlive(state.owner)) {
    const gone = await endProcess(state.owner, [{ signal: 'SIGTERM', graceMs: 75_000 }]);
    say(gone ? 'Stopped.' : `It is still stopping (pid ${state.owner.pid}); kill it if it does not end.`);
    return gone ? 0 : 1;
  }
  const ended = await endOrphans(state);
  const postgres = state.processes.postgres;
  if (postgres !== undefined && (await isAlive(postgres))) {
    await endProcess(postgres, endPostgres);
    ended.push(`postgres (pid ${postgres.pid})`);
  }
  say(ended.length === 0 ? `Nothing runs on ${dataDir}.` : `Ended what was left over: ${ended.join(', ')}.`);
  return 0;
}
