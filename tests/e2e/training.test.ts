import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenDatabase, openDatabase, schema } from '@prefloop/db';
import { createQueue, type JobQueue } from '@prefloop/queue';
import { startWorker, type Worker } from '@prefloop/worker';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { testSecret } from '../helpers/app.ts';
import {
  findAccessibilityFaults,
  launchBrowser,
  openContext,
  startWeb,
  type WebApp,
  watchForFaults,
} from '../helpers/browser.ts';
import { freezeRows, judged, preference } from '../helpers/training.ts';
import { fakeTrainer } from '../helpers/worker.ts';

let web: WebApp;
let browser: Browser;
let folder: string;
let database: OpenDatabase;
let queue: JobQueue;
let worker: Worker;
let slug: string;
let cookie: string;
let projectId: string;
const contexts: BrowserContext[] = [];
const faults: string[][] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'prefloop-e2e-training-'));
  web = await startWeb({ deps: { queue: { enqueue: (name, payload) => queue.enqueue(name, payload) } } });
  queue = createQueue({ databaseUrl: web.databaseUrl });
  database = openDatabase(web.databaseUrl);
  const project = await web.project({ slug: 'letters', name: 'Letters' });
  slug = project.slug;
  projectId = project.id;
  cookie = (await web.member(project, 'engineer')).cookie;
  const [model] = await web.db
    .insert(schema.models)
    .values({ projectId: project.id, name: 'Small one' })
    .returning();
  await web.db.insert(schema.modelVersions).values({
    projectId: project.id,
    modelId: model?.id ?? '',
    version: 1,
    origin: 'folder',
    status: 'ready',
    location: { path: folder },
    facts: { vocabulary: 49_152, parameters: 1000 },
  });
  await freezeRows(web.db, project.id, {
    kind: 'preference',
    train: [preference('fake: steps=12 delay=150', 'good', 'bad'), preference('b', 'good', 'bad')],
    eval: [preference('Name a colour.', 'good', 'bad')],
  });
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
      modelRoots: [],
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

async function open(path: string): Promise<Page> {
  const context = await openContext(browser, web, { cookie });
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

test('a dpo run is launched from its form, watched, and found again with what it published', async () => {
  const page = await open('/runs/new');
  await page.getByRole('combobox', { name: 'Method' }).click();
  await page.getByRole('option', { name: /^DPO/ }).click();
  // The only model and the only snapshot are chosen already.
  await page.getByText('1 held out', { exact: true }).waitFor();
  const visible = page.locator('form').getByRole('textbox').or(page.locator('form').getByRole('combobox'));
  expect(await visible.filter({ visible: true }).count()).toBeLessThanOrEqual(5);
  const rate = page.getByLabel('Learning rate', { exact: true });
  await page.getByText('Full', { exact: true }).click();
  await rate.fill('0.001');
  await page
    .getByText(/ends in repetition and noise/)
    .first()
    .waitFor();
  expect(await page.getByRole('button', { name: 'Start the run' }).isDisabled()).toBe(true);
  await picture(page, 'training-problem');
  await page.getByText('Try it in minutes', { exact: true }).click();
  await page
    .getByText(/ends in repetition and noise/)
    .first()
    .waitFor({ state: 'detached' });
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await picture(page, 'training-form');
  await page.getByRole('button', { name: 'Start the run' }).click();

  await page.getByRole('heading', { name: 'dpo 1', level: 1 }).waitFor();
  await page.getByText('succeeded').waitFor();
  await page.getByText('It published').waitFor();
  await page.getByRole('rowheader', { name: 'Name a colour.' }).waitFor();
  await page.getByText('answer of step 12').first().waitFor();
  const loss = page.getByRole('img', { name: /^Loss:/ });
  const told = await loss.getAttribute('aria-label');
  expect(told).toContain('at step 12');
  await picture(page, 'training-done');
  await page.reload();
  await page.getByText('It published').waitFor();
  expect(await loss.getAttribute('aria-label')).toBe(told);
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Small one dpo v1' }).click();
  await page.getByRole('heading', { name: 'Small one dpo v1' }).waitFor();
});

test('two runs are compared on the same axes, with what they were told differently', async () => {
  const page = await open('/runs/new?method=dpo');
  // Two models by now, so that none is chosen already.
  await page.getByRole('combobox', { name: 'Model' }).click();
  await page.getByRole('option', { name: 'Small one v1' }).click();
  await page.getByLabel('Beta', { exact: true }).fill('0.3');
  await page.getByText('1 held out', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Start the run' }).click();
  await page.getByRole('heading', { name: 'dpo 2', level: 1 }).waitFor();
  await page.getByText('succeeded').waitFor();
  await page.getByRole('link', { name: 'Compare', exact: true }).click();
  await page.getByRole('combobox', { name: 'Runs' }).click();
  await page
    .getByRole('listbox', { name: 'Runs' })
    .getByRole('option', { name: /^1: dpo 1/ })
    .click();
  await page.getByRole('img', { name: /^Loss: dpo 2 0\.\d+, dpo 1 0\.\d+/ }).waitFor();
  const cells = page.getByRole('row', { name: /^Beta/ }).getByRole('cell');
  expect(await cells.allTextContents()).toEqual(['0.3', '0.1']);
  await expect.poll(() => page.getByRole('rowheader').count()).toBe(1);
  // The others are told against the baseline, in words.
  const loss = page.getByRole('figure').filter({ hasText: 'Loss' }).first();
  await loss.getByText(/^0\.\d+ \((the same|0\.\d+ (higher|lower))\)$/).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Baseline' }).click();
  await page
    .getByRole('listbox', { name: 'Baseline' })
    .getByRole('option', { name: /^1: dpo 1/ })
    .click();
  await page.getByRole('img', { name: /^Loss: dpo 1 0\.\d+, dpo 2 0\.\d+/ }).waitFor();
  await page.getByRole('switch', { name: 'Only what differs' }).click();
  await page.getByRole('row', { name: /^Learning rate/ }).waitFor();
  await page.getByRole('row', { name: /^Computed on/ }).waitFor();
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await picture(page, 'compare');
});

test('good and bad answers train a model by KTO, from the page of their snapshot', async () => {
  const page = await open('/runs/new?method=kto');
  await page.getByText('It learns from single answers, good and bad').waitFor();
  await page.getByRole('link', { name: 'Freeze a snapshot' }).click();
  await page.waitForURL(/kind=unpaired/);

  const answers = await freezeRows(web.db, projectId, {
    kind: 'unpaired',
    train: [judged('fake: steps=4', 'good', true), judged('b', 'bad', false)],
    eval: [judged('Name a colour.', 'good', true)],
  });
  await page.goto(`/p/${slug}/snapshots/${answers}`);
  await page.getByRole('link', { name: 'Train', exact: true }).click();
  await page.getByRole('combobox', { name: 'Model' }).click();
  await page.getByRole('option', { name: 'Small one v1' }).click();
  await page.getByText('1 held out', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'More settings' }).click();
  await page.getByLabel('Weight of good answers').fill('1.5');
  await page.getByRole('combobox', { name: 'Reference' }).waitFor();
  expect(await page.getByRole('combobox', { name: 'Loss' }).inputValue()).toBe('kto');
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await picture(page, 'kto-form');
  await page.getByRole('button', { name: 'Start the run' }).click();
  await page.getByRole('heading', { name: /^kto \d/, level: 1 }).waitFor();
  await page.getByText('It published').waitFor();
  await page.getByText('answer of step 4').first().waitFor();
  await picture(page, 'kto-done');
});

test('form and YAML document are the same thing, and from a snapshot to a started run are four actions', async () => {
  const [pairs] = await web.db.select().from(schema.snapshots).where(eq(schema.snapshots.kind, 'preference'));
  let actions = 0;
  const page = await open(`/snapshots/${pairs?.id}`);
  const act = async (action: Promise<unknown>) => {
    actions += 1;
    await action;
  };
  await act(page.getByRole('link', { name: 'Train', exact: true }).click());
  await act(page.getByRole('combobox', { name: 'Model' }).click());
  await act(page.getByRole('option', { name: 'Small one v1' }).click());
  await page.getByText('1 held out', { exact: true }).waitFor();
  const fields = page.locator('form').locator('input:visible:not([type=radio]), [role=radiogroup]');
  expect(await fields.count()).toBeLessThanOrEqual(6);

  // The form, written down.
  await page.getByRole('button', { name: 'As a YAML document' }).click();
  const document = page.getByRole('textbox', { name: 'Document' });
  await expect.poll(() => document.inputValue()).toMatch(/^method: reward\nbase: Small one v1\nsnapshot: /);
  await page.getByLabel('Epochs', { exact: true }).fill('7');
  await expect.poll(() => document.inputValue()).toContain('params:\n  epochs: 7\n');
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await picture(page, 'yaml-form');
  const saved = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  expect((await saved).suggestedFilename()).toBe('run.yaml');

  // Faults by their lines, and nothing in the form has changed.
  const written = await document.inputValue();
  await document.fill(written.replace('epochs: 7', 'epoch: 7'));
  await page.getByRole('button', { name: 'Fill in the form' }).click();
  await page.getByText(/^Line 6: params.epoch is not known here. Did you mean epochs\?$/).waitFor();
  await picture(page, 'yaml-fault');
  expect(await page.getByLabel('Epochs', { exact: true }).inputValue()).toBe('7');

  // A document of another method fills in that method's form.
  await document.fill(
    written.replace('method: reward', 'method: dpo').replace('epochs: 7', 'beta: 0.25\n  maxSteps: 4'),
  );
  await page.getByRole('button', { name: 'Fill in the form' }).click();
  await page.getByLabel('Beta', { exact: true }).waitFor();
  expect(await page.getByLabel('Beta', { exact: true }).inputValue()).toBe('0.25');
  expect(await page.getByRole('combobox', { name: 'Model' }).inputValue()).toBe('Small one v1');
  // A file that is dropped does the same.
  await page.getByRole('button', { name: 'As a YAML document' }).click();
  await expect.poll(() => document.inputValue()).toContain('beta: 0.25');
  const dropped = (await document.inputValue()).replace('beta: 0.25', 'beta: 0.35');
  const files = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'run.yaml', { type: 'text/yaml' }));
    return transfer;
  }, dropped);
  await document.dispatchEvent('drop', { dataTransfer: files });
  await expect.poll(() => page.getByLabel('Beta', { exact: true }).inputValue()).toBe('0.35');

  await act(page.getByRole('button', { name: 'Start the run' }).click());
  expect(actions).toBeLessThanOrEqual(4);
  await page.getByText('It published').waitFor();
  // The run offers the document that made it.
  await page.getByRole('button', { name: 'As a YAML document' }).click();
  const record = page.getByLabel('YAML document of the run');
  await record.waitFor();
  expect(await record.textContent()).toBe(dropped);
  expect(await findAccessibilityFaults(page)).toEqual([]);
});

test('a clone shows what is changed, and one of a failed run comes with the cure', async () => {
  const page = await open('/runs');
  await page.getByRole('link', { name: 'dpo 1', exact: true }).click();
  await page.getByRole('link', { name: 'Clone', exact: true }).click();
  await page.getByText('It began as dpo 1. Nothing is changed yet.').waitFor();
  await page.getByLabel('Learning rate', { exact: true }).fill('0.00002');
  await page.getByText('Changed: Learning rate 0.00005 → 0.00002').waitFor();
  await page.getByRole('button', { name: 'More settings' }).click();
  await page.getByLabel('Seed', { exact: true }).fill('3');
  await page.getByText('Changed: Seed 0 → 3').waitFor();
  expect(await page.getByText(/^Changed:/).count()).toBe(2);
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await picture(page, 'clone');
  await page.getByLabel('Name of the run').fill('again');
  await page.getByRole('button', { name: 'Start the run' }).click();
  await page.getByRole('heading', { name: 'again', level: 1 }).waitFor();
  await page.getByText('It published').waitFor();

  const error = { code: 'OUT_OF_MEMORY', message: 'Memory ran out.', hint: 'Lower the micro-batch.' };
  await web.db.update(schema.runs).set({ status: 'failed', error }).where(eq(schema.runs.name, 'again'));
  await page.reload();
  await page.getByText('Fewer rows in memory at once').waitFor();
  await picture(page, 'failed-run');
  await page.getByRole('link', { name: 'Clone with fix' }).click();
  await page.getByText('Changed: Micro-batch 4 → 2').waitFor();
  expect(await page.getByText(/^Changed:/).count()).toBe(1);
  await picture(page, 'clone-with-fix');
});

test('a method without what it needs says where that comes from', async () => {
  const page = await open('/runs/new?method=ppo');
  await page.getByRole('heading', { name: 'No reward model yet' }).waitFor();
  await page.getByRole('link', { name: 'Train a reward model' }).click();
  await page.getByRole('combobox', { name: 'Snapshot' }).waitFor();
  await page.goto(`/p/${slug}/runs/new?method=sft`);
  await page.getByRole('link', { name: 'Freeze a snapshot' }).waitFor();
});

test('answers to one prompt are measured against each other by GRPO, with a reward model', async () => {
  const [judge] = await web.db.insert(schema.models).values({ projectId, name: 'Judge' }).returning();
  await web.db.insert(schema.modelVersions).values({
    projectId,
    modelId: judge?.id ?? '',
    version: 1,
    origin: 'folder',
    status: 'ready',
    purpose: 'reward',
    location: { path: folder },
    facts: { vocabulary: 49_152, parameters: 1000 },
  });
  const page = await open('/runs/new');
  await page.getByRole('combobox', { name: 'Method' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: /^GRPO/ }).waitFor();
  await picture(page, 'methods');
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await page.getByRole('option', { name: /^GRPO/ }).click();
  await page.getByRole('combobox', { name: 'Model', exact: true }).click();
  await page.getByRole('option', { name: 'Small one v1' }).click();
  await page.getByRole('combobox', { name: 'Snapshot' }).click();
  await page.getByRole('option').first().click();
  await page.getByLabel('Answers to each prompt', { exact: true }).fill('5');
  await page
    .getByText(/groupSize must divide batchSize/)
    .first()
    .waitFor();
  await page.getByLabel('Answers to each prompt', { exact: true }).fill('8');
  await page.getByLabel('KL cost', { exact: true }).fill('0');
  await page
    .getByText(/Nothing holds the policy to its reference/)
    .first()
    .waitFor();
  expect(await page.getByRole('button', { name: 'Start the run' }).isDisabled()).toBe(true);
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await picture(page, 'grpo-form');
  await page.getByLabel('KL cost', { exact: true }).fill('0.04');
  await page
    .getByText(/Nothing holds the policy to its reference/)
    .first()
    .waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Start the run' }).click();
  await page.getByRole('heading', { name: /^grpo \d/, level: 1 }).waitFor();
  await page.getByText('It published').waitFor();
  await picture(page, 'grpo-done');
});
