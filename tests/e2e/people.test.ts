import { createSetupToken, schema } from '@prefloop/db';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser, openContext, startWeb, type WebApp, watchForFaults } from '../helpers/browser.ts';

const password = 'four unrelated short words';
let web: WebApp;
let browser: Browser;
let contexts: BrowserContext[];
let faults: string[][];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  contexts = [];
  faults = [];
  web = await startWeb();
});

afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  await web.close();
  expect(faults.flat()).toEqual([]);
});

/** A person at a browser of their own. */
async function sitDown(): Promise<Page> {
  const context = await openContext(browser, web);
  contexts.push(context);
  const page = await context.newPage();
  faults.push(watchForFaults(page));
  return page;
}

async function makeAccount(page: Page, account: { name: string; email?: string }, submit: string) {
  await page.getByLabel('Your name').fill(account.name);
  if (account.email) await page.getByLabel('E-mail').fill(account.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: submit }).click();
}

async function setUp(page: Page): Promise<void> {
  const { secret } = await createSetupToken(web.db);
  await page.goto(`/setup#token=${secret}`);
  await makeAccount(page, { name: 'Ada Lovelace', email: 'ada@example.org' }, 'Make the account');
  await page.getByRole('heading', { name: 'Projects', level: 1 }).waitFor();
}

async function makeProject(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Make the project' }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

async function invite(page: Page, email: string, role: string): Promise<string> {
  await page.getByRole('link', { name: 'People' }).click();
  await page.getByRole('button', { name: 'Invite someone' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: new RegExp(`^${role}`) }).click();
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = await dialog.getByText('/invite#').textContent();
  await dialog.getByRole('button', { name: 'Done' }).click();
  return link ?? '';
}

async function signIn(page: Page, email: string, secret = password): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /account and sign out/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}

test('the first admin makes a project and invites an annotator, who joins, leaves and comes back', async () => {
  const ada = await sitDown();
  await setUp(ada);
  await makeProject(ada, 'Tone & style');
  expect(new URL(ada.url()).pathname).toBe('/p/tone-style');
  const link = await invite(ada, 'noor@example.org', 'Annotator');

  const noor = await sitDown();
  await noor.goto(link);
  await noor.getByText('Ada Lovelace invites noor@example.org as annotator.').waitFor();
  // The secret is gone from the address before anything else happens.
  expect(noor.url()).toBe(`${web.url}/invite`);
  await makeAccount(noor, { name: 'Noor' }, 'Make the account and join');
  await noor.waitForURL(/\/p\/tone-style/);
  const rail = noor.getByRole('navigation', { name: 'Pages of Tone & style' });
  await rail.getByRole('link', { name: 'Guidelines' }).waitFor();
  expect(await rail.getByRole('link', { name: 'People' }).count()).toBe(0);
  expect(await rail.getByRole('link', { name: 'Settings' }).count()).toBe(0);

  await signOut(noor);
  await signIn(noor, 'noor@example.org', 'not the password');
  await noor.getByRole('alert').getByText('Login failed').waitFor();
  await signIn(noor, 'noor@example.org');
  await noor.waitForURL(/\/p\/tone-style/);

  const stranger = await sitDown();
  await stranger.goto(link);
  await stranger.getByRole('heading', { name: 'This link does not work' }).waitFor();

  await ada.reload();
  await ada.getByRole('cell', { name: 'Noor noor@example.org' }).waitFor();
});

test('an admin makes a password link; it works once and ends every session', async () => {
  const ada = await sitDown();
  await setUp(ada);
  await makeProject(ada, 'Tone');
  const noor = await sitDown();
  await noor.goto(await invite(ada, 'noor@example.org', 'Viewer'));
  await makeAccount(noor, { name: 'Noor' }, 'Make the account and join');
  // The page of the invitation has a heading of that name too.
  await noor.waitForURL(/\/p\/tone/);

  await ada.goto('/users');
  await ada.getByRole('button', { name: 'Actions for Noor' }).click();
  await ada.getByRole('menuitem', { name: 'Make a password link' }).click();
  await ada.getByRole('dialog').getByRole('button', { name: 'Make the link' }).click();
  const link = (await ada.getByRole('dialog').getByText('/reset#').textContent()) ?? '';

  const elsewhere = await sitDown();
  await elsewhere.goto(link);
  await elsewhere.getByLabel('New password').fill('short');
  await elsewhere.getByRole('button', { name: 'Save the password' }).click();
  await elsewhere.getByText('Use at least 10 characters.').waitFor();
  await elsewhere.getByLabel('New password').fill('entirely other short words');
  await elsewhere.getByRole('button', { name: 'Save the password' }).click();
  await elsewhere.getByRole('heading', { name: 'Tone', level: 1 }).waitFor();

  await noor.reload();
  await noor.getByRole('heading', { name: 'Sign in' }).waitFor();
  await signIn(noor, 'noor@example.org', 'entirely other short words');
  await noor.getByRole('heading', { name: 'Tone', level: 1 }).waitFor();

  await noor.goto('/login');
  await noor.goto(link);
  await noor.getByRole('heading', { name: 'This link does not work' }).waitFor();
});

test('a session that ends under a page costs nothing of what was typed', async () => {
  const ada = await sitDown();
  await setUp(ada);
  await makeProject(ada, 'Tone');
  await ada.goto('/p/tone/guidelines?edit=true');
  await ada.getByLabel('Guidelines').fill('## Short answers win');
  await web.db.delete(schema.sessions);

  await ada.getByRole('button', { name: 'Save as version 1' }).click();
  const dialog = ada.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.getByRole('textbox', { name: 'Password' }).fill(password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await ada.getByLabel('Guidelines').inputValue()).toBe('## Short answers win');

  await ada.getByRole('button', { name: 'Save as version 1' }).click();
  await ada.getByRole('heading', { name: 'Short answers win' }).waitFor();
  const stored = await web.db.select().from(schema.guidelines);
  expect(stored.map(({ version, body }) => ({ version, body }))).toEqual([
    { version: 1, body: '## Short answers win' },
  ]);
});

test('a lead changes a role and removes a member; the last lead stays', async () => {
  const ada = await sitDown();
  await setUp(ada);
  await makeProject(ada, 'Tone');
  const noor = await sitDown();
  await noor.goto(await invite(ada, 'noor@example.org', 'Annotator'));
  await makeAccount(noor, { name: 'Noor' }, 'Make the account and join');
  await noor.waitForURL(/\/p\/tone/);

  await ada.reload();
  await ada.getByRole('combobox', { name: 'Role of Noor' }).click();
  await ada.getByRole('option', { name: /^Engineer/ }).click();
  await expect.poll(() => ada.getByRole('combobox', { name: 'Role of Noor' }).inputValue()).toBe('Engineer');
  await noor.reload();
  await noor.getByRole('link', { name: 'People' }).click();
  await noor.getByRole('cell', { name: 'Engineer' }).waitFor();

  await ada.getByRole('combobox', { name: 'Role of Ada Lovelace' }).click();
  await ada.getByRole('option', { name: /^Viewer/ }).click();
  await ada.getByRole('alert').getByText('Last lead', { exact: true }).waitFor();

  await ada.getByRole('button', { name: 'Remove Noor' }).click();
  await ada.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await ada.getByRole('cell', { name: 'Noor noor@example.org' }).waitFor({ state: 'detached' });
  await noor.reload();
  await noor.getByText('There is nothing at this address').waitFor();
});

test('an API key is shown once and can be revoked', async () => {
  const ada = await sitDown();
  await setUp(ada);
  await ada.goto('/account');
  await ada.getByRole('button', { name: 'New API key' }).click();
  await ada.getByRole('dialog').getByLabel('Name').fill('nightly export');
  await ada.getByRole('button', { name: 'Make the key' }).click();
  const key = (await ada.getByRole('dialog').getByText(/^pfl_/).textContent()) ?? '';
  await ada.getByRole('dialog').getByRole('button', { name: 'Done' }).click();

  const ask = () => fetch(`${web.url}/v1/me`, { headers: { authorization: `Bearer ${key}` } });
  expect((await ask()).status).toBe(200);
  expect(await ada.getByText(key).count()).toBe(0);
  await ada.getByRole('button', { name: 'Revoke the key nightly export' }).click();
  await ada.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await ada.getByText('You have no keys.').waitFor();
  expect((await ask()).status).toBe(401);
});
