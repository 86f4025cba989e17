import { batchStatistics, type GoldProposal, goldProposals } from '@prefloop/contract';
import { checkInvariants, openDatabase, type Project, schema } from '@prefloop/db';
import { createQueue, type JobQueue } from '@prefloop/queue';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestUser } from '../helpers/app.ts';
import { launchBrowser, openContext, startWeb, type WebApp, watchForFaults } from '../helpers/browser.ts';
import { everythingSaved, type ShownPair, sessionCookie, shownPair } from '../helpers/desk.ts';
import { type PandaRow, pairKey, readPandaRows } from '../helpers/pandalm.ts';
import { setQualification } from '../helpers/qualification.ts';
import { answerQuestion, interlude, readOn } from '../helpers/qualifying.ts';
import { addBatch, type TestBatch } from '../helpers/rating.ts';
import { trainerPython } from '../helpers/training.ts';
import { openWorker } from '../helpers/worker.ts';

// PandaLM's three annotators and one who flips coins, each in a browser of their own, by keyboard alone.
const patience = 1_800_000;
const questions = 20;
const each = 50;

let web: WebApp;
let browser: Browser;
let queue: JobQueue;
let worker: { close: () => Promise<void> };
let opened: ReturnType<typeof openDatabase>;
const faults: string[][] = [];

beforeAll(async () => {
  const bell: { queue?: JobQueue } = {};
  web = await startWeb({
    deps: { queue: { enqueue: async (name, payload) => bell.queue?.enqueue(name, payload) } },
  });
  queue = createQueue({ databaseUrl: web.databaseUrl });
  bell.queue = queue;
  worker = await openWorker(web, await trainerPython());
  browser = await launchBrowser();
  opened = openDatabase(web.databaseUrl, { max: 2 });
}, patience);
afterAll(async () => {
  await browser?.close();
  await worker?.close();
  await queue?.close();
  await opened?.close();
  await web?.close();
});

async function sitDown(person: TestUser, path: string): Promise<Page> {
  const context = await openContext(browser, web, { cookie: sessionCookie(person) });
  context.setDefaultTimeout(240_000);
  const page = await context.newPage();
  faults.push(watchForFaults(page));
  await page.goto(path);
  return page;
}

/** Rated pairs come in from a file; fifty on which all three agree become golds of the batch. */
async function addGolds(lead: TestUser, project: Project, batch: TestBatch, rows: PandaRow[]): Promise<void> {
  const url = `/v1/projects/${project.slug}`;
  const imported = await web.app.inject({
    method: 'POST',
    url: `${url}/imports?source=pandalm.json`,
    headers: { cookie: lead.cookie, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(JSON.stringify(rows)),
  });
  expect(imported.statusCode, imported.body).toBe(201);
  const proposals = await lead.get(`${url}/batches/${batch.id}/gold-proposals`);
  const golds = goldProposals
    .parse(proposals.json())
    .items.map(({ taskId, answer }: GoldProposal) => ({ taskId, answer }));
  expect(golds).toHaveLength(rows.length);
  expect((await lead.post(`${url}/batches/${batch.id}/golds`, { golds })).statusCode).toBe(201);
}

/** The key for what one of the file's annotators said of the pair on screen. */
const keyOf =
  (byPair: Map<string, PandaRow>, who: 'annotator1' | 'annotator2' | 'annotator3') => (pair: ShownPair) => {
    const row = byPair.get(pairKey(pair.left, pair.right));
    if (!row) throw new Error(`not in the file: ${pair.left} | ${pair.right}`);
    if (row[who] === 0) return '4';
    const better = row[who] === 1 ? row.response1 : row.response2;
    return pairKey(better, '') === pairKey(pair.left, '') ? '2' : '6';
  };

const otherKey = (key: string) => (key === '4' ? '2' : key === '2' ? '6' : '2');

/** One attempt, of which the first `wrong` answers are wrong. Ends where the result is read. */
async function attempt(page: Page, key: (pair: ShownPair) => string, wrong = 0): Promise<string> {
  await interlude(page);
  await page.keyboard.press('Enter');
  for (let place = 0; place < questions; place += 1) {
    const right = place >= wrong;
    const told = await answerQuestion(page, (pair) => (right ? key(pair) : otherKey(key(pair))));
    expect(told.right).toBe(right);
    if (place < questions - 1) await readOn(page);
  }
  await page.keyboard.press('Enter');
  return interlude(page);
}

/** Rates pair after pair until `stop` says so; answers how many. */
async function rateOn(
  page: Page,
  key: (pair: ShownPair) => string,
  stop: (rated: number, before: string | undefined) => boolean | Promise<boolean>,
): Promise<number> {
  let before: string | undefined;
  let rated = 0;
  for (; !(await stop(rated, before)); rated += 1) {
    const pair = await shownPair(page, before);
    before = pair.token;
    await page.keyboard.press(key(pair));
  }
  await everythingSaved(page);
  return rated;
}

/** A coin's flips, written down: one that is flipped anew in each run is not paused within 20 golds in 2% of them. */
const flips = ['wrong', 'right', 'wrong', 'wrong', 'wrong', 'right', 'wrong', 'wrong'];

test(
  'four people qualify at once and rate; one flips coins, is paused, and the lead mends and freezes what is left',
  async () => {
    const rows = await readPandaRows();
    const agreed = (row: PandaRow) => row.annotator1 === row.annotator2 && row.annotator2 === row.annotator3;
    const plain = rows.filter((row) => agreed(row) && row.annotator1 !== 0);
    const [checks, easy] = [plain.slice(0, 50), plain.slice(50, 150)];
    const work = [...easy, ...rows.filter((row) => !agreed(row)).slice(0, 50)];
    const byPair = new Map([...checks, ...work].map((row) => [pairKey(row.response1, row.response2), row]));

    const lead = await web.user({ name: 'Ada Lead' });
    const project = await web.project({ lead });
    const batch = await addBatch(web.db, project.id, {
      name: 'PandaLM again',
      tasks: work.length,
      overlap: 2,
      // Who comes late meets the pairs of all others: reliability takes three people with pairs in common.
      strategy: 'random',
      texts: (n) => {
        const row = work[n];
        if (!row) throw new Error('more tasks than rows');
        const prompt = [row.instruction, row.input].filter((part) => part !== '').join('\n\n');
        return { prompt, responses: [row.response1, row.response2] };
      },
    });
    await addGolds(lead, project, batch, checks);
    await setQualification(`/v1/projects/${project.slug}`, lead, {
      questions,
      passMark: 16,
      order: 'random',
    });
    const home = `/p/${project.slug}`;
    const [uma, vic, wes, cid] = await Promise.all(
      ['Uma', 'Vic', 'Wes', 'Cid Coin'].map(async (name) => {
        const user = await web.user({ name });
        await web.db
          .insert(schema.memberships)
          .values({ projectId: project.id, userId: user.id, role: 'annotator' });
        return user;
      }),
    );
    if (!uma || !vic || !wes || !cid) throw new Error('four people were made');

    const honest = async (person: TestUser, who: Parameters<typeof keyOf>[1], wrongAtFirst: number) => {
      const page = await sitDown(person, `${home}/rate`);
      const key = keyOf(byPair, who);
      if (wrongAtFirst > 0) expect(await attempt(page, key, wrongAtFirst)).toBe('failed');
      expect(await attempt(page, key)).toBe('passed');
      await page.keyboard.press('Enter');
      await rateOn(page, key, (rated) => rated === each);
      await page.context().close();
    };
    const coin = async () => {
      const page = await sitDown(cid, `${home}/rate`);
      const key = keyOf(byPair, 'annotator1');
      expect(await attempt(page, key)).toBe('passed');
      await page.keyboard.press('Enter');
      const isGold = new Set(checks.map((row) => pairKey(row.response1, row.response2)));
      let golds = 0;
      const flip = (pair: ShownPair) => {
        if (!isGold.has(pairKey(pair.left, pair.right))) return Math.random() < 0.5 ? '2' : '6';
        const right = key(pair);
        return flips[golds++] === 'right' ? right : otherKey(right);
      };
      await rateOn(page, flip, async (_, before) => {
        await page.waitForFunction((token) => {
          const next = document.querySelector('[data-accepting]')?.getAttribute('data-accepting') ?? token;
          return next !== token || document.querySelector('[data-rest] h2')?.textContent === 'Paused';
        }, before);
        return page.getByRole('heading', { name: 'Paused' }).isVisible();
      });
      expect(golds).toBeGreaterThanOrEqual(flips.length);
      await page.context().close();
    };
    // Wes takes two attempts.
    await Promise.all([
      honest(uma, 'annotator1', 0),
      honest(vic, 'annotator2', 0),
      honest(wes, 'annotator3', 5),
      coin(),
    ]);
    expect(await checkInvariants(opened.pool)).toEqual([]);

    const page = await sitDown(lead, `${home}/batches/${batch.id}`);
    await page.getByText(/Paused by their golds/).waitFor();
    await page
      .getByText(/\d of \d+ checks right: 6 wrong, and at least 15 of the first 20 must be right/)
      .waitFor();
    await page.getByRole('button', { name: 'Re-queue the work of Cid Coin' }).press('Enter');
    await page.getByRole('button', { name: 'Re-queue', exact: true }).press('Enter');
    await expect
      .poll(() => page.getByRole('button', { name: 'Re-queue the work of Cid Coin' }).isDisabled(), {
        timeout: 120_000,
      })
      .toBe(true);

    await page.getByRole('link', { name: 'Look at the disagreements' }).press('Enter');
    const place = page.getByRole('status').filter({ hasText: /\d+ of \d+|All \d+ seen/ });
    await place.waitFor();
    const open = Number(/of (\d+)/.exec(await place.innerText())?.[1]);
    expect(open).toBeGreaterThan(0);
    for (let n = 1; n <= open; n += 1) {
      await page.getByText(`${n} of ${open}`, { exact: true }).waitFor();
      await page.keyboard.press('2');
    }
    await page.getByText(`${open} of ${open} decided.`).waitFor();

    await page.goto(`${home}/batches/${batch.id}`);
    const standing = async () =>
      batchStatistics.parse(
        (await lead.get(`/v1/projects/${project.slug}/batches/${batch.id}/statistics`)).json(),
      );
    // Asked for by itself after a minute; who does not wait asks.
    const compute = page.getByRole('button', { name: 'Compute now' });
    await page.getByText(/^As of /).waitFor();
    if (await compute.isVisible()) await compute.press('Enter');
    const current = async () => {
      const { state, changed } = await standing();
      return state === 'done' && !changed;
    };
    await expect.poll(current, { timeout: 240_000, interval: 500 }).toBe(true);
    await page.goto(`${home}/snapshots/new`);
    await page.getByRole('heading', { name: 'First rows, as they train' }).waitFor();
    await page.getByRole('combobox', { name: 'Sources' }).click();
    await page.getByRole('option', { name: 'test' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: 'How much a pair counts' }).click();
    await page.getByRole('option', { name: 'By agreement and reliability' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Mended');
    await page
      .getByText(/^weight (0\.\d+|1)$/)
      .first()
      .waitFor();
    const freeze = page.getByRole('button', { name: 'Freeze' });
    const offered = async () => ({
      enabled: await freeze.isEnabled(),
      why: await page.getByRole('main').getByRole('alert').allInnerTexts(),
    });
    await expect.poll(offered, { timeout: 60_000 }).toEqual({ enabled: true, why: [] });
    await freeze.press('Enter');
    await page.getByText('times how reliable its voters are', { exact: false }).waitFor();
    await page.context().close();

    // Nothing of the coin counts, and the rest is weighed.
    const told = async (text: string) => (await opened.pool.query<Record<string, number>>(text)).rows[0];
    expect(
      await told(`select count(*)::int as ratings, count(*) filter (where r.counted)::int as counted
        from ratings r join annotators a on a.id = r.annotator_id join tasks t on t.id = r.task_id
        where a.name = 'Cid Coin' and t.overlap is not null`),
    ).toMatchObject({ ratings: expect.any(Number), counted: 0 });
    const weights = await told(`select count(*)::int as rows, min((row->>'weight')::float8) as low,
      max((row->>'weight')::float8) as high from snapshot_rows`);
    expect(weights?.rows).toBeGreaterThan(50);
    expect(weights?.low).toBeGreaterThan(0);
    expect(weights?.low).toBeLessThan(weights?.high ?? 0);
    expect(weights?.high).toBeLessThanOrEqual(1);
    expect(
      await told(`select count(*) filter (where result = 'passed')::int as passed,
        count(*) filter (where result = 'failed')::int as failed from qualification_attempts`),
    ).toEqual({ passed: 4, failed: 1 });
    // Nobody met a gold among the pairs that they had been asked about.
    expect(
      await told(`select count(*)::int as met from leases l
        join qualification_questions q on q.task_id = l.task_id
        join qualification_attempts t on t.id = q.attempt_id and t.annotator_id = l.annotator_id`),
    ).toEqual({ met: 0 });
    expect(await checkInvariants(opened.pool)).toEqual([]);
    expect(faults.flat()).toEqual([]);
  },
  patience,
);
