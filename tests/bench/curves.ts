import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '@prefloop/api';
import { startEmbeddedPostgres } from '@prefloop/cli/embedded-postgres';
import { freePort } from '@prefloop/cli/ports';
import { buildWeb } from '@prefloop/cli/web-build';
import { createProject, createRun, type Db, migrate, openDatabase, schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import type { Browser, Page } from 'playwright-core';
import { v7 } from 'uuid';
import { launchBrowser, widths } from '../helpers/browser.ts';
import { type BenchResult, quantile, type Report } from './bench.ts';
import { signIn } from './platform/sign-in.ts';

const repeats = 5;
const points = 100_000;
/** As a DPO run tells them; all eight stand on its page. */
const names = [
  'loss',
  'rewards/accuracies',
  'rewards/margins',
  'logps/chosen',
  'eval_rewards/accuracies',
  'eval_rewards/margins',
  'eval_loss',
  'grad_norm',
];
const slug = 'curves';
const secret = randomBytes(32).toString('hex');

/**
 * The page of a run with eight curves of 100,000 points each. From the start of the navigation until every curve is
 * drawn, in a browser that has nothing of the app yet (first paint) and in one that was there before (reload); from a
 * range of steps to its finer curves on screen (zoom); and the answers of the API for both. Beside it the same curves
 * without buckets: read whole and written as JSON, nothing drawn. Server, database and browser share this machine.
 */
export async function run(report: Report): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'prefloop-bench-'));
  // As root the database runs under another account, which has to pass through.
  await chmod(folder, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir: folder });
  const opened = openDatabase(postgres.url, { max: 8 });
  const webRoot = await buildWeb({
    signal: new AbortController().signal,
    onBuild: () => report('building …'),
  });
  if (webRoot === null) throw new Error('apps/web has no index.html');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  await migrate(postgres.url);
  const app = await buildApp({
    db: opened.db,
    config: {
      publicUrl: url,
      secret,
      dataFolder: folder,
      trustProxy: 0,
      requestsPerMinute: 1_000_000,
      maxLagMs: 60_000,
      webRoot,
    },
  });
  await app.listen({ host: '127.0.0.1', port });
  const browser = await launchBrowser();
  try {
    const lead = v7();
    await opened.db.insert(schema.users).values({ id: lead, name: 'Lead', email: 'lead@people.test' });
    const project = await createProject(opened.db, { slug, name: 'Bench', createdBy: lead });
    if (!project) throw new Error(`the slug ${slug} is taken`);
    report('seeding 800,000 points …');
    const runId = await seedRun(opened.db, opened.pool, project.id, lead);
    const cookie = await signIn(opened.db, secret, lead);
    const page = `${url}/p/${slug}/runs/${runId}`;
    const metrics = `${url}/v1/projects/${slug}/runs/${runId}/metrics`;

    report('the page …');
    const [painted, reloaded, zoomed]: [number[], number[], number[]] = [[], [], []];
    for (let n = 0; n < repeats; n += 1) {
      const looked = await look(browser, cookie, page);
      painted.push(looked.first);
      reloaded.push(looked.reload);
      zoomed.push(looked.zoom);
    }
    report('the answers …');
    const whole = await timed(cookie, `${metrics}?buckets=800`);
    const part = await timed(cookie, `${metrics}?buckets=800&from=40000&to=60000`);
    report('without buckets …');
    const bare = await readAll(opened.pool, runId);
    const median = (times: number[]) => Math.round(quantile(times, 0.5));
    return {
      name: 'curves',
      figures: {
        points: points * names.length,
        first_paint_ms: median(painted),
        reload_ms: median(reloaded),
        zoom_ms: median(zoomed),
        query_ms: whole.ms,
        zoom_query_ms: part.ms,
        answer_kb: whole.kb,
      },
      versus: { query_ms: bare.ms, answer_kb: bare.kb },
    };
  } finally {
    await browser.close();
    await app.close();
    await opened.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

type Pool = ReturnType<typeof openDatabase>['pool'];

/** A finished run; each curve in a statement of its own, as no statement may take long. */
async function seedRun(db: Db, pool: Pool, projectId: string, createdBy: string): Promise<string> {
  const made = await createRun(db, { projectId, method: 'dpo', config: {}, configHash: '', createdBy });
  for (const [place, name] of names.entries())
    for (let from = 1; from <= points; from += 20_000)
      await pool.query(
        `insert into run_metrics (run_id, name, step, value, epoch)
         select $1, $2, step, exp(-step / 30000.0) + 0.1 * sin(step * 2.4) + $3, 1
         from generate_series($4::int, $5::int) step`,
        [made.id, name, place, from, from + 19_999],
      );
  await pool.query('analyze run_metrics');
  await db
    .update(schema.runs)
    .set({ status: 'succeeded', startedAt: new Date(), finishedAt: new Date() })
    .where(eq(schema.runs.id, made.id));
  return made.id;
}

/** Milliseconds until all curves are drawn: first, again in the same browser, and after a cut to a fifth of the steps. */
async function look(browser: Browser, cookie: string, url: string) {
  const context = await browser.newContext({ viewport: widths.desk });
  context.setDefaultTimeout(120_000);
  await context.addCookies([{ name: 'prefloop.session_token', value: cookie, url: new URL(url).origin }]);
  const page = await context.newPage();
  await page.goto(url);
  const first = await drawn(page, '100,000');
  await page.waitForLoadState('networkidle');
  await page.reload();
  const reload = await drawn(page, '100,000');
  await page.waitForLoadState('networkidle');
  await page.getByLabel('From step').fill('40000');
  await page.getByLabel('To step').fill('60000');
  await page.evaluate(() => performance.mark('zoom'));
  const answered = page.waitForResponse((response) => response.url().includes('from=40000'));
  await page.keyboard.press('Enter');
  await answered;
  // The answer is drawn within the two frames after it came.
  const zoom = await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    return performance.now() - (performance.getEntriesByName('zoom')[0]?.startTime ?? 0);
  });
  await context.close();
  return { first, reload, zoom };
}

/** Since the start of the navigation, looked at once in every frame, after it was laid out. */
async function drawn(page: Page, step: string): Promise<number> {
  const at = await page.waitForFunction((last) => {
    const plots = [...document.querySelectorAll('[data-chart] [role=img]')];
    const ready = plots.filter(
      (plot) => plot.getAttribute('aria-label')?.includes(`at step ${last}`) && plot.querySelector('canvas'),
    );
    return ready.length >= 7 ? performance.now() : null;
  }, step);
  return (await at.jsonValue()) ?? Number.NaN;
}

/** The median time of an answer of the API over HTTP, and its size. */
async function timed(cookie: string, url: string): Promise<{ ms: number; kb: number }> {
  const times: number[] = [];
  let kb = 0;
  for (let n = 0; n < repeats; n += 1) {
    const began = performance.now();
    const answer = await fetch(url, { headers: { cookie: `prefloop.session_token=${cookie}` } });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
    times.push(performance.now() - began);
    kb = Math.round(text.length / 1024);
  }
  return { ms: Math.round(quantile(times, 0.5)), kb };
}

/** The same curves point by point: read, and written as the API would. */
async function readAll(pool: Pool, runId: string): Promise<{ ms: number; kb: number }> {
  const times: number[] = [];
  let kb = 0;
  for (let n = 0; n < repeats; n += 1) {
    const began = performance.now();
    const { rows } = await pool.query(
      'select name, step, value from run_metrics where run_id = $1 order by name, step',
      [runId],
    );
    kb = Math.round(JSON.stringify(rows).length / 1024);
    times.push(performance.now() - began);
  }
  return { ms: Math.round(quantile(times, 0.5)), kb };
}
