import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '@prefloop/cli/chromium';
import { schema } from '@prefloop/db';
import { type BrowserContext, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chromiumFlags, startWeb, type WebApp, widths } from '../helpers/browser.ts';
import { press, sessionCookie, storedRatings } from '../helpers/desk.ts';
import { addBatch } from '../helpers/rating.ts';

let web: WebApp;
let profile: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  web = await startWeb();
  profile = await mkdtemp(join(tmpdir(), 'prefloop-profile-'));
});
afterAll(async () => {
  for (const browser of running) kill(browser);
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  await web?.close();
});

function kill(browser: ChildProcess): void {
  if (browser.exitCode !== null || browser.signalCode !== null || browser.pid === undefined) return;
  // The whole group: a browser is many processes, and a crash of the machine spares none of them.
  process.kill(-browser.pid, 'SIGKILL');
}

/** A Chromium of our own starting, so that it can be killed, with a profile that outlives it. */
async function startBrowser(): Promise<{ browser: ChildProcess; context: BrowserContext }> {
  const executable = await findChromium();
  if (executable === null)
    throw new Error('No Chromium: set PREFLOOP_CHROMIUM to one (npx prefloop doctor).');
  const portFile = join(profile, 'DevToolsActivePort');
  await rm(portFile, { force: true });
  const flags = [
    ...chromiumFlags(),
    '--headless=new',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
  ];
  const browser = spawn(executable, [...flags, 'about:blank'], { detached: true, stdio: 'ignore' });
  running.push(browser);
  const readPort = () =>
    readFile(portFile, 'utf8').then(
      (text) => text.split('\n')[0] ?? '',
      () => '',
    );
  await expect.poll(readPort, { timeout: 60_000 }).not.toBe('');
  const port = await readPort();
  const connected = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const [context] = connected.contexts();
  if (context === undefined) throw new Error('the browser has no default context');
  context.setDefaultTimeout(120_000);
  return { browser, context };
}

it('delivers from any page what was waiting when the browser was killed', async () => {
  const project = await web.project();
  const person = await web.user();
  await web.db
    .insert(schema.memberships)
    .values({ projectId: project.id, userId: person.id, role: 'annotator' });
  await addBatch(web.db, project.id, { tasks: 5 });
  const [name = '', value = ''] = sessionCookie(person).split('=', 2);
  const signIn = (context: BrowserContext) => context.addCookies([{ name, value, url: web.url }]);

  const first = await startBrowser();
  await signIn(first.context);
  await first.context.route('**/rate/ratings/*', (route) => route.abort());
  const page = await first.context.newPage();
  await page.setViewportSize(widths.desk);
  await page.goto(`${web.url}/p/${project.slug}/rate`);
  const rated = [await press(page, '1'), await press(page, '4'), await press(page, '7')];
  // The screen has moved, so the rating is on disk: nothing may be left to do for a browser that dies now.
  const exited = once(first.browser, 'exit');
  kill(first.browser);
  await exited;
  expect(await storedRatings(web.db, project.id)).toEqual([]);

  const second = await startBrowser();
  await signIn(second.context);
  const later = await second.context.newPage();
  await later.goto(`${web.url}/p/${project.slug}`);
  await expect
    .poll(() => storedRatings(web.db, project.id).then((all) => all.length), { timeout: 120_000 })
    .toBe(3);
  const stored = await storedRatings(web.db, project.id);
  expect(stored.map(({ token }) => token).toSorted()).toEqual(rated.map(({ token }) => token).toSorted());
  expect(stored.every(({ revisions }) => revisions.length === 1)).toBe(true);
});
