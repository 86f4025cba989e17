import { join } from 'node:path';
import type { Project } from '@prefloop/db';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestUser } from '../helpers/app.ts';
import {
  findAccessibilityFaults,
  launchBrowser,
  openContext,
  startWeb,
  type WebApp,
  watchForFaults,
  widths,
} from '../helpers/browser.ts';
import { makeTwoRounds } from '../helpers/rounds.ts';

let web: WebApp;
let browser: Browser;
let project: Project;
let lead: TestUser;
let rounds: Awaited<ReturnType<typeof makeTwoRounds>>;

beforeAll(async () => {
  browser = await launchBrowser();
  web = await startWeb();
  lead = await web.user();
  project = await web.project({ slug: 'rounds', name: 'Two rounds', lead });
  rounds = await makeTwoRounds(web, project, lead);
});
afterAll(async () => {
  await browser.close();
  await web.close();
});

async function open(path: string, options: BrowserContextOptions = {}) {
  const context = await openContext(browser, web, { ...options, cookie: lead.cookie });
  const page = await context.newPage();
  const faults = watchForFaults(page);
  await page.goto(`/p/${project.slug}${path}`);
  return { page, faults, close: () => context.close() };
}

/** Pictures for whoever works on this page: set PREFLOOP_PICTURES to a folder. */
async function picture(page: Page, name: string): Promise<void> {
  const target = process.env.PREFLOOP_PICTURES;
  if (target) await page.screenshot({ path: join(target, `${name}.png`), fullPage: true });
}

const thing = (page: Page, name: string) =>
  page.locator('[data-node]').filter({ has: page.getByRole('link', { name, exact: true }) });
const names = (page: Page) => page.locator('[data-node] a[title]').allTextContents();

/** Presses Tab until the link has the focus; fails where no way leads there. */
async function tabTo(page: Page, name: string): Promise<void> {
  const link = page.getByRole('link', { name, exact: true });
  for (let n = 0; n < 120; n += 1) {
    if (await link.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way by Tab to ${name}`);
}

test('from a version back to the first prompts and on again, by keyboard', async () => {
  const { page, faults, close } = await open(`/models/${rounds.ppo.version}`, { colorScheme: 'light' });
  await page.getByRole('heading', { name: 'Small ppo v1', level: 1 }).waitFor();
  await tabTo(page, 'Lineage');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Lineage of Small ppo v1', level: 1 }).waitFor();

  // Round by round, each in the order of the loop, without what stands beside the way.
  expect(await names(page)).toEqual([
    'Small base v1',
    'questions.json',
    'generate 1',
    'Round one',
    'After round one',
    'reward 2',
    'dpo 3',
    'Small reward v1',
    'Small dpo v1',
    'generate 4',
    'Round two',
    'After round two',
    'ppo 5',
    'Small ppo v1',
  ]);
  const ppo = thing(page, 'ppo 5');
  expect(await ppo.innerText()).toContain('PPO, 120 steps');
  expect(await thing(page, 'Round two').innerText()).toContain('24 ratings by 1 person');
  // What the lines show is there in words, too.
  expect(await ppo.textContent()).toContain('Small reward v1 as reward model');
  await page.locator('[data-look=plain][d]').first().waitFor({ state: 'attached' });
  expect(await page.locator('svg > path[d]').count()).toBeGreaterThanOrEqual(21);
  // It is the end of the chain: the one next thing is offered.
  await page.getByRole('heading', { name: 'Nothing came of it yet' }).waitFor();
  await page.getByRole('link', { name: 'Generate responses' }).waitFor();
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await picture(page, 'lineage-desk');

  // What has the focus lights up its ways in both directions, and nothing beside them.
  await tabTo(page, 'reward 2');
  await page.locator('[data-node][data-lit]').first().waitFor();
  const lit = await page.locator('[data-lit] a[title]').allTextContents();
  expect(lit).toEqual(expect.arrayContaining(['questions.json', 'Small reward v1', 'ppo 5', 'Small ppo v1']));
  expect(lit).not.toContain('dpo 3');
  expect(lit).not.toContain('Round two');
  await picture(page, 'lineage-lit');

  await tabTo(page, 'Show its lineage: questions.json');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Lineage of questions.json', level: 1 }).waitFor();
  const descendants = await names(page);
  expect(descendants).toEqual(expect.arrayContaining(['Demonstrations', 'generate 1', 'Small ppo v1']));
  expect(descendants).not.toContain('Small base v1');
  await picture(page, 'lineage-source');
  await tabTo(page, 'Small ppo v1');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Small ppo v1', level: 1 }).waitFor();
  expect(faults).toEqual([]);
  await close();
});

test('on a phone in the dark: a list in the same order, with words for the lines', async () => {
  const { page, faults, close } = await open(`/lineage?kind=snapshot&id=${rounds.snapshot1}`, {
    viewport: widths.phone,
    colorScheme: 'dark',
  });
  await page.getByRole('heading', { name: 'Lineage of After round one', level: 1 }).waitFor();
  await page.getByText('From After round one. To Small dpo v1.').waitFor();
  expect(await page.locator('svg > path[d]').first().isVisible()).toBe(false);
  const tops = await page
    .locator('[data-node]')
    .evaluateAll((all) => all.map((element) => element.getBoundingClientRect().top));
  expect(tops).toEqual([...tops].sort((a, b) => a - b));
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await picture(page, 'lineage-phone');

  // Opened without anything chosen it offers what is newest.
  await page.getByRole('link', { name: 'Choose another' }).click();
  await page.getByRole('heading', { name: 'Lineage', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Demonstrations' }).click();
  await page.getByText('No run was trained on it.').waitFor();
  await page.getByRole('link', { name: 'Train a model' }).click();
  await page.waitForURL(/runs\/new\?.*snapshot=/);
  expect(faults).toEqual([]);
  await close();
});

test('every page of the loop leads there, and the palette; what is gone is said plainly', async () => {
  const { page, faults, close } = await open(`/runs/${rounds.dpo.run}`);
  for (const [path, title] of [
    [`/runs/${rounds.dpo.run}`, 'Lineage of dpo 3'],
    [`/batches/${rounds.batch1}`, 'Lineage of Round one'],
    [`/snapshots/${rounds.snapshot2}`, 'Lineage of After round two'],
  ] as const) {
    await page.goto(`/p/${project.slug}${path}`);
    await page.getByRole('link', { name: 'Lineage', exact: true }).click();
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
  }
  await page.goto(`/p/${project.slug}/prompts/import`);
  await page
    .getByRole('row', { name: /rated\.json/ })
    .getByRole('link', { name: 'Lineage' })
    .click();
  await page.getByRole('heading', { name: 'Lineage of rated.json', level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Go to or do…').fill('trace');
  await page.getByText('Trace the lineage').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Trained last' }).waitFor();
  await picture(page, 'lineage-chooser');
  await page.goto(`/p/${project.slug}/lineage?kind=prompts&id=nowhere`);
  await page.getByText(/There is no such prompt source/).waitFor();
  expect(faults).toEqual([]);
  await close();
});
