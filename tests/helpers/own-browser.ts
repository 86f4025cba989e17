import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '@prefloop/cli/chromium';
import { waitUntil } from '@prefloop/cli/wait';
import { type BrowserContext, chromium } from 'playwright-core';
import { chromiumFlags } from './browser.ts';

export type OwnBrowser = {
  context: BrowserContext;
  /** As a crash of the machine would: all its processes, at once. Resolves once it is gone. */
  kill: () => Promise<void>;
};

/** A Chromium that can be killed and started again, with a profile that outlives it. */
export async function ownBrowser() {
  const profile = await mkdtemp(join(tmpdir(), 'prefloop-profile-'));
  const running = new Set<ChildProcess>();
  const kill = async (browser: ChildProcess) => {
    if (browser.exitCode === null && browser.signalCode === null && browser.pid !== undefined) {
      const exited = once(browser, 'exit');
      process.kill(-browser.pid, 'SIGKILL');
      await exited;
    }
    running.delete(browser);
  };
  return {
    async start(): Promise<OwnBrowser> {
      const executable = await findChromium();
      if (executable === null)
        throw new Error('No Chromium: set PREFLOOP_CHROMIUM to one (npx prefloop doctor).');
      const portFile = join(profile, 'DevToolsActivePort');
      await rm(portFile, { force: true });
      const flags = [
        ...chromiumFlags(),
        '--headless=new',
        '--remote-debugging-port=0',
        `--user-data-dir=${profile}`,
      ];
      const browser = spawn(executable, [...flags, 'about:blank'], { detached: true, stdio: 'ignore' });
      running.add(browser);
      let port = '';
      const written = async () => {
        const [first = ''] = (await readFile(portFile, 'utf8').catch(() => '')).split('\n');
        port = first;
        return port !== '';
      };
      await waitUntil(written, { timeoutMs: 60_000 });
      const connected = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      const [context] = connected.contexts();
      if (context === undefined) throw new Error('the browser has no default context');
      context.setDefaultTimeout(120_000);
      return { context, kill: () => kill(browser) };
    },

    async close(): Promise<void> {
      for (const browser of running) await kill(browser);
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
