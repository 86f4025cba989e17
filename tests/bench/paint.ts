import { type BenchResult, quantile, type Report } from './bench.ts';
import { answersOnTheSpot, stopwatch } from './paint/in-page.ts';
import { openStage, type Person, readyForKey, type Stage } from './paint/stage.ts';
import { richPair } from './paint/texts.ts';

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
  const stage = await openStage(report);
  try {
    const measure = async (name: string, variant: Variant) => {
      report(`${name} …`);
      return await runVariant(stage, await stage.person({ tasks: 80, texts: richPair }), variant);
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
    await stage.close();
  }
}

async function runVariant(
  stage: Stage,
  person: Person,
  { presses, throttle, latencyMs, naive }: Variant,
): Promise<number[]> {
  const context = await stage.browserOf(person);
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
