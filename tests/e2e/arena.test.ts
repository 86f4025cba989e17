import { join } from 'node:path';
import { checkInvariants, claimRun, recordResponses, schema, succeedRun } from '@prefloop/db';
import { desc, eq } from 'drizzle-orm';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
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
import { everythingSaved, press, shownPair } from '../helpers/desk.ts';
import { addBatch } from '../helpers/rating.ts';

let web: WebApp;
let browser: Browser;
let project: { id: string; slug: string };
let lead: TestUser;
const contexts: BrowserContext[] = [];
const faults: string[][] = [];

beforeAll(async () => {
  [web, browser] = await Promise.all([startWeb(), launchBrowser()]);
  lead = await web.user({ name: 'Ada Lovelace' });
  project = await web.project({ slug: 'round', name: 'Round two', lead });
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
  expect(faults.splice(0).flat()).toEqual([]);
  expect(await checkInvariants(web.pool)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
});

async function open(user: TestUser, path: string): Promise<Page> {
  const context = await openContext(browser, web, { cookie: user.cookie });
  contexts.push(context);
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  faults.push(watchForFaults(page));
  await page.goto(`/p/${project.slug}${path}`);
  return page;
}

/** Pictures for whoever works on these pages: set PREFLOOP_PICTURES to a folder. */
async function picture(page: Page, name: string): Promise<void> {
  const target = process.env.PREFLOOP_PICTURES;
  if (target) await page.screenshot({ path: join(target, `arena-${name}.png`), fullPage: true });
}

/** Light at the desk and dark on the phone: axe finds nothing, and nothing but tables scrolls sideways. */
async function expectAccessible(page: Page, name: string): Promise<void> {
  for (const [width, colorScheme] of [
    ['desk', 'light'],
    ['phone', 'dark'],
  ] as const) {
    await page.setViewportSize(widths[width]);
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    await picture(page, `${name}-${width}`);
    expect(await findAccessibilityFaults(page), `${name}, ${width}, ${colorScheme}`).toEqual([]);
    const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overhang, `${name}: sideways scroll at ${width}`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(widths.desk);
  await page.emulateMedia({ colorScheme: 'light' });
}

async function addVersion(name: string, baseVersionId: string | null): Promise<string> {
  const [modelId, id] = [v7(), v7()];
  await web.db.insert(schema.models).values({ id: modelId, projectId: project.id, name });
  await web.db.insert(schema.modelVersions).values({
    id,
    projectId: project.id,
    modelId,
    version: 1,
    origin: 'folder',
    location: {},
    status: 'ready',
    baseVersionId,
  });
  return id;
}

const prompts = Array.from({ length: 8 }, (_, n) => ({
  id: v7(),
  text: `Question ${n}: why is the sky blue?`,
  taskType: n % 2 === 0 ? 'explain' : 'summary',
}));

/** What a worker does with a run of two versions, answers made up: the tuned model's are the long ones. */
async function answer(versions: { base: string; tuned: string }): Promise<void> {
  const run = await claimRun(web.db, { workerId: v7(), trainerReady: true });
  if (!run) throw new Error('no run is due');
  const hold = { runId: run.id, epoch: run.epoch };
  const rows = prompts.flatMap(({ id, text }) =>
    (['base', 'tuned'] as const).map((who) => ({
      promptId: id,
      modelVersionId: versions[who],
      sampleIndex: 0,
      text: who === 'base' ? `Because. (${text})` : `Because air scatters short waves most. (${text})`,
      finishReason: 'stop' as const,
      tokens: 12,
      promptTokens: 9,
      logprob: -3,
      seed: 1,
    })),
  );
  await recordResponses(web.db, hold, { projectId: project.id, sampling: {}, rows });
  expect(await succeedRun(web.db, hold, {})).toBe('succeeded');
}

/** Rates all pairs, the longer answer as better, but for the first few, where a key is given. */
async function rate(person: TestUser, keys: string[]): Promise<void> {
  const page = await open(person, '/rate');
  for (let n = 0; n < prompts.length; n += 1) {
    const { left, right } = await shownPair(page);
    const html = await page.content();
    expect(html).not.toMatch(/Tuned|Base v1/);
    await press(page, keys[n] ?? (left.length > right.length ? '2' : '6'));
  }
  await everythingSaved(page);
  await page.locator('[data-rest]').waitFor();
}

test('without two versions that met, the arena says so and leads on', async () => {
  const page = await open(lead, '/arena');
  await page.getByRole('heading', { name: 'No two versions have met yet' }).waitFor();
  await page.getByRole('button', { name: 'Compare two versions' }).click();
  const dialog = page.getByRole('dialog', { name: 'Compare two versions' });
  await dialog.getByRole('link', { name: 'Register a model' }).waitFor();
  expect(new URL(page.url()).searchParams.get('compare')).toBe('true');
  await expectAccessible(page, 'empty');
});

test('a new version meets its base blind, wins, and is promoted: the round closes', async () => {
  const base = await addVersion('Base', null);
  const tuned = await addVersion('Tuned', base);
  await web.db.insert(schema.prompts).values(
    prompts.map(({ id, text, taskType }) => ({
      id,
      projectId: project.id,
      source: 'test',
      sourceId: id,
      messages: [{ role: 'user' as const, content: text }],
      text,
      taskType,
    })),
  );
  const [one, two] = [await web.member(project, 'annotator'), await web.member(project, 'annotator')];

  // Both versions are chosen by one link, with one answer each.
  const page = await open(lead, `/models/${tuned}`);
  await page.getByText('It has not met another version in a pair yet.').waitFor();
  await expectAccessible(page, 'version');
  await page.getByRole('link', { name: 'Compare with Base v1' }).click();
  await page.getByRole('heading', { name: 'New run' }).waitFor();
  await page.getByText('Tuned v1').first().waitFor();
  await page.getByText('Base v1').first().waitFor();
  expect(await page.getByRole('textbox', { name: 'Answers per prompt' }).inputValue()).toBe('1');
  await page.getByText('Responses').locator('..').getByText('16', { exact: true }).waitFor();
  await picture(page, 'new-run');
  await page.getByRole('button', { name: 'Start the run' }).click();
  await page.getByRole('heading', { name: 'generate 1' }).waitFor();
  await answer({ base, tuned });

  // The run's page follows by itself; its pairs have a name already.
  await page.getByRole('link', { name: 'Pair the answers blind' }).click();
  await page.getByRole('button', { name: 'Release 8 pairs' }).waitFor();
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await expect.poll(() => name.inputValue()).toBe('Tuned v1 against Base v1');
  await page.getByText('Only the answers of generate 1.').waitFor();
  await page.getByRole('textbox', { name: 'Overlap' }).fill('2');
  await expectAccessible(page, 'new-batch');
  await page.getByRole('button', { name: 'Release 8 pairs' }).click();
  await page.getByRole('heading', { name: 'Tuned v1 against Base v1' }).waitFor();
  await picture(page, 'batch');
  await page.getByRole('link', { name: 'See who wins' }).click();
  await page.getByText('None of their pairs has a rating yet.').waitFor();
  await expectAccessible(page, 'unrated');

  // 4 is equal, x both bad: 14 wins and two halves of 16.
  await Promise.all([rate(one, []), rate(two, ['4', 'x'])]);

  // The page was left open, and asks again by itself while ratings are wanted.
  await page
    .getByText(/^Tuned v1 wins 94% \(\d+% to \d+%, n = 16 ratings on 8 prompts\) against Base v1\.$/)
    .waitFor();
  await page.getByText('All of the interval lies above 50%: people prefer Tuned v1.').waitFor();
  const cells = page.getByRole('table', { name: 'Win rate by task type' }).getByRole('row');
  expect(await cells.count()).toBe(3);
  const ratings = page.getByRole('table', { name: 'Ratings of this matchup' });
  await expect.poll(() => ratings.getByRole('row').count()).toBe(17);
  await ratings.getByText('Tuned v1, better').first().waitFor();
  await expectAccessible(page, 'matchup');

  // What is listed is in the URL, and each row leads to its prompt.
  await page.getByRole('combobox', { name: 'How it came out' }).click();
  await page.getByRole('option', { name: 'Equal or both good (1)' }).click();
  await expect.poll(() => ratings.getByRole('row').count()).toBe(2);
  await page.reload();
  await expect.poll(() => ratings.getByRole('row').count()).toBe(2);
  expect(new URL(page.url()).searchParams.get('outcome')).toBe('tie');
  await ratings.getByRole('link', { name: /^Question/ }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(page.url()).toContain('/prompts/');

  await page.getByRole('navigation').getByRole('link', { name: 'Arena', exact: true }).click();
  await page.getByRole('table', { name: 'Matchups' }).waitFor();
  await expectAccessible(page, 'list');
  await page.getByRole('link', { name: 'Tuned v1 against Base v1' }).click();
  await page.getByRole('link', { name: 'Promote Tuned v1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Promote' }).click();
  await page.getByText('Tuned v1 is champion now').waitFor();
  await page.getByText(/wins 94%/).waitFor();
  await expectAccessible(page, 'promoted');
  await page.getByRole('link', { name: 'Start the next round' }).click();
  await page.getByRole('heading', { name: 'New run' }).waitFor();
  const [champion] = await web.db
    .select()
    .from(schema.aliases)
    .where(eq(schema.aliases.projectId, project.id));
  expect(champion).toMatchObject({ name: 'champion', versionId: tuned });
  const [batch] = await web.db.select().from(schema.batches).orderBy(desc(schema.batches.id)).limit(1);
  expect(batch).toMatchObject({
    overlap: 2,
    composition: { pairing: { kind: 'across', versions: [base, tuned] } },
  });
});

test('the palette compares two versions, chosen without typing an id', async () => {
  const page = await open(lead, '');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await page.locator('input[aria-label="Search pages and actions"]:focus').waitFor();
  await page.keyboard.type('compare two');
  await page.locator('[data-selected]').getByText('Compare two versions').waitFor();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Compare two versions' });
  await dialog.getByRole('combobox', { name: 'One version' }).waitFor();
  await expectAccessible(page, 'dialog');
  await dialog.getByRole('link', { name: 'Let both answer' }).click();
  await page.getByRole('heading', { name: 'New run' }).waitFor();
  await page.getByText('Base v1').first().waitFor();
});

test('the longest names break, and the page does not grow', async () => {
  const long = 'Donaudampfschifffahrtsgesellschaftskapitaen'.repeat(3).slice(0, 100);
  const [older, newer] = [await addVersion(`${long.slice(1)}x`, null), await addVersion(long, null)];
  const raters = await web.db
    .insert(schema.annotators)
    .values(Array.from({ length: 8 }, (_, n) => ({ projectId: project.id, name: `${n}${long}` })))
    .returning();
  const { id: batchId, taskIds } = await addBatch(web.db, project.id, {
    tasks: 8,
    status: 'closed',
    versions: [older, newer],
    name: long,
    texts: (n) => ({ prompt: `${long}${n}`, responses: [`a ${n}`, `b ${n}`] }),
  });
  await web.db.insert(schema.ratings).values(
    taskIds.map((taskId, n) => ({
      projectId: project.id,
      batchId,
      taskId,
      annotatorId: raters[n]?.id ?? '',
      verdict: 'preference' as const,
      strength: 3,
      scale: 7,
      counted: true,
    })),
  );
  await web.db.update(schema.tasks).set({ done: 1, status: 'done' }).where(eq(schema.tasks.batchId, batchId));
  const page = await open(lead, `/arena/${older}/${newer}`);
  await page.getByRole('link', { name: /^Promote Donau/ }).waitFor();
  await page.getByRole('table', { name: 'Ratings of this matchup' }).waitFor();
  await expectAccessible(page, 'long');
  await page.goto(`/p/${project.slug}/models/${newer}`);
  await page.getByText(/^wins 100%/).waitFor();
  await expectAccessible(page, 'long-version');
  await web.db
    .insert(schema.aliases)
    .values({ projectId: project.id, name: 'champion', versionId: newer })
    .onConflictDoUpdate({
      target: [schema.aliases.projectId, schema.aliases.name],
      set: { versionId: newer },
    });
  await page.goto(`/p/${project.slug}/models/${await addVersion('Short', newer)}`);
  await page.getByRole('link', { name: /^Compare with Donau/ }).waitFor();
  await expectAccessible(page, 'long-opponent');
});
