import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSetupToken, type Project } from '@prefloop/db';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestUser } from '../helpers/app.ts';
import {
  launchBrowser,
  openContext,
  startWeb,
  type WebApp,
  watchForFaults,
  widths,
} from '../helpers/browser.ts';
import { addBatch } from '../helpers/rating.ts';
import { makeTwoRounds } from '../helpers/rounds.ts';
import { looksRight } from '../helpers/stage.ts';
import { freezeRows, preference } from '../helpers/training.ts';
import { root } from '../runner/paths.ts';

// Every page there is, in light and dark, at both widths: nothing for axe to find, and nothing scrolls sideways.

const longWord = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenband'.repeat(2);
const guidelines = `## What a good summary does\n\n- says what was **decided**\n\n| case | better |\n|---|---|\n| a | b |\n
\`\`\`\n${'a line of code that has to scroll in itself '.repeat(6)}\n\`\`\`\n\n> ${longWord}\n`;

let web: WebApp;
let browser: Browser;
let lead: TestUser;
let project: Project;
let rounds: Awaited<ReturnType<typeof makeTwoRounds>>;
let promptId: string;
let pipelineId: string;
let secrets: { setup: string; invitation: string };
const pages = new Map<TestUser | null, Page>();
const faults: string[] = [];

beforeAll(async () => {
  [web, browser] = await Promise.all([startWeb(), launchBrowser()]);
  lead = await web.user({ name: 'Ada Lovelace', email: 'ada@example.org', admin: true });
  project = await web.project({ slug: 'rounds', name: 'Summaries of long meetings', lead });
  rounds = await makeTwoRounds(web, project, lead);
  await addBatch(web.db, project.id, { tasks: 2, name: 'Open' });
  for (const role of ['engineer', 'annotator', 'viewer'] as const) await web.member(project, role);
  await web.user({ name: longWord.slice(0, 90), email: `${longWord.slice(0, 40)}@example.org` });
  await lead.post('/v1/projects/rounds/guidelines', { body: guidelines, basedOn: 0 });
  await lead.post('/v1/projects/rounds/invitations', { email: 'noor@example.org', role: 'annotator' });
  await lead.post('/v1/me/keys', { name: 'nightly export', scopes: ['read'], expiresInDays: 30 });
  const prompts = await lead.get('/v1/projects/rounds/prompts?limit=1');
  promptId = prompts.json<{ items: { id: string }[] }>().items[0]?.id ?? '';
  const row = (_: unknown, n: number) => preference(`question ${n}`, 'an answer', 'another');
  const snapshotId = await freezeRows(web.db, project.id, {
    kind: 'preference',
    train: Array.from({ length: 8 }, row),
    eval: Array.from({ length: 4 }, (_, n) => row(_, n + 8)),
  });
  const launched = await lead.post('/v1/projects/rounds/pipelines', {
    text: `name: Next round\nsteps:\n  tuned: { method: dpo, base: ${rounds.first}, snapshot: ${snapshotId}, preset: try }\n  again: { method: dpo, base: tuned, snapshot: ${snapshotId}, preset: try }\n`,
  });
  expect(launched.statusCode, launched.body).toBe(201);
  pipelineId = launched.json<{ id: string }>().id;
  const invitation = await lead.post('/v1/invitations', { email: 'emmy@example.org', role: 'member' });
  secrets = {
    setup: (await createSetupToken(web.db)).secret,
    invitation: new URL(invitation.json<{ url: string }>().url).hash,
  };
});
afterAll(async () => {
  await browser.close();
  await web.close();
});

/** The page of a person, or of nobody. One for all: a new one takes three times as long to load what the last one has. */
async function pageOf(who: TestUser | null): Promise<Page> {
  const known = pages.get(who);
  if (known) return known;
  const page = await (await openContext(browser, web, who ? { cookie: who.cookie } : {})).newPage();
  const own = watchForFaults(page);
  page.on('close', () => faults.push(...own));
  pages.set(who, page);
  return page;
}

async function visit(who: TestUser | null, path: string, words: string | RegExp): Promise<void> {
  const page = await pageOf(who);
  await page.setViewportSize(widths.desk);
  // What stands behind the # of an address is read at a load alone.
  await page.goto('about:blank');
  await page.goto(path);
  await page.getByText(words).filter({ visible: true }).first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
  await looksRight(page, `page${path.replaceAll(/[^a-z]+/g, '-')}`);
}

/** By the path of the route: what a lead finds there, opened in the ways that look different. */
const inside: Record<string, () => [address: string, words: string | RegExp][]> = {
  '/': () => [['', 'Summaries of long meetings']],
  '/projects': () => [
    ['/projects', 'Summaries of long meetings'],
    ['/projects?new=true', 'Stands in links and never changes later.'],
  ],
  '/users': () => [
    ['/users', /^Donau/],
    ['/users?tab=invitations', 'emmy@example.org'],
    ['/users?tab=log', 'wrote guidelines'],
  ],
  '/account': () => [['/account', 'nightly export']],
  'p/$project': () => [['/p/rounds', 'Prompts']],
  'p/$project/': () => [['/p/rounds', 'Prompts']],
  console: () => [['/p/rounds/console', 'Figures']],
  ratings: () => [['/p/rounds/ratings', 'Round two']],
  rate: () => [['/p/rounds/rate', 'What a good summary does']],
  'rate/history': () => [['/p/rounds/rate/history', 'My ratings']],
  batches: () => [['/p/rounds/batches', 'Round two']],
  'batches/new': () => [['/p/rounds/batches/new', /^Release \d+ pairs?$/]],
  'batches/$batchId': () => [[`/p/rounds/batches/${rounds.batch2}`, 'Round two']],
  prompts: () => [['/p/rounds/prompts', 'Question 0']],
  'prompts/import': () => [['/p/rounds/prompts/import', 'rated.json']],
  'prompts/$promptId': () => [[`/p/rounds/prompts/${promptId}`, 'Prompt']],
  snapshots: () => [['/p/rounds/snapshots', 'After round two']],
  'snapshots/new': () => [['/p/rounds/snapshots/new?kind=preference', 'First rows, as they train']],
  'snapshots/$snapshotId': () => [[`/p/rounds/snapshots/${rounds.snapshot2}`, 'After round two']],
  runs: () => [['/p/rounds/runs', 'ppo 5']],
  'runs/new': () => [
    ['/p/rounds/runs/new', 'What it will do'],
    [`/p/rounds/runs/new?snapshot=${rounds.snapshot1}`, 'What it will do'],
    ['/p/rounds/runs/new?method=evaluate', 'What it will do'],
  ],
  'runs/compare': () => [
    [
      `/p/rounds/runs/compare?runs=${encodeURIComponent(JSON.stringify([rounds.dpo.run, rounds.ppo.run]))}`,
      'Compare runs',
    ],
  ],
  'runs/pipelines': () => [['/p/rounds/runs/pipelines', 'Next round']],
  'runs/pipelines/new': () => [['/p/rounds/runs/pipelines/new', 'What it will do']],
  'runs/pipelines/$pipelineId': () => [[`/p/rounds/runs/pipelines/${pipelineId}`, 'Next round']],
  'runs/$runId': () => [[`/p/rounds/runs/${rounds.ppo.run}`, 'ppo 5']],
  models: () => [
    ['/p/rounds/models', 'Small ppo v1'],
    ['/p/rounds/models?register=true', 'Register a model'],
  ],
  'models/$versionId': () => [[`/p/rounds/models/${rounds.ppo.version}`, 'Small ppo v1']],
  lineage: () => [
    ['/p/rounds/lineage', 'Trained last'],
    [`/p/rounds/lineage?kind=version&id=${rounds.ppo.version}`, 'Lineage of Small ppo v1'],
  ],
  arena: () => [['/p/rounds/arena', 'Small dpo v1']],
  'arena/$first/$second': () => [[`/p/rounds/arena/${rounds.first}/${rounds.dpo.version}`, 'Small dpo v1']],
  guidelines: () => [
    ['/p/rounds/guidelines', 'What a good summary does'],
    ['/p/rounds/guidelines?edit=true', /^Save as version/],
  ],
  form: () => [['/p/rounds/form', 'Rankings']],
  decide: () => [['/p/rounds/decide', 'Decide']],
  qualification: () => [['/p/rounds/qualification', 'Qualification']],
  people: () => [
    ['/p/rounds/people', 'ada@example.org'],
    ['/p/rounds/people?tab=invitations', 'noor@example.org'],
    ['/p/rounds/people?invite=true', 'Make the link'],
  ],
  settings: () => [['/p/rounds/settings', 'Archive the project']],
};

const outside: Record<string, () => [address: string, words: string | RegExp][]> = {
  '/login': () => [['/login', 'Sign in']],
  '/setup': () => [[`/setup#token=${secrets.setup}`, 'Password']],
  '/invite': () => [
    [`/invite${secrets.invitation}`, 'You are invited'],
    ['/invite#gone', 'This link does not work'],
  ],
  '/reset': () => [['/reset#gone', 'This link does not work']],
};

test('no page is left out', async () => {
  const folder = join(root, 'apps/web/src/app/routes');
  const known = new Set([...Object.keys(inside), ...Object.keys(outside)]);
  const paths: string[] = [];
  for (const file of await readdir(folder)) {
    const text = await readFile(join(folder, file), 'utf8');
    for (const [, path = ''] of text.matchAll(/path: '([^']*)'/g))
      paths.push(file === 'overview.tsx' ? `p/$project${path}` : path);
  }
  expect(paths.length).toBeGreaterThan(30);
  expect(paths.filter((path) => !known.has(path))).toEqual([]);
});

test.each(Object.keys(inside))('%s', async (route) => {
  for (const [address, words] of inside[route]?.() ?? []) await visit(lead, address || '/', words);
});

test.each(Object.keys(outside))('%s', async (route) => {
  for (const [address, words] of outside[route]?.() ?? []) await visit(null, address, words);
});

test('an address that leads nowhere says so, whether it is foreign or does not exist', async () => {
  const stranger = await web.user();
  for (const path of ['/p/rounds', '/p/no-such-project', '/no/such/page', '/users'])
    await visit(stranger, path, 'There is nothing at this address');
});

test('nothing went wrong on any of them', async () => {
  for (const page of pages.values()) await page.close();
  expect(faults).toEqual([]);
});
