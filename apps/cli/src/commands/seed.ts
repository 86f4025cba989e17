import type { CliEnv } from '../env.ts';
import { seedDemo } from '../seed/seed-demo.ts';
import { withDatabase } from '../start/with-database.ts';

/** Makes the demo project where there is no project yet; doing it twice changes nothing. */
export async function seed(env: CliEnv, dataDir: string, say: (text: string) => void): Promise<number> {
  if (env.PREFLOOP_DEMO === '0') {
    say('PREFLOOP_DEMO=0: no demo project was made.');
    return 0;
  }
  const made = await withDatabase(env, dataDir, seedDemo);
  say(
    made
      ? 'The demo project is there, with pairs to rate.'
      : 'There are projects already; nothing was changed.',
  );
  return 0;
}
