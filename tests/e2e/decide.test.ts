import { schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
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
import { everythingSaved, press, sessionCookie } from '../helpers/desk.ts';

let web: WebApp;
let browser: Browser;
const contexts: BrowserContext[] = [];
const faults: string[][] = [];

beforeAll(async () => {
  web = await startWeb();
  browser = await launchBrowser();
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  expect(faults.splice(0).flat()).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
});

async function sitDown(person: TestUser, path: string): Promise<Page> {
  const context = await openContext(browser, web, { cookie: sessionCookie(person) });
  contexts.push(context);
  const page = await context.newPage();
  faults.push(watchForFaults(page));
  await page.goto(path);
  return page;
}

/** Prompts with two imported answers each, for a lead to pair on screen. */
async function addAnswers(projectId: string, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const text = `Question ${n}`;
    const [prompt] = await web.db
      .insert(schema.prompts)
      .values({
        projectId,
        source: 'test',
        sourceId: text,
        messages: [{ role: 'user', content: text }],
        text,
      })
      .returning({ id: schema.prompts.id });
    await web.db.insert(schema.responses).values(
      ['long', 'short'].map((kind) => ({
        projectId,
        promptId: prompt?.id ?? '',
        text: `The ${kind} answer to question ${n}.`,
        textHash: `${kind} ${n}`,
        finishReason: 'imported' as const,
      })),
    );
  }
}

it('a batch asks more people while they disagree, and a lead decides the rest by keyboard alone', async () => {
  const lead = await web.user({ name: 'Ada Lead' });
  const project = await web.project({ lead });
  await addAnswers(project.id, 3);
  const people: TestUser[] = [];
  for (let n = 0; n < 3; n += 1) people.push(await web.member(project, 'annotator'));
  const home = `/p/${project.slug}`;

  const page = await sitDown(lead, `${home}/batches/new`);
  await page.getByLabel('Name').fill('Hard ones');
  await page.getByRole('switch', { name: /^More while people disagree/ }).press('Space');
  await page.getByLabel('At most', { exact: true }).fill('3');
  await page.getByText('at most 9, where people disagree').waitFor();
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Release 3 pairs' }).press('Enter');
  await page.getByText('overlap 2, up to 3 while people disagree').waitFor();

  // Two like the long answers, on every question but the first; there all three say something else.
  for (const [n, person] of people.entries()) {
    const desk = await sitDown(person, `${home}/rate`);
    for (let round = 0; round < 3; round += 1) {
      const shown = desk.locator('[data-token][data-shown]');
      const rest = desk.locator('[data-rest] h2');
      await shown.or(rest).first().waitFor();
      if (await rest.isVisible()) break;
      await desk.locator('[data-accepting]').waitFor();
      const hard = (await shown.innerText()).includes('Question 0');
      const longIsLeft = (await shown.locator('[data-side=A] [data-text]').innerText()).includes('long');
      const wantsLong = !hard || n === 0;
      await press(desk, hard && n === 2 ? '4' : wantsLong === longIsLeft ? '1' : '7');
    }
    await everythingSaved(desk);
  }

  await page.reload();
  await page.getByText('1 wait for a decision').waitFor();
  await page.getByRole('link', { name: 'Decide 1' }).press('Enter');
  await page.getByText('1 of 1').waitFor();
  const votes = page.getByRole('list', { name: 'What people said' }).getByRole('listitem');
  expect(await votes.count()).toBe(3);
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const size of [widths.desk, widths.phone]) {
      await page.setViewportSize(size);
      expect(await findAccessibilityFaults(page, scheme === 'light' ? 'all' : 'contrast')).toEqual([]);
    }
  }
  await page.setViewportSize(widths.desk);
  await page.keyboard.press('c');
  await page.keyboard.type('The long one is complete.');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('2');
  await page.getByText('1 of 1 decided.').waitFor();
  await page.keyboard.press('z');
  await page.getByText(/^You decided: A is better\./).waitFor();

  const decisions = await web.db.select().from(schema.ratings).where(eq(schema.ratings.kind, 'adjudication'));
  expect(decisions).toMatchObject([
    { projectId: project.id, verdict: 'preference', strength: -2, comment: 'The long one is complete.' },
  ]);
  await page.goto(`${home}/decide`);
  await page.getByText('Nothing waits for a decision').waitFor();
  await page.getByRole('link', { name: 'Look at all disagreements' }).press('Enter');
  await page.getByText('1 of 1, decided before').waitFor();
  expect(await votes.count()).toBe(4);
  await page.getByText('Decided by Ada Lead').waitFor();
});
