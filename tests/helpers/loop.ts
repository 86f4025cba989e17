import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkInvariants, openDatabase } from '@prefloop/db';
import { createQueue, type JobQueue } from '@prefloop/queue';
import { startWorker } from '@prefloop/worker';
import { pino } from 'pino';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';
import { testSecret } from './app.ts';
import { launchBrowser, openContext, startWeb, watchForFaults } from './browser.ts';
import { everythingSaved, press, shownPair } from './desk.ts';
import { trainerPython } from './training.ts';

/**
 * A house in which the loop turns: web app, worker with the real trainer, and two people in browsers of their own.
 * From here on everything is done on screen.
 */
export async function openHouse(options: { cacheFolder?: string; patienceMs: number }) {
  const python = await trainerPython();
  const browser = await launchBrowser();
  const folder = await mkdtemp(join(tmpdir(), 'prefloop-loop-'));
  const dataFolder = join(folder, 'data');
  const models = join(folder, 'models');
  // The app is built with the queue's bell, and the queue needs the app's database.
  const bell: { queue?: JobQueue } = {};
  const web = await startWeb({
    deps: { queue: { enqueue: async (name, payload) => bell.queue?.enqueue(name, payload) } },
  });
  const queue = createQueue({ databaseUrl: web.databaseUrl });
  bell.queue = queue;
  const database = openDatabase(web.databaseUrl);
  const worker = await startWorker({
    database,
    queue: createQueue({ databaseUrl: web.databaseUrl }),
    log: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
    python,
    cache: undefined,
    config: {
      dataFolder,
      cacheFolder: options.cacheFolder ?? join(folder, 'cache'),
      secret: testSecret,
      slots: [undefined],
      hangMs: null,
      trackers: [],
      modelRoots: [models],
      hub: { url: undefined, token: undefined, offline: true },
    },
  });
  const project = await web.project({ slug: 'loop', name: 'The loop' });
  const faults: string[] = [];

  async function person(role: 'lead' | 'annotator'): Promise<Page> {
    const { cookie } = await web.member(project, role);
    const context = await openContext(browser, web, { cookie });
    // Every wait is for something that comes; how soon depends on what else the machine does.
    context.setDefaultTimeout(options.patienceMs);
    const page = await context.newPage();
    const own = watchForFaults(page);
    page.once('close', () => faults.push(...own));
    await page.goto(`/p/${project.slug}`);
    return page;
  }

  const lead = await person('lead');
  const annotator = await person('annotator');
  return {
    python,
    folder,
    models,
    lead,
    annotator,

    /** Ends everything; answers what went wrong on a page, or stands in the database and must not. */
    async close(): Promise<string[]> {
      await picture(lead, 'last');
      await Promise.all([lead.close(), annotator.close()]);
      await browser.close();
      await worker.close();
      const broken = await checkInvariants(database.pool);
      await queue.close();
      await database.close();
      await web.close();
      await rm(folder, { recursive: true, force: true });
      return [...faults, ...broken.map((row) => JSON.stringify(row))];
    },
  };
}

/** Pictures for whoever works on these pages: set PREFLOOP_PICTURES to a folder. */
async function picture(page: Page, name: string): Promise<void> {
  const target = process.env.PREFLOOP_PICTURES;
  if (target) await page.screenshot({ path: join(target, `loop-${name}.png`), fullPage: true });
}

async function goTo(page: Page, entry: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: entry, exact: true }).click();
}

async function choose(page: Page, label: string, ...options: (string | RegExp)[]): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  for (const name of options) await page.getByRole('option', { name }).click();
  await page.keyboard.press('Escape');
}

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(fields))
    await page.getByRole('textbox', { name: label, exact: true }).fill(value);
}

/** The figure under a label of the page. */
const stat = (page: Page, label: string, value: string) =>
  page.locator('dl div').filter({ hasText: new RegExp(`^${label}${value}(?!\\d)`) });

export async function importPrompts(page: Page, file: string, prompts: number): Promise<void> {
  await goTo(page, 'Prompts');
  await page.getByRole('link', { name: 'Import', exact: true }).first().click();
  await page.getByText('Choose a file').waitFor();
  await picture(page, 'import');
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByText('self-instruct', { exact: true }).waitFor();
  await picture(page, 'import-preview');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText(`${prompts} rows added`).waitFor();
  await picture(page, 'import-done');
  await page.getByRole('link', { name: 'See the prompts' }).click();
  await page.getByText(`${prompts} prompts`).waitFor();
  await picture(page, 'prompts');
}

/** Registers the bundled model, or the one in a folder, and waits until it can be used. Ends on its page. */
export async function registerModel(page: Page, name: string, folder: string | null): Promise<void> {
  await goTo(page, 'Models');
  await page.getByRole('button', { name: 'Register a model' }).click();
  const dialog = page.getByRole('dialog');
  if (folder !== null) {
    await dialog.getByText('Local folder').click();
    await dialog.getByRole('textbox', { name: 'Folder' }).fill(folder);
  }
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await picture(page, 'register');
  await dialog.getByRole('button', { name: 'Register' }).click();
  await page.getByRole('heading', { name: `${name} v1` }).waitFor();
  await page.getByRole('main').getByText('ready', { exact: true }).waitFor();
  await picture(page, 'registered');
}

type Generation = { prompts: number; each: number; tokens: number; longestPrompt?: number };

/**
 * Has prompts answered by a model alone, from its page, or by it and an older one, from its page or that of the run that
 * published it. Ends on the run's page.
 */
export async function generate(page: Page, name: string, wanted: Generation, rival?: string): Promise<void> {
  await page.getByRole('link', { name: rival ? `Compare with ${rival}` : 'Generate responses' }).click();
  await page.getByRole('heading', { name: 'New run' }).waitFor();
  await fill(page, {
    'Prompts, at most': String(wanted.prompts),
    'Answers per prompt': String(wanted.each),
    'Longest answer, in tokens': String(wanted.tokens),
  });
  if (wanted.longestPrompt) {
    await page.getByRole('button', { name: 'More settings' }).click();
    await fill(page, { 'Longest prompt, in tokens': String(wanted.longestPrompt) });
  }
  const total = wanted.prompts * wanted.each * (rival ? 2 : 1);
  await stat(page, 'Responses', String(total)).waitFor();
  await picture(page, `${name}-form`);
  await page.getByRole('button', { name: 'Start the run' }).click();
  await succeeded(page);
  await page.getByRole('heading', { name: `Responses (${total})` }).waitFor();
  await picture(page, `${name}-run`);
}

/** Waits for a run's end; one that did not succeed fails the test with what its page says. */
async function succeeded(page: Page): Promise<void> {
  const state = page
    .getByRole('main')
    .getByText(/^(succeeded|failed|cancelled|diverged)$/)
    .first();
  await state.waitFor();
  if ((await state.innerText()).toLowerCase() !== 'succeeded')
    throw new Error(await page.getByRole('main').innerText());
}

/**
 * Releases the pairs of a run's answers, from its page, to be rated by two people. Ends on the batch's page; answers how
 * many pairs there are, since equal answers make none.
 */
export async function release(page: Page, name: string, blind = false): Promise<number> {
  const link = blind ? 'Pair the answers blind' : 'Pair the answers';
  await page.getByRole('link', { name: link, exact: true }).click();
  await page.getByRole('heading', { name: 'New batch' }).waitFor();
  await fill(page, { Name: name, Overlap: '2' });
  const button = page.getByRole('button', { name: /^Release \d+ pairs?$/ });
  const pairs = Number(/\d+/.exec(await button.innerText())?.[0]);
  await picture(page, `${name}-form`);
  await button.click();
  await page.getByRole('heading', { name }).waitFor();
  await page.getByText(`0 of ${2 * pairs} ratings done`).waitFor();
  await picture(page, `${name}-released`);
  return pairs;
}

/** Rates every pair by keyboard, the longer answer as better: two people who do so agree. */
export async function rateAll(page: Page, pairs: number): Promise<void> {
  await goTo(page, 'Rate');
  const prompts = new Set<string>();
  for (let n = 0; n < pairs; n += 1) {
    const { left, right, token } = await shownPair(page);
    if (n === 0) await picture(page, 'rate');
    expect(prompts.has(token)).toBe(false);
    prompts.add(token);
    const leftIsBetter = left.length === right.length ? left > right : left.length > right.length;
    await press(page, leftIsBetter ? '2' : '6');
  }
  await everythingSaved(page);
  await page.locator('[data-rest]').waitFor();
  await picture(page, 'rate-rest');
}

/** Looks at the batch, and sees that all of it was rated by both. */
export async function seeRated(page: Page, name: string, pairs: number): Promise<void> {
  await goTo(page, 'Batches');
  await page.getByRole('link', { name }).click();
  await page.getByText(`${2 * pairs} of ${2 * pairs} ratings done, 0 left`).waitFor();
  await picture(page, `${name}-rated`);
}

export type Frozen = { train: number; held: number };

/** Freezes all ratings, from the page of a rated batch. Ends on the snapshot's page; answers the rows of its splits. */
export async function freeze(
  page: Page,
  name: string,
  evalPercent: number,
  rules: Record<string, string> = {},
): Promise<Frozen> {
  await page.getByRole('link', { name: 'Freeze a snapshot' }).click();
  await page.getByRole('heading', { name: 'New snapshot' }).waitFor();
  await fill(page, {
    Name: name,
    'Kept for evaluation, in percent of the prompts': String(evalPercent),
    ...rules,
  });
  await page.getByRole('heading', { name: 'First rows, as they train' }).waitFor();
  await picture(page, 'snapshot-form');
  await page.getByRole('button', { name: 'Freeze' }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
  const splits = page.getByRole('radiogroup', { name: 'Split' });
  const rows = /Train \((\d+)\)\s*Eval \((\d+)\)/.exec(await splits.innerText());
  await picture(page, 'snapshot');
  return { train: Number(rows?.[1]), held: Number(rows?.[2]) };
}

const streamed = z.array(z.tuple([z.string(), z.number(), z.union([z.number(), z.string()]), z.number()]));
const told = z.object({ status: z.string(), name: z.string() });

type Method = 'Reward model' | 'DPO' | 'PPO';

export type Training = {
  method: Method;
  base: string;
  reward?: string;
  /** Rows that the snapshot keeps for evaluation. */
  held: number;
  /** What differs from the preset, by label. */
  fields: Record<string, string>;
};

/** Title and metric of every chart that a method shows by default. */
const defaultCharts: Record<Method, Record<string, string>> = {
  'Reward model': {
    Loss: 'loss',
    Accuracy: 'accuracy',
    Margin: 'margin',
    'Accuracy, held out': 'eval_accuracy',
    'Loss, held out': 'eval_loss',
  },
  DPO: {
    Loss: 'loss',
    'Reward accuracy': 'rewards/accuracies',
    'Reward margin': 'rewards/margins',
    'Log-probability of the chosen': 'logps/chosen',
    'Reward accuracy, held out': 'eval_rewards/accuracies',
    'Reward margin, held out': 'eval_rewards/margins',
    'Loss, held out': 'eval_loss',
  },
  PPO: {
    Reward: 'reward',
    'KL to the reference': 'objective/kl',
    Entropy: 'objective/entropy',
    'Value loss': 'loss/value_avg',
    'Explained variance': 'val/explained_variance',
    'Clip share': 'policy/clipfrac_avg',
    'Answers cut off': 'completions/clipped_ratio',
    'Reward, held out': 'eval_reward',
  },
};

/**
 * Trains from the launch form and watches the run: of each default chart ten points or more come in before its end is
 * told, and a reload shows the values that were seen live. Ends on the run's page.
 */
export async function train(page: Page, wanted: Training): Promise<void> {
  await goTo(page, 'Runs');
  await page.getByRole('link', { name: 'New run' }).first().click();
  await page.getByRole('combobox', { name: 'Method' }).click();
  // What each is for stands in the option too, and names others.
  await page.getByRole('option', { name: new RegExp(`^${wanted.method}`) }).click();
  await choose(page, 'Model', wanted.base);
  if (wanted.reward) await choose(page, 'Reward model', wanted.reward);
  await page.getByRole('button', { name: 'More settings' }).click();
  await fill(page, wanted.fields);
  await page.getByText(`${wanted.held} held out`, { exact: true }).waitFor();
  await picture(page, `${wanted.method}-form`);
  const live = await listen(page);
  await page.getByRole('button', { name: 'Start the run' }).click();
  await page.getByRole('region', { name: 'Curves' }).waitFor();
  await succeeded(page);
  await page.getByText('It published').waitFor();
  const arrived = await live();
  const shown = await charts(page);
  await picture(page, `${wanted.method}-run`);
  for (const [title, metric] of Object.entries(defaultCharts[wanted.method])) {
    expect(
      arrived.get(metric)?.size ?? 0,
      `${title}: points that came before the end`,
    ).toBeGreaterThanOrEqual(10);
    expect(
      shown.get(title)?.map(([step]) => step),
      title,
    ).toEqual([...(arrived.get(metric) ?? [])].map(String));
  }
  await page.reload();
  await page.getByText('It published').waitFor();
  expect(await charts(page)).toEqual(shown);
}

/** Hears what the browser is sent while a run goes on. The answer: the steps of each metric that came before its end. */
async function listen(page: Page): Promise<() => Promise<Map<string, Set<number>>>> {
  const devtools = await page.context().newCDPSession(page);
  const steps = new Map<string, Set<number>>();
  let over = false;
  devtools.on('Network.eventSourceMessageReceived', ({ eventName, data }) => {
    if (eventName === 'run') over ||= told.parse(JSON.parse(data)).status === 'succeeded';
    if (eventName !== 'metrics' || over) return;
    for (const [name, step] of streamed.parse(JSON.parse(data)))
      steps.set(name, (steps.get(name) ?? new Set()).add(step));
  });
  await devtools.send('Network.enable');
  return async () => {
    await devtools.detach();
    return steps;
  };
}

/** Every chart of the page as its table has it: title, then step and value of each point. */
async function charts(page: Page): Promise<Map<string, string[][]>> {
  const figures = await page.locator('figure').evaluateAll((elements) =>
    elements.map((figure) => ({
      title: figure.querySelector('figcaption strong')?.textContent ?? '',
      rows: [...figure.querySelectorAll('tbody tr')].map((row) =>
        [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? ''),
      ),
    })),
  );
  return new Map(figures.map(({ title, rows }) => [title, rows]));
}

/** Promotes a version. Ends on its page. */
export async function promote(page: Page, version: string): Promise<void> {
  await goTo(page, 'Models');
  await page.getByRole('main').getByRole('link', { name: version }).click();
  await page.getByRole('heading', { name: version }).waitFor();
  await page.getByRole('button', { name: 'Promote' }).click();
  await picture(page, 'promote');
  await page.getByRole('dialog').getByRole('button', { name: 'Promote' }).click();
  await page.getByText('champion').first().waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await picture(page, 'promoted');
}

/** From the page of a batch in which two versions met: who wins, and on how much that rests. */
export async function seeWinner(page: Page, newer: string, older: string, pairs: number): Promise<void> {
  await page.getByRole('link', { name: 'See who wins' }).click();
  await page.getByRole('heading', { name: `${newer} against ${older}` }).waitFor();
  const rate = String.raw`\d+% \(\d+% to \d+%, n = ${2 * pairs} ratings on ${pairs} prompts?\)`;
  await page.getByText(new RegExp(`^${newer} wins ${rate} against ${older}\\.$`)).waitFor();
  await picture(page, 'winner');
}
