import type { Page } from 'playwright-core';
import { type BenchResult, quantile, type Report } from './bench.ts';
import { watchReading } from './long-answers/in-page.ts';
import { stopwatch } from './paint/in-page.ts';
import { openStage, type Person, readyForKey, type Stage } from './paint/stage.ts';
import { richPair } from './paint/texts.ts';

const pairs = 6;
/** More than are rated: near its end a batch hands out fewer pairs ahead. */
const tasks = 30;
const lettersPerPair = 12;
const paceMs = 120;

/** Two answers of 90 kB, some 20,000 tokens each: prose, code, tables, lists and formulas. */
function longPair(n: number): { prompt: string; responses: [string, string] } {
  const sections = Array.from({ length: 18 }, (_, part) => richPair(100 * n + part).responses);
  const join = (side: 0 | 1) => sections.map((responses) => responses[side]).join('\n\n');
  return { prompt: `Write all of it down, case ${n}.`, responses: [join(0), join(1)] };
}

type Figures = { firstText: number[]; keys: number[]; longestTask: number; complete: number[]; load: number };

/**
 * Very long answers on the rating screen, formatted and, in the same run, as raw text. From the key press to the first
 * frame of a long pair; then, while it is being formatted, a letter every 120 ms that folds and unfolds the prompt, each
 * timed from the press to the next frame; the longest task in all that time; and how long formatting takes to the end.
 */
export async function run(report: Report): Promise<BenchResult> {
  const stage = await openStage(report);
  try {
    report('formatted …');
    const formatted = await runView(stage, await stage.person({ tasks, texts: longPair }), false);
    report('raw …');
    const raw = await runView(stage, await stage.person({ tasks, texts: longPair }), true);
    report('short answers …');
    const short = await runView(stage, await stage.person({ tasks }), false);
    const figuresOf = ({ firstText, keys, longestTask, load }: Figures) => ({
      first_text_p50_ms: quantile(firstText, 0.5),
      first_text_max_ms: quantile(firstText, 1),
      key_p50_ms: quantile(keys, 0.5),
      key_max_ms: quantile(keys, 1),
      longest_task_ms: longestTask,
      load_to_text_ms: load,
    });
    return {
      name: 'long-answers',
      figures: { ...figuresOf(formatted), complete_max_ms: quantile(formatted.complete, 1) },
      versus: { ...figuresOf(raw), load_to_text_ms: short.load },
    };
  } finally {
    await stage.close();
  }
}

async function runView(stage: Stage, person: Person, raw: boolean): Promise<Figures> {
  const context = await stage.browserOf(person);
  await context.addInitScript(stopwatch);
  await context.addInitScript(watchReading);
  const page = await context.newPage();
  await page.goto(`/p/${person.slug}/rate`);
  const figures: Figures = { firstText: [], keys: [], longestTask: 0, complete: [], load: 0 };
  let token = await readyForKey(page);
  figures.load = await page.evaluate(() => window.prefloopReading.firstText);
  if (raw) await page.keyboard.press('m');
  for (let n = 0; n < pairs; n += 1) {
    // The first pair as a person meets it: read for a while, so that the next one may be drawn ahead or not.
    await page.waitForTimeout(n % 2 === 0 ? 300 : 5_000);
    await page.evaluate(() => window.prefloopReading.reset());
    const pressed = Date.now();
    await page.keyboard.press(String(1 + (n % 7)));
    figures.firstText.push(await page.evaluate((before) => window.prefloopPainted(before), token));
    for (let letter = 0; letter < lettersPerPair; letter += 1) {
      await page.waitForTimeout(paceMs);
      await page.keyboard.press('p');
    }
    await drawnToTheEnd(page);
    figures.complete.push(Date.now() - pressed);
    const { keys, longestTask } = await page.evaluate(() => ({
      keys: window.prefloopReading.keys,
      longestTask: window.prefloopReading.longestTask,
    }));
    // Faster than a frame is not told: it counts as one.
    figures.keys.push(...keys, ...Array<number>(Math.max(0, lettersPerPair - keys.length)).fill(16));
    figures.longestTask = Math.max(figures.longestTask, longestTask);
    if (n < pairs - 1) token = await readyForKey(page);
  }
  await context.close();
  return figures;
}

async function drawnToTheEnd(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('[data-token][data-shown] [data-drawing]') === null,
  );
}
