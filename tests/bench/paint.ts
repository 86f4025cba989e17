import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '@prefloop/api';
import { startEmbeddedPostgres } from '@prefloop/cli/embedded-postgres';
import { freePort } from '@prefloop/cli/ports';
import { buildWeb } from '@prefloop/cli/web-build';
import { createProject, type Db, migrate, openDatabase, schema } from '@prefloop/db';
import type { Browser, Page } from 'playwright-core';
import { v7 } from 'uuid';
import { launchBrowser, widths } from '../helpers/browser.ts';
import { addBatch } from '../helpers/rating.ts';
import { type BenchResult, quantile, type Report } from './bench.ts';
import { answersOnTheSpot, stopwatch } from './paint/in-page.ts';
import { richPair } from './paint/texts.ts';
import { signIn } from './platform/sign-in.ts';

const secret = randomBytes(32).toString('hex');
const slug = 'paint';

type Variant = {
  presses: number;
  /** How many times slower the page's processor is made. */
  throttle: number;
  /** Added to every request, in milliseconds. */
  latencyMs: number;
  /** Without the layer ahead: the pair is there, but drawn only when the key is pressed. */
  naive: boolean;
};

/**
 * From a key press to the next pair on the screen: the real web app and API, two answers of 5 kB each with code, a
 * table and formulas. The time runs from the key's own time stamp until the frame that shows the new pair was painted;
 * the durable write to IndexedDB lies within it. Server, database and browser share this machine.
 */
export async function run(report: Report): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'prefloop-bench-'));
  // As root the database runs under another account, which has to pass through.
  await chmod(folder, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir: folder });
  const opened = openDatabase(postgres.url, { max: 4 });
  const webRoot = await buildWeb({
    signal: new AbortController().signal,
    onBuild: () => report('building …'),
  });
  if (webRoot === null) throw new Error('apps/web has no index.html');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  await migrate(postgres.url);
  const config = {
    publicUrl: url,
    secret,
    dataFolder: folder,
    trustProxy: 0,
    requestsPerMinute: 1_000_000,
    maxLagMs: 60_000,
    webRoot,
  };
  const app = await buildApp({ db: opened.db, config });
  await app.listen({ host: '127.0.0.1', port });
  const browser = await launchBrowser();
  try {
    const measure = async (name: string, variant: Variant) => {
      report(`${name} …`);
      return await runVariant(browser, url, await openSession(opened.db), variant);
    };
    const plain = { presses: 60, throttle: 1, latencyMs: 0, naive: false };
    const ahead = await measure('laid out ahead', plain);
    const aheadSlow = await measure('laid out ahead, 4x slower processor', {
      ...plain,
      presses: 40,
      throttle: 4,
    });
    const aheadFar = await measure('laid out ahead, 2 s to the server', {
      ...plain,
      presses: 15,
      latencyMs: 2_000,
    });
    const naive = await measure('drawn on key press', { ...plain, naive: true });
    const naiveSlow = await measure('drawn on key press, 4x slower', {
      ...plain,
      presses: 40,
      throttle: 4,
      naive: true,
    });
    return {
      name: 'paint',
      figures: {
        p50_ms: quantile(ahead, 0.5),
        p95_ms: quantile(ahead, 0.95),
        p50_throttled_ms: quantile(aheadSlow, 0.5),
        p95_throttled_ms: quantile(aheadSlow, 0.95),
        p95_far_server_ms: quantile(aheadFar, 0.95),
      },
      versus: {
        p50_ms: quantile(naive, 0.5),
        p95_ms: quantile(naive, 0.95),
        p50_throttled_ms: quantile(naiveSlow, 0.5),
        p95_throttled_ms: quantile(naiveSlow, 0.95),
      },
    };
  } finally {
    await browser.close();
    await app.close();
    await opened.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A person with a session and a batch of their own. */
async function openSession(db: Db): Promise<{ cookie: string; slug: string }> {
  const id = v7();
  await db.insert(schema.users).values({ id, name: 'Rater', email: `${id}@people.test` });
  const project = await createProject(db, { slug: `${slug}-${id}`, name: slug, createdBy: id });
  if (!project) throw new Error('the slug is taken');
  await addBatch(db, project.id, { tasks: 80, texts: richPair });
  return { cookie: await signIn(db, secret, id), slug: project.slug };
}

async function runVariant(
  browser: Browser,
  url: string,
  person: { cookie: string; slug: string },
  { presses, throttle, latencyMs, naive }: Variant,
): Promise<number[]> {
  const context = await browser.newContext({ baseURL: url, viewport: widths.desk });
  context.setDefaultTimeout(120_000);
  await context.addCookies([{ name: 'prefloop.session_token', value: person.cookie, url }]);
  // tsx wraps functions in a helper that the page does not have.
  await context.addInitScript({ content: 'globalThis.__name = (made) => made;' });
  await context.addInitScript(stopwatch);
  if (naive)
    await context.addInitScript(
      answersOnTheSpot,
      Array.from({ length: presses + 2 }, (_, n) => richPair(n)),
    );
  const page = await context.newPage();
  await page.goto(`/p/${person.slug}/rate`);
  await readyForKey(page, naive);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: latencyMs,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  const times: number[] = [];
  for (let n = 0; n < presses; n += 1) {
    const token = await readyForKey(page, naive);
    await page.keyboard.press(String(1 + (n % 7)));
    times.push(await page.evaluate((before) => window.prefloopPainted(before), token));
    if (latencyMs > 0) await page.locator('[data-outbox=saved][data-waiting="0"]').waitFor();
  }
  await context.close();
  return times;
}

/** Waits until the pair on screen takes a key, the one after it is laid out, and the page has nothing left to do. */
async function readyForKey(page: Page, naive: boolean): Promise<string> {
  const shown = await page.waitForFunction((alone) => {
    const layer = document.querySelector('[data-token][data-shown]');
    const accepting = document.querySelector('[data-accepting]')?.getAttribute('data-accepting');
    const token = layer?.getAttribute('data-token') ?? null;
    const ready = token !== null && token === accepting && (alone || layer?.nextElementSibling !== null);
    return ready ? token : null;
  }, naive);
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5_000 })));
  return (await shown.jsonValue()) ?? '';
}
