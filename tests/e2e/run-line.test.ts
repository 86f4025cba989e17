import { claimRun, createRun, explainWaiting, registerWorker, schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openContext, startWeb, type WebApp, watchForFaults } from '../helpers/browser.ts';
import { looksRight } from '../helpers/stage.ts';

let web: WebApp;
let browser: Browser;
let last: string;
let engineer: string;
let viewer: string;
const contexts: BrowserContext[] = [];
const faults: string[][] = [];

/** One slot, taken by the first of four runs. */
beforeAll(async () => {
  browser = await launchBrowser();
  web = await startWeb();
  const project = await web.project({ slug: 'letters', name: 'Letters' });
  engineer = (await web.member(project, 'engineer')).cookie;
  viewer = (await web.member(project, 'viewer')).cookie;
  const [owner] = await web.db.select({ id: schema.users.id }).from(schema.users).limit(1);
  if (!owner) throw new Error('there is nobody');
  for (let n = 0; n < 4; n += 1) {
    const config = { versionIds: [], promptIds: [] };
    const values = { projectId: project.id, config, configHash: 'x', createdBy: owner.id };
    last = (await createRun(web.db, { ...values, method: 'generate' })).id;
  }
  const facts = { host: 'h', pid: 1, slots: 1, environment: { state: 'ready' } };
  const workerId = await registerWorker(web.db, facts);
  expect((await claimRun(web.db, { workerId, trainerReady: true }))?.name).toBe('generate 1');
  await explainWaiting(web.db);
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
  expect(faults.splice(0).flat()).toEqual([]);
});
afterAll(async () => {
  await web.close();
  await browser.close();
});

async function open(cookie: string, path: string): Promise<Page> {
  const context = await openContext(browser, web, { cookie });
  contexts.push(context);
  const page = await context.newPage();
  faults.push(watchForFaults(page));
  await page.goto(`/p/letters/runs${path}`);
  return page;
}

test('a viewer sees the place of each run and cannot change it', async () => {
  const page = await open(viewer, '');
  await page.getByText('3rd of 3 in line.').waitFor();
  await page.getByText('Next in line.').waitFor();
  await looksRight(page, 'runs-in-line');
  await page.getByRole('link', { name: 'generate 4' }).click();
  await page.getByText('3rd of 3 in line').waitFor();
  await page.getByText('Priority in this project').waitFor();
  expect(await page.getByRole('radio', { name: 'High' }).count()).toBe(0);
});

test('an engineer moves a run to the front with the keyboard', async () => {
  const page = await open(engineer, `/${last}`);
  await page.getByText('3rd of 3 in line').waitFor();
  await looksRight(page, 'run-in-line');
  await page.getByRole('radio', { name: 'Normal' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByText('Next in line').waitFor();
  expect(await page.getByRole('radio', { name: 'High' }).isChecked()).toBe(true);
  const [run] = await web.db.select().from(schema.runs).where(eq(schema.runs.id, last));
  expect(run?.priority).toBe('high');
});
