import { checkInvariants, openDatabase, schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TestUser } from '../helpers/app.ts';
import {
  findAccessibilityFaults,
  launchBrowser,
  openContext,
  startWeb,
  type WebApp,
} from '../helpers/browser.ts';
import {
  type Desk,
  everythingSaved,
  openDesk,
  press,
  regionsForReaders,
  sessionCookie,
  shownPair,
  storedRatings,
} from '../helpers/desk.ts';
import { newcomer } from '../helpers/people.ts';

let web: WebApp;
let browser: Browser;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  web = await startWeb();
  browser = await launchBrowser();
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  const { pool, close } = openDatabase(web.databaseUrl, { max: 1 });
  expect(await checkInvariants(pool)).toEqual([]);
  await close();
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
});

/** For what only comes after a while on a busy machine. */

const strengthOf: Record<string, number | null> = { 1: -3, 2: -2, 3: -1, 4: null, 5: 1, 6: 2, 7: 3, x: null };

/** An annotator with a batch of pairs in front of them; closed after the test. */
async function desk(tasks: number, who?: TestUser): Promise<Desk> {
  const opened = await openDesk(web, browser, { tasks, ...(who ? { who } : {}) });
  contexts.push(opened.context);
  return opened;
}

describe('rating by keyboard', () => {
  it('rates thirty pairs with one key each, and stores what was seen and pressed', async () => {
    const { page, project, faults } = await desk(30);
    const keys = ['1', '2', '3', '4', '5', '6', '7', 'x'];
    const pressed = [];
    for (let n = 0; n < 30; n += 1) {
      const key = keys[n % keys.length] ?? '1';
      pressed.push({ key, pair: await press(page, key) });
    }
    await page.getByRole('heading', { name: 'All done' }).waitFor();
    await everythingSaved(page);
    // The server's answers cross the ratings on their way; the count of the day has them all the same.
    await page.locator('header', { hasText: '30 today' }).waitFor();

    const stored = await storedRatings(web.db, project.id);
    expect(stored).toHaveLength(30);
    for (const { key, pair } of pressed) {
      const rating = stored.find(({ token }) => token === pair.token);
      expect(rating).toMatchObject({
        prompt: pair.prompt,
        left: pair.left,
        right: pair.right,
        counted: true,
      });
      expect(rating?.screenStrength).toBe(strengthOf[key]);
      expect(rating?.verdict).toBe({ 4: 'tie', x: 'both_bad' }[key] ?? 'preference');
      expect(rating?.revisions).toHaveLength(1);
      expect(rating?.activeMs).toBeGreaterThan(0);
    }
    expect(faults).toEqual([]);
  });

  it('goes by keys of one’s own, on every device, and never gives one key to two things', async () => {
    const { page, project, person, faults } = await desk(4);
    await shownPair(page);
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    await sheet.getByRole('button', { name: 'A is much better: key 1. Change it' }).press('Enter');
    await page.keyboard.press('x');
    await sheet.getByRole('button', { name: 'A is much better: key X. Change it' }).waitFor();
    await sheet.getByRole('button', { name: 'Both are bad: key 1. Change it' }).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    await press(page, 'x');
    await press(page, '1');
    await everythingSaved(page);

    const elsewhere = await openContext(browser, web, { cookie: sessionCookie(person) });
    contexts.push(elsewhere);
    const other = await elsewhere.newPage();
    await other.goto(`/p/${project.slug}/rate`);
    await other.getByRole('radio', { name: 'A is much better' }).getByText('X').waitFor();
    await press(other, 'x');
    await everythingSaved(other);
    const stored = await storedRatings(web.db, project.id);
    expect(stored.map(({ verdict, screenStrength }) => [verdict, screenStrength])).toEqual([
      ['preference', -3],
      ['both_bad', null],
      ['preference', -3],
    ]);
    expect(faults).toEqual([]);
  });

  it('goes on with the same pair and the same sides after a reload', async () => {
    const { page, project } = await desk(8);
    await press(page, '2');
    await press(page, '6');
    const before = await shownPair(page);
    await page.reload();
    expect(await shownPair(page)).toEqual(before);
    for (let n = 0; n < 6; n += 1) await press(page, '3');
    await page.getByRole('heading', { name: 'All done' }).waitFor();
    await everythingSaved(page);
    const stored = await storedRatings(web.db, project.id);
    expect(stored.map(({ revisions }) => revisions.length)).toEqual(Array(8).fill(1));
  });

  it('goes back in order, also after a reload, and changes a rating, a skip and nothing else', async () => {
    const { page, project } = await desk(6);
    const first = await press(page, '1');
    const second = await shownPair(page);
    await page.keyboard.press('s');
    await page.getByRole('region', { name: 'Why skip this task?' }).waitFor();
    await page.keyboard.press('3');
    await shownPair(page, second.token);
    const third = await press(page, '4');
    const fourth = await shownPair(page);
    await page.reload();
    await shownPair(page);

    await page.keyboard.press('z');
    expect((await shownPair(page, fourth.token)).token).toBe(third.token);
    await page.keyboard.press('z');
    expect((await shownPair(page, third.token)).token).toBe(second.token);
    await page.keyboard.press('z');
    expect(await shownPair(page, second.token)).toEqual(first);
    await page.getByRole('radio', { name: 'A is much better', checked: true }).waitFor();

    await press(page, '7');
    expect((await shownPair(page)).token).toBe(second.token);
    await press(page, '5');
    expect((await shownPair(page)).token).toBe(third.token);
    await page.keyboard.press('y');
    expect((await shownPair(page, third.token)).token).toBe(fourth.token);
    await everythingSaved(page);

    const stored = await storedRatings(web.db, project.id);
    const by = (token: string) => stored.find((rating) => rating.token === token);
    expect(by(first.token)).toMatchObject({ verdict: 'preference', screenStrength: 3, revision: 2 });
    expect(by(second.token)).toMatchObject({
      verdict: 'preference',
      screenStrength: 1,
      revision: 2,
      counted: true,
    });
    expect(by(third.token)).toMatchObject({ verdict: 'tie', revision: 1 });
    expect(stored).toHaveLength(3);
  });

  it('takes a comment along, keeps it over a reload, and leads back with Ctrl+Enter', async () => {
    const { page, project } = await desk(2);
    const pair = await shownPair(page);
    await page.keyboard.press('c');
    const field = page.getByRole('textbox', { name: 'Comment on this task' });
    await field.fill('B answers 7 of 7 points, A none.');
    await page.reload();
    await shownPair(page);
    await page.keyboard.press('c');
    await expect.poll(() => field.inputValue()).toBe('B answers 7 of 7 points, A none.');
    await page.keyboard.press('Control+Enter');
    await field.waitFor({ state: 'detached' });
    await press(page, '7');
    await everythingSaved(page);
    const [stored] = await storedRatings(web.db, project.id);
    expect(stored).toMatchObject({ token: pair.token, comment: 'B answers 7 of 7 points, A none.' });
  });

  it('rates once when a key is hit twice or held down', async () => {
    const { page, project } = await desk(6);
    const first = await shownPair(page);
    await page.evaluate(() => {
      const hit = (repeat: boolean) =>
        document.body.dispatchEvent(
          new KeyboardEvent('keydown', { key: '1', code: 'Digit1', bubbles: true, cancelable: true, repeat }),
        );
      hit(false);
      hit(false);
      for (let n = 0; n < 50; n += 1) hit(true);
    });
    const second = await shownPair(page, first.token);
    // Held on the next pair: a repeat never rates, however long the pair has been there.
    await page.evaluate(() =>
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: '1', code: 'Digit1', bubbles: true, repeat: true }),
      ),
    );
    await press(page, '4');
    await everythingSaved(page);
    const stored = await storedRatings(web.db, project.id);
    expect(stored.map(({ token }) => token).toSorted()).toEqual([first.token, second.token].toSorted());
  });

  it('leaves single keys alone once they are switched off, and rates with Tab and Space', async () => {
    const { page, project } = await desk(3);
    await shownPair(page);
    await page.keyboard.press('?');
    await page
      .getByRole('dialog', { name: 'Keys' })
      .getByRole('switch', { name: 'Single keys' })
      .press('Space');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const pair = await shownPair(page);
    await page.keyboard.press('1');
    await page.getByRole('radio', { name: 'Tie' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect((await shownPair(page)).token).toBe(pair.token);
    await page.keyboard.press('Space');
    await shownPair(page, pair.token);
    await everythingSaved(page);
    const stored = await storedRatings(web.db, project.id);
    expect(stored).toHaveLength(1);
    expect(stored[0]).toMatchObject({ token: pair.token, screenStrength: 2 });
  });

  it('moves the focus to the new prompt and tells what was rated', async () => {
    const { page } = await desk(3);
    await press(page, '2');
    await shownPair(page);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Prompt');
    await page.getByRole('status').filter({ hasText: 'Rated: A is better. Next task.' }).waitFor();
    // The pairs laid out before and after this one are not there for a screen reader.
    await expect
      .poll(() => regionsForReaders(page))
      .toEqual(['Prompt', 'Response A', 'Response B', 'Your rating']);
  });
});

describe('nothing is lost', () => {
  it('keeps twenty ratings without a network and delivers each once', async () => {
    const { page, context, project } = await desk(8);
    await shownPair(page);
    await context.setOffline(true);
    const tokens: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      for (let n = 0; n < 5; n += 1) {
        const key = String(1 + ((round * 5 + n) % 7));
        if (round === 0) tokens.push((await press(page, key)).token);
        else await press(page, key);
      }
      if (round === 3) break;
      // Behind the last pair there is nothing to rate, only the way back.
      await page.locator('[data-rest]').waitFor();
      for (let n = 5; n > 0; n -= 1) {
        if (n < 5) await shownPair(page);
        await page.keyboard.press('z');
        await page.waitForFunction(
          (token) => document.querySelector('[data-token][data-shown]')?.getAttribute('data-token') === token,
          tokens[n - 1],
        );
      }
    }
    await page.getByText('Offline · 20 kept here').waitFor();
    expect(await storedRatings(web.db, project.id)).toEqual([]);
    await context.setOffline(false);
    await everythingSaved(page);

    const stored = await storedRatings(web.db, project.id);
    expect(stored.map(({ token }) => token).toSorted()).toEqual(tokens.toSorted());
    for (const [n, token] of tokens.entries()) {
      const rating = stored.find((candidate) => candidate.token === token);
      expect(rating?.revisions).toHaveLength(4);
      expect(rating?.screenStrength).toBe(strengthOf[String(1 + ((15 + n) % 7))]);
    }
    // The next pairs come by themselves.
    await shownPair(page);
  });

  it('delivers each rating once from two tabs', async () => {
    const { page, context, project } = await desk(12);
    const sent: string[] = [];
    context.on('request', (request) => {
      if (request.method() === 'PUT') sent.push(request.url());
    });
    const second = await context.newPage();
    await second.goto(`/p/${project.slug}/rate`);
    const rated: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      rated.push((await press(page, '2')).token);
      // The pair that the other tab just rated leaves this one, unless it is on screen there.
      const other = await shownPair(second);
      if (rated.includes(other.token)) await second.keyboard.press('y');
      else rated.push((await press(second, '6')).token);
      await shownPair(second, other.token);
    }
    await everythingSaved(page);
    await everythingSaved(second);
    expect(new Set(sent).size).toBe(sent.length);
    const stored = await storedRatings(web.db, project.id);
    expect(stored.map(({ token }) => token).toSorted()).toEqual(rated.toSorted());
    expect(stored.every(({ revisions }) => revisions.length === 1)).toBe(true);
  });

  it('waits for its owner when the session ends, and goes out after signing in again', async () => {
    const person = await newcomer(web);
    const { page, project } = await desk(5, person);
    await press(page, '1');
    await everythingSaved(page);
    await web.db.delete(schema.sessions).where(eq(schema.sessions.userId, person.id));
    const kept = await press(page, '7');
    await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
    await page.locator('[data-waiting="1"]').waitFor();
    await page.getByLabel('Password', { exact: true }).fill(person.password);
    await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await everythingSaved(page);
    const stored = await storedRatings(web.db, project.id);
    expect(stored.find(({ token }) => token === kept.token)?.revisions).toHaveLength(1);
    await press(page, '4');
  });

  it('shows a rating that the server refuses, with its reason, and sends it again when asked', async () => {
    const { page, project } = await desk(4);
    const pair = await shownPair(page);
    const [lease] = await web.db.select().from(schema.leases).where(eq(schema.leases.token, pair.token));
    await web.db
      .update(schema.leases)
      .set({ token: 'x'.repeat(43) })
      .where(eq(schema.leases.token, pair.token));
    await press(page, '1');
    await page.getByRole('button', { name: '1 rating refused' }).click();
    const dialog = page.getByRole('dialog', { name: 'Ratings the server refused' });
    await dialog.getByText('A is much better').waitFor();
    await web.db
      .update(schema.leases)
      .set({ token: pair.token })
      .where(eq(schema.leases.id, lease?.id ?? ''));
    await dialog.getByRole('button', { name: 'Send again' }).click();
    await dialog.waitFor({ state: 'detached' });
    await everythingSaved(page);
    expect(await storedRatings(web.db, project.id)).toHaveLength(1);
  });

  it('sends each rating before it moves on where the browser keeps nothing', async () => {
    const { page, context, project } = await desk(4);
    await context.addInitScript(() => {
      Object.defineProperty(window, 'indexedDB', { value: undefined });
    });
    await page.reload();
    const pair = await shownPair(page);
    await context.route('**/rate/ratings/*', (route) => route.abort());
    await page.keyboard.press('1');
    await page.getByRole('alert').filter({ hasText: 'Not rated yet' }).waitFor();
    expect((await shownPair(page)).token).toBe(pair.token);
    await context.unroute('**/rate/ratings/*');
    await press(page, '1');
    expect(await storedRatings(web.db, project.id)).toHaveLength(1);
  });
});
