import { schema } from '@prefloop/db';
import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWeb, type WebApp, widths } from '../helpers/browser.ts';
import { press, sessionCookie, storedRatings } from '../helpers/desk.ts';
import { ownBrowser } from '../helpers/own-browser.ts';
import { addBatch } from '../helpers/rating.ts';

let web: WebApp;
let browsers: Awaited<ReturnType<typeof ownBrowser>>;

beforeAll(async () => {
  web = await startWeb();
  browsers = await ownBrowser();
});
afterAll(async () => {
  await browsers?.close();
  await web?.close();
});

it('delivers from any page what was waiting when the browser was killed', async () => {
  const project = await web.project();
  const person = await web.user();
  await web.db
    .insert(schema.memberships)
    .values({ projectId: project.id, userId: person.id, role: 'annotator' });
  await addBatch(web.db, project.id, { tasks: 5 });
  const [name = '', value = ''] = sessionCookie(person).split('=', 2);
  const signIn = (context: BrowserContext) => context.addCookies([{ name, value, url: web.url }]);

  const first = await browsers.start();
  await signIn(first.context);
  await first.context.route('**/rate/ratings/*', (route) => route.abort());
  const page = await first.context.newPage();
  await page.setViewportSize(widths.desk);
  await page.goto(`${web.url}/p/${project.slug}/rate`);
  const rated = [await press(page, '1'), await press(page, '4'), await press(page, '7')];
  // The screen has moved, so the rating is on disk: nothing may be left to do for a browser that dies now.
  await first.kill();
  expect(await storedRatings(web.db, project.id)).toEqual([]);

  const second = await browsers.start();
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
