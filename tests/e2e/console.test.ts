import { readFile } from 'node:fs/promises';
import { consoleFigures, pay } from '@prefloop/contract';
import { type Project, schema } from '@prefloop/db';
import type { Page } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import type { TestUser } from '../helpers/app.ts';
import { findAccessibilityFaults } from '../helpers/browser.ts';
import { madeUpFigures } from '../helpers/figures.ts';
import { addRatedProject, type RatedProject } from '../helpers/rated-project.ts';
import { looksRight, useStage } from '../helpers/stage.ts';
import { addVerdicts } from '../helpers/verdicts.ts';

const stage = useStage();
let lead: TestUser;
let project: Project;
let rated: RatedProject;

beforeEach(async () => {
  lead = await stage.web.user({ name: 'Ada Lead' });
  project = await stage.web.project({ lead, name: 'Tone of voice' });
  rated = await addRatedProject(stage.web.db, project, {
    people: ['Ada Lovelace', 'Ben Okri', 'Cyd Charisse', 'Dan Simmons'],
    second: 'Second round',
  });
  const [first] = rated.batches;
  const eve = await stage.web.user({ name: 'Eve Quick' });
  await stage.web.db
    .insert(schema.memberships)
    .values({ projectId: project.id, userId: eve.id, role: 'annotator' });
  const [annotator] = await stage.web.db
    .insert(schema.annotators)
    .values({ projectId: project.id, userId: eve.id, name: eve.name })
    .returning({ id: schema.annotators.id });
  const more = { shownOrder: [0, 1] };
  const said = [null, null, null, null, null, null, 2, -2];
  if (first && annotator)
    await addVerdicts(stage.web.db, {
      projectId: project.id,
      batch: first,
      annotatorId: annotator.id,
      said,
      more,
    });
  await stage.web.db.insert(schema.batchStatistics).values({
    batchId: first?.id ?? '',
    state: 'done',
    inputHash: 'x',
    result: madeUpFigures(first?.taskIds ?? [], rated.people),
    asOf: new Date(),
    computedAt: new Date(),
  });
});

function open(path: string, person = lead): Promise<Page> {
  const options = { timezoneId: 'Asia/Kathmandu', acceptDownloads: true };
  return stage.sitDown(person, `/p/${project.slug}/${path}`, options);
}

const api = async (path: string) => (await lead.get(`/v1/projects/${project.slug}/${path}`)).json();
const figures = async (query: string) =>
  consoleFigures.parse(await api(`console?timeZone=Asia/Kathmandu&${query}`));
const stat = (page: Page, label: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.locator('dt', { hasText: label }) })
    .first();
const percent = (value: number | null) => `${((value ?? 0) * 100).toFixed(1)}%`;

it('tells each number with its meaning and its rows, and keeps what is looked at in the address', async () => {
  const page = await open('console');
  const all = await figures('');
  await stat(page, 'Skipped').getByText(percent(all.skipped.value)).waitFor();
  await stat(page, 'Ratings left').getByText(String(all.left.ratings), { exact: true }).waitFor();
  await stat(page, 'Agreement').getByText('0.50', { exact: true }).waitFor();
  await stat(page, 'Agreement').getByText('1 of 3 batches').waitFor();
  await stat(page, 'Median time')
    .getByText(/^\d+\.\d s$/)
    .waitFor();
  await looksRight(page, 'console');

  // By keyboard: the period, what a number means, and the rows behind it.
  await page.getByRole('radio', { name: 'All', exact: true }).press('ArrowRight');
  await page.waitForURL(/period=week/);
  await page.reload();
  const week = await figures('period=week');
  await stat(page, 'Skipped').getByText(percent(week.skipped.value)).waitFor();
  expect(await page.getByRole('radio', { name: '7 days' }).isChecked()).toBe(true);
  await page.getByRole('button', { name: 'What “Skipped” means' }).press('Enter');
  await page.getByText('the share that are skips.', { exact: false }).waitFor();
  expect(await findAccessibilityFaults(page)).toEqual([]);
  const rows = page.getByRole('link', { name: /skips?$/ });
  await rows.press('Enter');
  await page.waitForURL(/\/ratings\?/);
  const { count } = week.skipped;
  await page.getByText(count === 1 ? '1 rating or skip.' : `${count} ratings and skips.`).waitFor();
  if (count > 0) {
    const table = page.getByRole('table', { name: 'Ratings' });
    expect(await table.getByText(/^Skipped: too-long/).count()).toBe(Math.min(count, 200));
  }
  await page.getByRole('radio', { name: '7 days' }).press('ArrowLeft');
  await page.getByLabel('Any verdict').first().click();
  await page.getByRole('option', { name: 'One is better' }).click();
  await page.waitForURL(/verdict=preference/);
  await looksRight(page, 'console-rows');
  await page.goBack();
});

it('pauses a person, re-queues their work, and raises an overlap once its cost was told', async () => {
  const [first] = rated.batches;
  const page = await open(`console?batch=${first?.id}`);
  const menu = page.getByRole('button', { name: 'Actions for Eve Quick' });
  await menu.press('Enter');
  await page.getByRole('menuitem', { name: 'Pause' }).press('Enter');
  await page.getByLabel('Reason').fill('Let us talk first.');
  await page.keyboard.press('Enter');
  await page
    .getByRole('row', { name: /Eve Quick/ })
    .getByText('paused')
    .first()
    .waitFor();

  await menu.press('Enter');
  await page.getByRole('menuitem', { name: 'Re-queue their work' }).press('Enter');
  await page.getByText(/^2 ratings of theirs, on/).waitFor();
  await page.getByRole('button', { name: 'Go on' }).press('Enter');
  await page.getByText(/2 ratings of theirs will count no more/).waitFor();
  await page.getByRole('button', { name: 'Re-queue', exact: true }).press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page
    .getByRole('table', { name: 'People' })
    .getByRole('row', { name: /Eve Quick/ })
    .getByRole('link', { name: '0', exact: true })
    .first()
    .waitFor();

  const before = (await figures(`batch=${first?.id}`)).left.ratings;
  await page.getByRole('button', { name: 'Overlap of First: 4, change' }).press('Enter');
  const button = page.getByRole('button', { name: /^Ask for \d+ more ratings$/ });
  await button.waitFor();
  const further = Number(/\d+/.exec(await button.innerText())?.[0]);
  await page.getByText(new RegExp(`^${further} further ratings, about \\d`)).waitFor();
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await button.press('Enter');
  await page.getByRole('button', { name: 'Overlap of First: 5, change' }).waitFor();
  const after = (await figures(`batch=${first?.id}`)).left.ratings;
  expect(after - before).toBe(further);
  // What others do shows by itself.
  await stage.web.db.update(schema.batches).set({ status: 'paused' });
  await page.getByText('Paused: no pair of it is handed out.').first().waitFor();
});

it('keeps a target and a rate, shows what is paid and gives the same numbers as a file', async () => {
  const page = await open('console');
  await page.getByRole('button', { name: 'Set a target' }).press('Enter');
  await page.getByLabel('Krippendorff’s alpha').fill('0.95');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'target 0.95: below it' }).waitFor();

  await page.getByRole('button', { name: 'Set a rate' }).press('Enter');
  await page.getByLabel('Rate', { exact: true }).fill('a lot');
  await page.keyboard.press('Enter');
  await page.getByText('is not an amount', { exact: false }).waitFor();
  await page.getByLabel('Rate', { exact: true }).fill('14.75');
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '14.75 EUR an hour · change' }).waitFor();
  await page.getByRole('checkbox', { name: 'Leave out ratings that were voided' }).press('Space');
  await page.waitForURL(/voided=left-out/);
  const told = pay.parse(await api('console/pay?timeZone=Asia/Kathmandu&voided=left-out'));
  const table = page.getByRole('table', { name: 'Hours and pay' });
  await table.getByText(told.total.amount ?? 'none', { exact: true }).waitFor();
  for (const { name, amount } of told.items) {
    expect(await table.getByRole('row').filter({ hasText: name }).last().innerText()).toContain(
      amount ?? 'none',
    );
  }
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Pay as CSV' }).press('Enter');
  const lines = (await readFile(await (await waiting).path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines.slice(1, -1).map((line) => line.split(',')[7])).toEqual(
    told.items.map(({ amount }) => amount),
  );
  expect(await findAccessibilityFaults(page)).toEqual([]);
});

it('is in the rail of leads alone', async () => {
  const page = await open('');
  await page.getByRole('link', { name: 'Console' }).first().waitFor();
  const engineer = await open('', await stage.web.member(project, 'engineer'));
  await engineer.getByRole('link', { name: 'Batches' }).first().waitFor();
  expect(await engineer.getByRole('link', { name: 'Console' }).count()).toBe(0);
});
