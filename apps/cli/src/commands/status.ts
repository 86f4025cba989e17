import { isAlive } from '../process/identity.ts';
import { describeState } from '../start/attached.ts';
import { readState } from '../start/state.ts';

/** Says what runs on a data folder. Answers 0 when it runs and 1 when not. */
export async function status(
  dataDir: string,
  options: { json: boolean },
  say: (text: string) => void,
): Promise<number> {
  const state = await readState(dataDir);
  const running = state !== null && (await isAlive(state.owner));
  if (options.json) {
    const pids = Object.entries(state?.processes ?? {}).map(([name, { pid }]) => [name, pid]);
    const facts = running
      ? { url: state.url, pid: state.owner.pid, processes: Object.fromEntries(pids) }
      : { url: null, pid: null, processes: {} };
    say(JSON.stringify({ running, dataDir, ...facts }));
  } else {
    say(running ? `Prefloop runs on ${dataDir}.\n${describeState(state)}` : `Nothing runs on ${dataDir}.`);
  }
  return running ? 0 : 1;
}
