import { join } from 'node:path';
import { type Project, schema } from '@prefloop/db';
import { createQueue, type JobQueue } from '@prefloop/queue';
import { eq } from 'drizzle-orm';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  findAccessibilityFaults,
  launchBrowser,
  openContext,
  startWeb,
  type WebApp,
  watchForFaults,
  widths,
} from '../helpers/browser.ts';
import { sessionCookie } from '../helpers/desk.ts';
import { addBatch, type TestBatch } from '../helpers/rating.ts';
import { trainerPython } from '../helpers/training.ts';
import { addAnnotator, addVerdicts, changeVerdict, type Said } from '../helpers/verdicts.ts';
import { openWorker } from '../helpers/worker.ts';

let web: WebApp;
let browser: Browser;
let queue: JobQueue;
let worker: { close: () => Promise<void> };
let project: Project;
let batch: TestBatch;
let people: string[];
const contexts: BrowserContext[] = [];
const faults: string[][] = [];

beforeAll(async () => {
  // The app is built with the queue's bell, and the queue needs the app's database.
  const bell: { queue?: JobQueue } = {};
  web = await startWeb({
    deps: { queue: { enqueue: async (name, payload) => bell.queue?.enqueue(name, payload) } },
  });
  queue = createQueue({ databaseUrl: web.databaseUrl });
  bell.queue = queue;
  worker = await openWorker(web, await trainerPython());
  browser = await launchBrowser();
});
beforeEach(async () => {
  project = await web.project();
  batch = await addBatch(web.db, project.id, { tasks: 40, overlap: 3 });
  people = [];
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  expect(faults.splice(0).flat()).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await worker?.close();
  await queue?.close();
  await web?.close();
});

/** Three people rate every pair. Two mostly agree; the third mostly takes the left one, whatever stands there. */
async function rateAll(): Promise<void> {
  for (const [who, name] of ['Ada Lovelace', 'Ben', 'Cyd'].entries()) {
    const annotatorId = await addAnnotator(web.db, project.id, name);
    people.push(annotatorId);
    for (const leftPosition of [0, 1]) {
      const said = batch.taskIds.map((_, at): Said | null => {
        if ((at + who) % 2 !== leftPosition) return null;
        if (who === 2 && at % 4 !== 3) return leftPosition === 0 ? -2 : 2;
        if (at % 9 === 8) return who === 0 ? 'tie' : 1;
        return (at * 7) % 3 === 0 ? -1 - (at % 3) : 1 + ((at + who) % 3);
      });
      const more = { shownOrder: [leftPosition, 1 - leftPosition] };
      // No annotator of the screen made these: their heads stand for no revision.
      await addVerdicts(web.db, { projectId: project.id, batch, annotatorId, said, more });
    }
  }
}

async function openPage(role: 'lead' | 'viewer'): Promise<Page> {
  const person = await web.member(project, role);
  const context = await openContext(browser, web, { cookie: sessionCookie(person) });
  contexts.push(context);
  const page = await context.newPage();
  faults.push(watchForFaults(page));
  await page.goto(`/p/${project.slug}/batches/${batch.id}`);
  await page.getByRole('heading', { name: 'Agreement and reliability' }).waitFor();
  return page;
}

const figuresThere = (page: Page) => page.getByRole('table', { name: 'Reliability of annotators' }).waitFor();

/** A picture of the page where PREFLOOP_PICTURES names a folder. */
async function picture(page: Page, name: string): Promise<void> {
  const target = process.env.PREFLOOP_PICTURES;
  if (target) await page.screenshot({ path: join(target, `statistics-${name}.png`), fullPage: true });
}

it('computes by itself for a lead, and tells each number with its n, interval and meaning', async () => {
  const early = await openPage('lead');
  await early.getByText('Nobody has rated here yet. Two ratings').waitFor();
  await picture(early, 'empty');
  await rateAll();
  const page = await openPage('lead');
  await figuresThere(page);
  const stat = (label: string) => page.locator('dl > div').filter({ hasText: label }).first().innerText();
  expect(await stat('Fleiss’ kappa')).toMatch(
    /^Fleiss’ kappa\n0\.\d\d\n95% CI -?0\.\d\d to 0\.\d\d\s*n = 40$/,
  );
  expect(await stat('Krippendorff’s alpha, strengths')).toMatch(/\n0\.\d\d\n95% CI .* to .*\s*n = 40$/);
  await page.getByText(/^As of [^·]+$/).waitFor();

  const rows = page.getByRole('table', { name: 'Reliability of annotators' }).getByRole('row');
  const cyd = await rows.filter({ hasText: 'Cyd' }).innerText();
  expect(Number(/\+(\d\.\d\d)/.exec(cyd)?.[1])).toBeGreaterThan(0.3);
  const kappas = page.getByRole('table', { name: 'Agreement of two annotators each' });
  expect(await kappas.getByRole('row').count()).toBe(4);
  expect(await kappas.getByText(/^-?0\.\d\d \(-?0\.\d\d\sto\s\d\.\d\d\)$/).count()).toBe(3);

  // By keyboard: what the numbers mean, all disagreements, and the way to a prompt.
  const meanings = page.getByText('What these numbers mean');
  await meanings.focus();
  await page.keyboard.press('Enter');
  await page.getByText('It knows no mistake that most people share.', { exact: false }).waitFor();
  const worst = page.getByRole('table', { name: 'Worst disagreements' });
  expect(await worst.getByRole('row').count()).toBe(11);
  await page.getByRole('button', { name: /^Show all \d+$/ }).press('Enter');
  expect(await worst.getByRole('row').count()).toBeGreaterThan(11);
  const link = worst.getByRole('link').first();
  const question = await link.innerText();
  await link.press('Enter');
  await page.waitForURL(/\/prompts\//);
  await page.getByText(question).first().waitFor();
});

it('says what came since, computes again when asked, and shows a viewer what is there', async () => {
  await rateAll();
  const viewer = await openPage('viewer');
  await viewer.getByText('Not computed yet').waitFor();
  // What needs no worker is there at once.
  expect(
    await viewer.getByRole('table', { name: 'Agreement of two annotators each' }).getByRole('row').count(),
  ).toBe(4);
  expect(await viewer.getByRole('button', { name: 'Compute now' }).count()).toBe(0);
  const page = await openPage('lead');
  await figuresThere(page);
  // Younger than a minute, however long this took: nothing is asked for by itself.
  await web.db.update(schema.batchStatistics).set({ asOf: new Date() });
  await changeVerdict(web.db, {
    taskId: batch.taskIds[0] ?? '',
    annotatorId: people[0] ?? '',
    strength: 3,
  });
  await page.reload();
  await page.getByText(/^As of [^·]+ · 1 rating since$/).waitFor();
  await page.getByRole('button', { name: 'Compute now' }).press('Enter');
  await page.getByText(/^As of [^·]+$/).waitFor();
  await viewer.reload();
  await figuresThere(viewer);
});

it('tells a failure with what to do, and tries again', async () => {
  await rateAll();
  await web.db.insert(schema.batchStatistics).values({
    batchId: batch.id,
    state: 'failed',
    error: { code: 'OUT_OF_MEMORY', message: 'It was too much.', hint: 'Give the worker more memory.' },
  });
  const page = await openPage('lead');
  await page.getByText('Give the worker more memory.').waitFor();
  await picture(page, 'failed');
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Try again' }).press('Enter');
  await figuresThere(page);
  const [row] = await web.db
    .select()
    .from(schema.batchStatistics)
    .where(eq(schema.batchStatistics.batchId, batch.id));
  expect(row).toMatchObject({ state: 'done', error: null });
});

it('lends its reliability to a snapshot, which says where that is still to be computed', async () => {
  await rateAll();
  const person = await web.member(project, 'lead');
  const context = await openContext(browser, web, { cookie: sessionCookie(person) });
  contexts.push(context);
  const page = await context.newPage();
  faults.push(watchForFaults(page));
  const begin = async () => {
    await page.goto(`/p/${project.slug}/snapshots/new`);
    // A page that is still coming takes the focus, and a list without it closes.
    await page.getByRole('heading', { name: 'First rows, as they train' }).waitFor();
    await page.getByRole('combobox', { name: 'How much a pair counts' }).click();
    await page.getByRole('option', { name: 'By agreement and reliability' }).click();
  };
  await begin();
  await page.getByText('It has no reliability weights yet.', { exact: false }).waitFor();
  expect(await page.getByRole('button', { name: 'Freeze' }).isDisabled()).toBe(true);
  for (const [name, size] of Object.entries(widths)) {
    await page.setViewportSize(size);
    await picture(page, `snapshot-${name}`);
    expect(await findAccessibilityFaults(page)).toEqual([]);
  }
  await page.getByRole('alert').getByRole('link').press('Enter');
  await figuresThere(page);
  await begin();
  await page
    .getByText(/^weight 0\.\d+$/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Freeze' }).press('Enter');
  await page.getByText('times how reliable its voters are', { exact: false }).waitFor();
});

it('has no accessibility fault, light and dark, at either width, and nothing scrolls but tables', async () => {
  await rateAll();
  const page = await openPage('lead');
  await figuresThere(page);
  await page.getByText('What these numbers mean').click();
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const [name, size] of Object.entries(widths)) {
      await page.setViewportSize(size);
      await picture(page, `${scheme}-${name}`);
      expect(await findAccessibilityFaults(page, scheme === 'light' ? 'all' : 'contrast')).toEqual([]);
      const { scroll, width } = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        width: document.documentElement.clientWidth,
      }));
      expect(scroll).toBeLessThanOrEqual(width);
    }
  }
});
