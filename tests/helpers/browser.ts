import { findChromium } from '@prefloop/cli/chromium';
import { freePort } from '@prefloop/cli/ports';
import { buildWeb } from '@prefloop/cli/web-build';
import axe, { type RunOptions } from 'axe-core';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { createTestApp, type TestApp } from './app.ts';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

export const widths = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;

export interface WebApp extends TestApp {
  /** Where the built web app and the API answer. */
  url: string;
}

/** The built web app and the API on one loopback port, over a database of its own. */
export async function startWeb(options: Parameters<typeof createTestApp>[0] = {}): Promise<WebApp> {
  const webRoot = await buildWeb({ signal: new AbortController().signal, onBuild: () => undefined });
  if (webRoot === null) throw new Error('apps/web has no index.html');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const test = await createTestApp({ ...options, config: { publicUrl: url, webRoot, ...options.config } });
  await test.app.listen({ host: '127.0.0.1', port });
  return { ...test, url };
}

/** The Chromium of this machine, headless and quiet. Close it when done. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await findChromium();
  if (executablePath === null)
    throw new Error('No Chromium: set PREFLOOP_CHROMIUM to one (npx prefloop doctor).');
  return chromium.launch({ executablePath, args: chromiumFlags() });
}

export function chromiumFlags(): string[] {
  return [
    // Chromium refuses its sandbox to root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    `--disable-features=${[...featuresOff, ...asPlaywright].join(',')}`,
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-first-run',
  ];
}

/** The popup under the address bar is two pages of its own for each window: more work to start than the app's page. */
const featuresOff = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];

/** What Playwright switches off, as far as it bears on a test: of several such flags Chromium heeds the last alone. */
const asPlaywright = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'OptimizationHints',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
];

/** A browser of one person: its own cookies and storage. With `cookie` (of a `TestUser`) that person is signed in. */
export async function openContext(
  browser: Browser,
  web: Pick<WebApp, 'url'>,
  options: BrowserContextOptions & { cookie?: string } = {},
): Promise<BrowserContext> {
  const { cookie, ...rest } = options;
  const context = await browser.newContext({ baseURL: web.url, viewport: widths.desk, ...rest });
  // Every wait is for something that comes; how soon depends on what else the machine does.
  context.setDefaultTimeout(120_000);
  if (cookie !== undefined) {
    const at = cookie.indexOf('=');
    await context.addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url: web.url }]);
  }
  return context;
}

/** Collects what must never happen on a page: uncaught errors, React's complaints, broken content policy. */
export function watchForFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    // A refused request is part of some tests; the browser logs each as an error of its own.
    if (message.type() === 'error' && !text.startsWith('Failed to load resource'))
      faults.push(`console: ${text}`);
  });
  return faults;
}

const wcag22aa = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/**
 * What axe finds against WCAG 2.2 AA, one line for each place; empty when there is nothing. `contrast` looks at
 * colours alone: enough for the second scheme of a page that was looked at whole in the first.
 */
export async function findAccessibilityFaults(
  page: Page,
  look: 'all' | 'contrast' = 'all',
): Promise<string[]> {
  const options: RunOptions = {
    runOnly:
      look === 'all' ? { type: 'tag', values: wcag22aa } : { type: 'rule', values: ['color-contrast'] },
    // What passed is only counted; told in full, it takes longer than finding the rest.
    resultTypes: ['violations'],
  };
  await atRest(page);
  // Once for each document: to read half a megabyte of script takes as long as to run it.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(
    async (how) => (await window.axe.run(document, how)).violations,
    options,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} (${node.any[0]?.message ?? node.html})`),
  );
}

/** Waits until nothing fades or slides any more: half way through, every colour is too pale. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const passing = () =>
      document.getAnimations().filter(({ effect, playState }) => {
        return playState === 'running' && effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY;
      });
    // What a change sets off begins a frame or two later.
    for (let still = 0; still < 3; still += 1) {
      await nextFrame();
      const running = passing();
      if (running.length === 0) continue;
      still = 0;
      await Promise.allSettled(running.map(({ finished }) => finished));
    }
  });
}
