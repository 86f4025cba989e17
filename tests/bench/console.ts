import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '@prefloop/api';
import { startEmbeddedPostgres } from '@prefloop/cli/embedded-postgres';
import { freePort } from '@prefloop/cli/ports';
import { buildWeb } from '@prefloop/cli/web-build';
import { createProject, migrate, openDatabase, schema } from '@prefloop/db';
import type { Browser } from 'playwright-core';
import { v7 } from 'uuid';
import { launchBrowser, widths } from '../helpers/browser.ts';
import { type BenchResult, quantile, type Report } from './bench.ts';
import { seedRatings } from './console/seed-ratings.ts';
import { signIn } from './platform/sign-in.ts';

const repeats = 5;
const slug = 'console';
const secret = randomBytes(32).toString('hex');

/**
 * The lead's console over about a million ratings. From the start of the navigation, in a browser that has nothing of the
 * app yet, until the page stands (first content), until the figures are on screen (first paint), and until the tables of people and of batches are there too;
 * medians, which read every rating, come later and are told apart. Beside it the same page of a project without a
 * rating. Server, database and browser share this machine.
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
    report('seeding a million ratings …');
    const rows = await seedRatings(opened.pool, project.id);
    const cookie = await signIn(opened.db, secret, lead);
    const figures: Record<string, number> = { rows };
    for (const period of ['all', 'week']) {
      report(`${period} …`);
      const name = period === 'all' ? '' : `_${period}`;
      const painted: number[] = [];
      const whole: number[] = [];
      const contentful: number[] = [];
      for (let n = 0; n < repeats; n += 1) {
        const { contentMs, figuresMs, tablesMs } = await paint(
          browser,
          cookie,
          `${url}/p/${slug}/console?period=${period}`,
        );
        contentful.push(contentMs);
        painted.push(figuresMs);
        whole.push(tablesMs);
      }
      figures[`first_content${name}_ms`] = Math.round(quantile(contentful, 0.5));
      figures[`first_paint${name}_ms`] = Math.round(quantile(painted, 0.5));
      figures[`tables${name}_ms`] = Math.round(quantile(whole, 0.5));
      const ask = (path: string) => timed(url, cookie, `${path}?period=${period}&timeZone=Europe/Berlin`);
      figures[`query${name}_ms`] = await ask('console');
      figures[`people${name}_ms`] = await ask('console/people');
      figures[`medians${name}_ms`] = await ask('console/times');
      figures[`ratings${name}_ms`] = await ask('ratings');
    }
    figures.batches_ms = await timed(url, cookie, 'console/batches');
    report('an empty project …');
    await createProject(opened.db, { slug: 'empty', name: 'Empty', createdBy: lead });
    const empty: number[] = [];
    for (let n = 0; n < repeats; n += 1) {
      empty.push((await paint(browser, cookie, `${url}/p/empty/console`)).figuresMs);
    }
    return { name: 'console', figures, versus: { first_paint_ms: Math.round(quantile(empty, 0.5)) } };
  } finally {
    await browser.close();
    await app.close();
    await opened.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Milliseconds from the start of the navigation to the first contentful paint, and to the frames after the figures
 * and after the last table came.
 */
async function paint(browser: Browser, cookie: string, url: string) {
  const context = await browser.newContext({ viewport: widths.desk });
  context.setDefaultTimeout(120_000);
  await context.addCookies([{ name: 'prefloop.session_token', value: cookie, url: new URL(url).origin }]);
  const page = await context.newPage();
  await page.goto(url);
  const at = await page.waitForFunction(() => {
    if (!document.querySelector('dl')) return null;
    if (!performance.getEntriesByName('figures').length) performance.mark('figures');
    const tables = [...document.querySelectorAll('table caption')].map((caption) => caption.textContent);
    const empty = document.body.textContent.includes('No batch yet');
    if (!empty && !(tables.includes('People') && tables.includes('Batches'))) return null;
    const content = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
    const figures = performance.getEntriesByName('figures')[0]?.startTime ?? 0;
    return [content, figures, performance.now()] as const;
  });
  const times = await at.jsonValue();
  if (!times) throw new Error('the page came without figures');
  // The medians would still be computed while the next page loads.
  await page.waitForLoadState('networkidle');
  await context.close();
  // Looked at once in every frame, after it was laid out.
  return { contentMs: times[0], figuresMs: times[1], tablesMs: times[2] };
}

/** The median time of an answer of the API, over HTTP. */
async function timed(url: string, cookie: string, path: string): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < repeats; n += 1) {
    const began = performance.now();
    const answer = await fetch(`${url}/v1/projects/${slug}/${path}`, {
      headers: { cookie: `prefloop.session_token=${cookie}` },
    });
    await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    times.push(performance.now() - began);
  }
  return Math.round(quantile(times, 0.5));
}
