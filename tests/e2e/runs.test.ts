import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '@prefloop/cli/wait';
import { type OpenDatabase, openDatabase, schema } from '@prefloop/db';
import { createQueue, type JobQueue } from '@prefloop/queue';
import { startWorker, type Worker } from '@prefloop/worker';
import { pino } from 'pino';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { testSecret } from '../helpers/app.ts';
import { launchBrowser, openContext, startWeb, type WebApp, watchForFaults } from '../helpers/browser.ts';
import { writeModelFolder } from '../helpers/model-folder.ts';
import { looksRight } from '../helpers/stage.ts';
import { fakeTrainer } from '../helpers/worker.ts';

let web: WebApp;
let browser: Browser;
let folder: string;
let database: OpenDatabase;
let queue: JobQueue;
let worker: Worker;
let slug: string;
let projectId: string;
let cookie: string;
const contexts: BrowserContext[] = [];
const faults: string[][] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'prefloop-e2e-runs-'));
  web = await startWeb({ deps: { queue: { enqueue: (name, payload) => queue.enqueue(name, payload) } } });
  queue = createQueue({ databaseUrl: web.databaseUrl });
  database = openDatabase(web.databaseUrl);
  const project = await web.project({ slug: 'letters', name: 'Letters' });
  slug = project.slug;
  projectId = project.id;
  cookie = (await web.member(project, 'engineer')).cookie;
  await prompts('summary', 'What is a queue?', 'What is a lease?', 'What is an epoch?');
  worker = await startWorker({
    database,
    queue: createQueue({ databaseUrl: web.databaseUrl }),
    log: pino({ level: 'silent' }),
    python: fakeTrainer,
    cache: undefined,
    config: {
      dataFolder: join(folder, 'data'),
      cacheFolder: join(folder, 'cache'),
      secret: testSecret,
      slots: [undefined],
      hangMs: null,
      trackers: [],
      modelRoots: [join(folder, 'models')],
      hub: { url: undefined, token: undefined, offline: true },
    },
  });
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
  expect(faults.splice(0).flat()).toEqual([]);
});
afterAll(async () => {
  await worker.close();
  await queue.close();
  await database.close();
  await web.close();
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

async function prompts(taskType: string, ...texts: string[]): Promise<void> {
  await web.db.insert(schema.prompts).values(
    texts.map((text) => ({
      projectId,
      source: 'test',
      sourceId: randomBytes(6).toString('hex'),
      messages: [{ role: 'user' as const, content: text }],
      text,
      taskType,
    })),
  );
}

async function open(path: string, options: Parameters<typeof openContext>[2] = {}): Promise<Page> {
  const context = await openContext(browser, web, { cookie, ...options });
  contexts.push(context);
  const page = await context.newPage();
  faults.push(watchForFaults(page));
  await page.goto(`/p/${slug}${path}`);
  return page;
}

/** Pictures for whoever works on these pages: set PREFLOOP_PICTURES to a folder. */
async function picture(page: Page, name: string): Promise<void> {
  const target = process.env.PREFLOOP_PICTURES;
  if (target) await page.screenshot({ path: join(target, `${name}.png`), fullPage: true });
}

async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
  await page.keyboard.press('Escape');
}

/** Launches a run over the prompts of a task type and waits for its page. */
async function launch(page: Page, taskType: string, atMost?: number): Promise<void> {
  await page.goto(`/p/${slug}/runs/new`);
  await choose(page, 'Task types', new RegExp(`^${taskType}`));
  if (atMost !== undefined) await page.getByLabel('Prompts, at most').fill(String(atMost));
  await page.getByRole('button', { name: 'Start the run' }).click();
  await page.getByRole('heading', { name: /^generate \d+$/, level: 1 }).waitFor();
}

test('a folder is registered, answers prompts, and the run is watched to its end', async () => {
  const model = await writeModelFolder(join(folder, 'models', 'small'));
  const page = await open('/models');
  await page.getByRole('heading', { name: 'No model yet' }).waitFor();
  await page.getByRole('button', { name: 'Register a model' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Local folder').click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Small one');
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(model);
  await picture(page, 'register');
  await dialog.getByRole('button', { name: 'Register' }).click();
  await page.getByRole('heading', { name: 'Small one v1' }).waitFor();
  await page.getByText('LlamaForCausalLM').waitFor();

  await page.getByRole('link', { name: 'Generate responses' }).click();
  await page.getByRole('heading', { name: 'New run' }).waitFor();
  // The only model is chosen already; three prompts, two answers each.
  await page.getByText('Small one v1').first().waitFor();
  await page.getByText('Responses').locator('..').getByText('6', { exact: true }).waitFor();
  await picture(page, 'new-run');
  await page.getByRole('button', { name: 'Start the run' }).click();

  await page.getByRole('heading', { name: 'generate 1' }).waitFor();
  await page.getByText('succeeded').waitFor();
  await page.getByText('6 of 6').waitFor();
  await page.getByRole('heading', { name: 'Responses (6)' }).waitFor();
  await page
    .getByText(/^answer 1 to /)
    .first()
    .waitFor();
  const values = async () => {
    await page.getByText('Values as a table').click();
    return page.locator('table td').allTextContents();
  };
  const live = await values();
  expect(live).toEqual(['1', '101', '2', '102', '3', '103', '4', '104', '5', '105', '6', '106']);
  await picture(page, 'run-done');
  await page.reload();
  await page.getByRole('heading', { name: 'Responses (6)' }).waitFor();
  expect(await values()).toEqual(live);
});

test('points and answers come in while it runs, and it can be cancelled', async () => {
  // Long enough that it is still at work when a slow machine has clicked through to the cancel.
  await prompts('slow', 'fake: delay=250', ...Array.from({ length: 399 }, (_, n) => `prompt ${n}`));
  const page = await open('/runs');
  await page.getByRole('link', { name: 'generate 1' }).waitFor();
  await launch(page, 'slow', 400);
  const chart = page.getByRole('img', { name: /^Tokens per second/ });
  // A page that shows points as they come may pass any single step between two looks at it.
  const at = async (step: number) => {
    const reached = async () => {
      const label = (await chart.getAttribute('aria-label')) ?? '';
      return Number(/at step (\d+)/.exec(label)?.[1] ?? 0) >= step;
    };
    expect(await waitUntil(reached, { timeoutMs: 120_000 })).toBe(true);
  };
  await at(3);
  expect(await chart.getAttribute('aria-label')).toMatch(/between 101 and/);
  await at(8);
  await page
    .getByText(/^answer 0 to /)
    .first()
    .waitFor();
  await picture(page, 'run-live');
  const cancel = page.getByRole('button', { name: 'Cancel', exact: true });
  await cancel.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the run' }).click();
  await page.getByText('cancelled', { exact: true }).waitFor();
  // The dialog may still be closing over it.
  await cancel.waitFor({ state: 'detached' });
});

test('a failed run begins with its cause, and one that waits says for what', async () => {
  await prompts('failing', 'fake: fail');
  await prompts('blocking', 'fake: deaf');
  const page = await open('/runs');
  await launch(page, 'failing');
  await page.getByText('It failed').waitFor();
  await page.getByText('The data is not to my liking.').waitFor();
  await page.getByText('Bring other data.').waitFor();
  await picture(page, 'run-failed');
  await launch(page, 'blocking');
  await page.getByText('running', { exact: true }).waitFor();
  const blocking = page.url();
  await launch(page, 'summary');
  await page.getByText('Other runs hold every slot. It begins when one of them ends.').waitFor();
  await picture(page, 'run-waiting');
  const waiting = page.url();
  await page.goto(blocking);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the run' }).click();
  await page.getByText('cancelled', { exact: true }).waitFor();
  await page.goto(waiting);
  await page.getByText('succeeded').waitFor();
});

test('what forbids a launch stands beside the form', async () => {
  const page = await open('/runs/new');
  await page.getByRole('button', { name: 'More settings' }).click();
  await choose(page, 'Held-out prompts', 'Only them');
  await page.getByText('No prompt fits this choice.').waitFor();
  expect(await page.getByRole('button', { name: 'Start the run' }).isDisabled()).toBe(true);
  await picture(page, 'new-run-blocked');
});

test('a version is promoted', async () => {
  const page = await open('/models');
  await page.getByRole('link', { name: 'Small one v1' }).click();
  await page.getByRole('button', { name: 'Promote' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Promote' }).click();
  await page.getByText('champion').first().waitFor();
  await picture(page, 'version');
});

test('a viewer watches and changes nothing; an annotator sees none of it', async () => {
  const viewer = await web.member({ id: projectId }, 'viewer');
  const page = await open('/runs', { cookie: viewer.cookie });
  await page.getByRole('link', { name: 'generate 1' }).click();
  await page.getByRole('heading', { name: 'Responses (6)' }).waitFor();
  expect(await page.getByRole('link', { name: 'New run' }).count()).toBe(0);
  const annotator = await web.member({ id: projectId }, 'annotator');
  const refused = await open('/models', { cookie: annotator.cookie });
  await refused.getByText(/Only lead or engineer or viewer/).waitFor();
});

test('the pages of a run that answered and of the version that did look right', async () => {
  const [run] = await web.db.select({ id: schema.runs.id }).from(schema.runs);
  const [version] = await web.db.select({ id: schema.modelVersions.id }).from(schema.modelVersions);
  const page = await open(`/models/${version?.id}`);
  for (const [path, heading] of [
    [`/models/${version?.id}`, 'What it is'],
    [`/runs/${run?.id}`, 'Settings'],
  ] as const) {
    await page.goto(`/p/${slug}${path}`);
    await page.getByRole('heading', { name: heading, exact: true }).waitFor();
    await page.waitForLoadState('networkidle');
    await looksRight(page, path.replaceAll(/[^a-z]+/g, '-'));
  }
});
