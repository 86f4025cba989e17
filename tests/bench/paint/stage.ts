import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '@prefloop/api';
import { startEmbeddedPostgres } from '@prefloop/cli/embedded-postgres';
import { freePort } from '@prefloop/cli/ports';
import { buildWeb } from '@prefloop/cli/web-build';
import { createProject, migrate, openDatabase, schema } from '@prefloop/db';
import type { BrowserContext, Page } from 'playwright-core';
import { v7 } from 'uuid';
import { launchBrowser, widths } from '../../helpers/browser.ts';
import { addBatch } from '../../helpers/rating.ts';
import type { Report } from '../bench.ts';
import { signIn } from '../platform/sign-in.ts';

export type Person = { cookie: string; slug: string };
export type Stage = {
  /** Somebody with a session and a batch of their own. */
  person: (batch: Parameters<typeof addBatch>[2]) => Promise<Person>;
  browserOf: (person: Person) => Promise<BrowserContext>;
  close: () => Promise<void>;
};

/** The built web app and the API over a database of its own, and a browser, all on this machine. */
export async function openStage(report: Report): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'prefloop-bench-'));
  // As root the database runs under another account, which has to pass through.
  await chmod(folder, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir: folder });
  const { db, close } = openDatabase(postgres.url, { max: 4 });
  const webRoot = await buildWeb({
    signal: new AbortController().signal,
    onBuild: () => report('building …'),
  });
  if (webRoot === null) throw new Error('apps/web has no index.html');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const secret = randomBytes(32).toString('hex');
  await migrate(postgres.url);
  const config = {
    publicUrl: url,
    secret,
    dataFolder: folder,
    trustProxy: 0,
    requestsPerMinute: 1_000_000,
    maxLagMs: 60_000,
    webRoot,
  };
  const app = await buildApp({ db, config });
  await app.listen({ host: '127.0.0.1', port });
  const browser = await launchBrowser();
  return {
    person: async (batch) => {
      const id = v7();
      await db.insert(schema.users).values({ id, name: 'Rater', email: `${id}@people.test` });
      const project = await createProject(db, { slug: `bench-${id}`, name: 'Bench', createdBy: id });
      if (!project) throw new Error('the slug is taken');
      await addBatch(db, project.id, batch);
      return { cookie: await signIn(db, secret, id), slug: project.slug };
    },
    browserOf: async ({ cookie }) => {
      const context = await browser.newContext({ baseURL: url, viewport: widths.desk });
      context.setDefaultTimeout(120_000);
      await context.addCookies([{ name: 'prefloop.session_token', value: cookie, url }]);
      // tsx wraps functions in a helper that the page does not have.
      await context.addInitScript({ content: 'globalThis.__name = (made) => made;' });
      return context;
    },
    close: async () => {
      await browser.close();
      await app.close();
      await close();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until the pair on screen takes a key, the one after it is laid out, and the page has nothing left to do. */
export async function readyForKey(page: Page, alone = false): Promise<string> {
  const shown = await page.waitForFunction((withoutNext) => {
    const layer = document.querySelector('[data-token][data-shown]');
    const accepting = document.querySelector('[data-accepting]')?.getAttribute('data-accepting');
    const token = layer?.getAttribute('data-token') ?? null;
    const ready =
      token !== null && token === accepting && (withoutNext || layer?.nextElementSibling !== null);
    return ready ? token : null;
  }, alone);
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5_000 })));
  return (await shown.jsonValue()) ?? '';
}
