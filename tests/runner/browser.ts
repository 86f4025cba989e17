import { findChromium } from '@prefloop/cli/chromium';
import { npmProgram } from './paths.ts';
import { runProgram } from './run-program.ts';

/** A Chromium for the browser tests, installed if there is none and a way to do so. */
export async function prepareChromium(say: (text: string) => void): Promise<string> {
  const found = await findChromium();
  if (found !== null) return found;
  const tried: string[] = [];
  for (const [command, args] of waysToInstall()) {
    say(`Installing Chromium for the browser tests (${command} ${args.join(' ')}) …`);
    const result = await runProgram(command, args, {
      output: 'keep',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const installed = await findChromium();
    if (installed !== null) return installed;
    tried.push(`${command} ${args.join(' ')}: ${result.output.trim().split('\n').at(-1) ?? ''}`);
  }
  throw new Error(
    'The browser tests need a Chromium. Install one (apt install chromium), or name one in PREFLOOP_CHROMIUM.\n' +
      tried.join('\n'),
  );
}

function waysToInstall(): [string, string[]][] {
  const ways: [string, string[]][] = [];
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    const packages = ['install', '--yes', '--no-install-recommends', 'chromium'];
    // The second try is for a machine whose package lists were never fetched or are stale.
    ways.push(['apt-get', packages], ['apt-get', ['update']], ['apt-get', packages]);
  }
  ways.push([npmProgram('playwright-core'), ['install', 'chromium']]);
  return ways;
}
