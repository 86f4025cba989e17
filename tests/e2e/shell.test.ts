import { schema } from '@prefloop/db';
import { sql } from 'drizzle-orm';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestUser } from '../helpers/app.ts';
import {
  findAccessibilityFaults,
  launchBrowser,
  openContext,
  startWeb,
  type WebApp,
  watchForFaults,
} from '../helpers/browser.ts';

const name = 'Summaries of long meetings';
let web: WebApp;
let browser: Browser;
let admin: TestUser;
let slug: string;

beforeAll(async () => {
  [web, browser] = await Promise.all([startWeb(), launchBrowser()]);
  admin = await web.user({ name: 'Ada Lovelace', email: 'ada@example.org', admin: true });
  const project = await web.project({ name, lead: admin });
  slug = project.slug;
  for (const role of ['lead', 'engineer', 'annotator', 'viewer'] as const) await web.member(project, role);
  await admin.post(`/v1/projects/${slug}/invitations`, { email: 'noor@example.org', role: 'annotator' });
});

afterAll(async () => {
  await browser.close();
  await web.close();
});

const pages = new Map<TestUser | null, Promise<{ page: Page; faults: string[] }>>();

async function openPage(user: TestUser | null): Promise<{ page: Page; faults: string[] }> {
  const context = await openContext(browser, web, user ? { cookie: user.cookie } : {});
  const page = await context.newPage();
  return { page, faults: watchForFaults(page) };
}

/**
 * Where a path leads a person, or nobody; `use` gets the page, and nothing may have gone wrong on it. One page for all the
 * visits of a person: a new one takes three times as long to load as one that has run the app before.
 */
async function visit(user: TestUser | null, path: string, use: (page: Page) => Promise<void>): Promise<void> {
  const opened = pages.get(user) ?? openPage(user);
  pages.set(user, opened);
  const { page, faults } = await opened;
  await page.goto('about:blank');
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await use(page);
  expect(faults.splice(0)).toEqual([]);
}

test('without a session a page asks to sign in, and leads on to where one wanted to go', async () => {
  await visit(null, `/p/${slug}/people?tab=invitations`, async (page) => {
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    const next = new URL(page.url()).searchParams.get('next');
    expect(next).toBe(`/p/${slug}/people?tab=invitations`);
  });
  // An address of another site is not taken.
  await visit(null, '/login?next=//evil.example', async (page) => {
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(new URL(page.url()).searchParams.get('next')).toBeNull();
  });
});

test.each(['lead', 'engineer', 'annotator', 'viewer'] as const)(
  'every page in the rail of a %s opens',
  async (role) => {
    const project = await web.project({ name: `For ${role}` });
    const user = await web.member(project, role);
    await visit(user, `/p/${project.slug}`, async (page) => {
      const rail = page.getByRole('navigation', { name: `Pages of For ${role}` });
      await rail.getByRole('link').first().waitFor();
      const labels = await rail.getByRole('link').allTextContents();
      const leadOnly = labels.includes('Settings');
      const insight = labels.includes('People') && labels.includes('Prompts');
      expect({ leadOnly, insight }).toEqual({ leadOnly: role === 'lead', insight: role !== 'annotator' });
      for (const label of labels) {
        await rail.getByRole('link', { name: label, exact: true }).click();
        await rail.locator('[aria-current="page"]').getByText(label, { exact: true }).waitFor();
        await page.getByRole('main').locator('h1, h2').first().waitFor();
        expect(await page.getByText('There is nothing at this address').count(), label).toBe(0);
      }
    });
  },
);

test('everything can be reached and seen by keyboard alone', async () => {
  await visit(admin, `/p/${slug}/people`, async (page) => {
    await page.getByText('ada@example.org').waitFor();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toMatchObject({ text: 'Skip to the page', ring: true, hidden: false });
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect((await focused(page))?.text).toBe('Invite someone');

    const seen: string[] = [];
    for (let stop = 0; stop < 60; stop += 1) {
      await page.keyboard.press('Tab');
      const at = await focused(page);
      if (!at) break;
      expect(at, `stop ${stop}`).toMatchObject({ ring: true, hidden: false });
      seen.push(at.text);
    }
    expect(seen).toEqual(expect.arrayContaining(['Members', 'Remove Ada Lovelace']));

    await page.keyboard.press('Control+k');
    await page.locator('input[aria-label="Search pages and actions"]:focus').waitFor();
    await page.keyboard.type('guidel');
    // The page of that name comes before what else can be done with it.
    await page.locator('[data-selected]').getByText('Guidelines', { exact: true }).waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('edit guid');
    await page.locator('[data-selected]').getByText('Edit the guidelines').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Edit the guidelines' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
  });
});

/** What has the focus: its words, whether a ring shows it, and whether something lies over it. Null at the end. */
function focused(page: Page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const over = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 10));
    return {
      text: element.getAttribute('aria-label') ?? element.textContent ?? '',
      ring: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
      hidden: over !== null && !element.contains(over) && !over.contains(element),
    };
  });
}

test('a thousand members are listed by drawing only those near the window', async () => {
  const project = await web.project({ name: 'Crowd', lead: admin });
  await web.db.execute(sql`
    with made as (
      insert into users (id, name, email)
      select gen_random_uuid(), 'Crowd ' || lpad(n::text, 4, '0'), 'crowd' || n || '@people.test'
      from generate_series(1, 1000) n returning id)
    insert into memberships (project_id, user_id, role) select ${project.id}, id, 'annotator' from made`);
  await visit(admin, `/p/${project.slug}/people`, async (page) => {
    const table = page.getByRole('table', { name: 'Members' });
    await table.waitFor();
    // Pages of the API follow as the end comes near.
    await expect
      .poll(
        async () => {
          await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
          return Number(await table.getAttribute('aria-rowcount'));
        },
        { timeout: 60_000, interval: 200 },
      )
      .toBe(1002);
    const drawn = await table.getByRole('row').count();
    expect(drawn).toBeGreaterThan(10);
    expect(drawn).toBeLessThan(120);
  });
});

test('a list that fails says why, with the id of the request, and can be asked for again', async () => {
  await web.db.execute(sql`alter table one_time_links rename to one_time_links_away`);
  const context = await openContext(browser, web, { cookie: admin.cookie });
  try {
    const page = await context.newPage();
    await page.goto(`/p/${slug}/people?tab=invitations`);
    const alert = page.getByRole('alert');
    await alert.getByText('Something failed on the server.').waitFor();
    await alert.getByRole('button', { name: 'Copy request id' }).waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await web.db.execute(sql`alter table one_time_links_away rename to one_time_links`);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('noor@example.org').waitFor();
  } finally {
    await web.db.execute(sql`alter table if exists one_time_links_away rename to one_time_links`);
    await context.close();
  }
});

test('offline is said, and so is the way back', async () => {
  await visit(admin, `/p/${slug}/people`, async (page) => {
    await page.getByText('ada@example.org').waitFor();
    await page.context().setOffline(true);
    await page.getByText('You are offline.').waitFor();
    await page.context().setOffline(false);
    await page.getByText('You are offline.').waitFor({ state: 'detached' });
  });
});

test('appearance is chosen on the account page and holds before the first paint of the next load', async () => {
  await visit(await web.user(), '/account', async (page) => {
    await page.getByRole('radio', { name: 'Dark' }).check();
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
    const first = page.waitForEvent('domcontentloaded');
    await page.reload({ waitUntil: 'commit' });
    await first;
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
    const saved = page.waitForResponse(
      (answer) => answer.url().endsWith('/v1/me/rating-keys') && answer.request().method() === 'PUT',
    );
    const keys = page.getByRole('switch', { name: 'Single keys act' });
    await keys.uncheck();
    await saved;
    await page.reload();
    expect(await keys.isChecked()).toBe(false);
    // In the moment of the click, not once something was stored: a switch that jumps back is pressed again.
    const shown = await keys.evaluate((input) => {
      if (!(input instanceof HTMLInputElement)) throw new Error('no switch');
      input.click();
      return input.checked;
    });
    expect(shown).toBe(true);
  });
});

test('nothing is loaded from elsewhere and no inline script runs', async () => {
  const context = await openContext(browser, web, { cookie: admin.cookie });
  const page = await context.newPage();
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(web.url) && !request.url().startsWith('data:')) foreign.push(request.url());
  });
  const answer = await page.goto(`/p/${slug}/people`);
  await page.getByText('ada@example.org').waitFor();
  expect(foreign).toEqual([]);
  expect(answer?.headers()['content-security-policy']).toContain("script-src 'self';");
  expect(await page.locator('script:not([src])').count()).toBe(0);
  await context.close();
});

test('a session that is gone asks to sign in once, whatever was under way', async () => {
  const user = await web.user({ admin: true });
  await visit(user, '/account', async (page) => {
    await page.getByText('this one').waitFor();
    await web.db.delete(schema.sessions).where(sql`user_id = ${user.id}`);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Another name');
    await page.getByRole('button', { name: 'Save the name' }).click();
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(true);
  });
});
