import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunMethod } from '@prefloop/contract';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { TestUser } from '../helpers/app.ts';
import { looksRight, useStage } from '../helpers/stage.ts';
import { startToldRun } from '../helpers/told-run.ts';

const stage = useStage();
let project: { id: string; slug: string };
let engineer: TestUser;

beforeAll(async () => {
  project = await stage.web.project({ slug: 'letters', name: 'Letters' });
  engineer = await stage.web.member(project, 'engineer');
});

const start = (method: RunMethod, name: string) =>
  startToldRun(stage.web.db, { projectId: project.id, createdBy: engineer.id, method, name });

const open = (path: string) => stage.sitDown(engineer, `/p/${project.slug}${path}`);

/** Pictures for whoever works on these pages: set PREFLOOP_PICTURES to a folder. */
async function picture(page: Page, name: string): Promise<void> {
  const target = process.env.PREFLOOP_PICTURES;
  if (target) await page.screenshot({ path: join(target, `${name}.png`), fullPage: true });
}

type Point = [name: string, step: number, value: number];

/** Points of a curve at every step up to `to`, a little uneven. */
function curve(name: string, from: number, to: number, value: (share: number) => number, end = to): Point[] {
  return Array.from({ length: to - from + 1 }, (_, at): Point => {
    const step = from + at;
    return [name, step, value(step / end) * (1 + 0.03 * Math.sin(step * 2.4))];
  });
}

test('what the curves show comes as they show it, with the way to its charts', async () => {
  const run = await start('ppo', 'Gamed');
  const tell = (from: number, to: number) =>
    run.tell([
      ...curve('reward', from, to, (x) => 0.2 + 2 * x, 60),
      ...curve('objective/kl', from, to, (x) => (x < 0.5 ? 0.5 + x : 1 + 200 * (x - 0.5) ** 3), 60),
      ...curve('completions/mean_length', from, to, () => 60, 60),
    ]);
  await tell(1, 30);
  const page = await open(`/runs/${run.id}`);
  await page.getByRole('img', { name: /^Reward: .* at step 30/ }).waitFor();
  const alerts = page.getByRole('region', { name: 'What the curves show' });
  expect(await alerts.getByRole('group', { name: /^(Note|Warning|Danger):/ }).count()).toBe(0);

  await tell(31, 60);
  const alert = alerts
    .getByRole('group', { name: /^(Note|Warning|Danger):/ })
    .filter({ hasText: 'Possible reward hacking' });
  await alert.getByText(/^The reward went from .* while the KL to the reference runs away/).waitFor();
  await alert.getByText('Usual?').waitFor();
  const chart = page.getByRole('figure').filter({ hasText: 'KL to the reference' }).first();
  await chart.getByRole('link', { name: 'Warning: Possible reward hacking' }).waitFor();
  await alert.getByRole('button', { name: 'Show KL to the reference' }).click();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-chart'))).toBe('objective/kl');
  await page.waitForFunction(() => {
    const box = document.activeElement?.getBoundingClientRect();
    return box !== undefined && box.top >= 0 && box.bottom <= innerHeight;
  });

  // An alert on a curve that is not among the first ones brings it up.
  await run.tell([['num_tokens', 61, Number.NaN]]);
  await alerts.getByText('Danger: A value is no number', { exact: true }).waitFor();
  await page.getByRole('img', { name: /^num_tokens/ }).waitFor();
  await picture(page, 'alerts');
  await page.reload();
  await alerts.getByText('Danger: A value is no number', { exact: true }).waitFor();
  await run.end();
  await page.getByText('succeeded').waitFor();
  await looksRight(page, 'run-alerts');
});

test('a run at work that fell silent is called stalled, and no more once it speaks', async () => {
  const run = await start('sft', 'Silent');
  await run.tell(curve('loss', 1, 20, (x) => 2 - x));
  await run.spread(20_000);
  await run.age(65_000);
  const page = await open(`/runs/${run.id}`);
  const stalled = page.getByRole('group', { name: /^(Note|Warning|Danger):/ }).filter({ hasText: 'Stalled' });
  await stalled.getByText(/a point every 20 s was usual/).waitFor();
  await run.tell([['loss', 21, 1]]);
  await stalled.waitFor({ state: 'detached' });
});

test('curves are smoothed, cut to steps and drawn over time, by pointer, by keys, and by the address', async () => {
  const run = await start('dpo', 'Long');
  await run.tell([
    ...curve('loss', 1, 4000, (x) => 0.7 - 0.3 * x),
    ...curve('rewards/margins', 1, 4000, (x) => x),
  ]);
  await run.spread(1_000);
  await run.end();
  const page = await open(`/runs/${run.id}`);
  const loss = page.getByRole('figure').filter({ hasText: 'Starts at 0.69 and falls.' });
  await loss.getByRole('img', { name: /at step 4,000/ }).waitFor();
  const steps = async (name: string) => {
    const file = await saved(page, () => loss.getByRole('button', { name }).click());
    return file.toString('utf8').trim().split('\r\n').slice(1);
  };
  const buckets = await steps('Loss as CSV');
  expect(buckets.length).toBe(800);
  expect(buckets[0]).toMatch(/^5,\d{4}-.*Z,0\.\d+,0\.\d+,0\.\d+,5$/);
  const png = await saved(page, () => loss.getByRole('button', { name: 'Loss as PNG' }).click());
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.length).toBeGreaterThan(2_000);

  // Dragged over, the steps are read anew in finer buckets, for all charts.
  const plot = loss.locator('.u-over');
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  if (!box) throw new Error('no plot');
  await page.mouse.move(box.x + box.width * 0.5, box.y + 40);
  // The cursors of all charts stand at the same step.
  const margin = page.getByRole('figure').filter({ hasText: 'Grows from 0.' });
  await margin.getByText(/^0\.\d+ at [12],\d{3}$/).waitFor();
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 40, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(/from=(19|20)\d\d&to=2[34]\d\d/);
  // Until the finer ones are there, the chart shows the part that it has of the coarse ones.
  await expect.poll(async () => (await steps('Loss as CSV'))[0]).toMatch(/,1$/);
  expect((await steps('Loss as CSV')).length).toBeLessThanOrEqual(500);
  await page.locator('section[aria-label="Curves"][aria-busy="false"]').waitFor();
  await picture(page, 'zoomed');

  await page.getByText('Log', { exact: true }).click();
  await page.getByText('Time', { exact: true }).click();
  await page.waitForURL(/x=time.*y=log|y=log.*x=time/);
  // Away from the switch: in a field, letters are text.
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('r');
  await page.waitForURL((url) => !url.searchParams.has('from'));
  await page.keyboard.press('s');
  await page.waitForURL(/smooth=light/);
  await picture(page, 'smoothed');
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-chart'));
  await page.keyboard.press('j');
  expect(await focused()).toBe('loss');
  await page.keyboard.press('j');
  // The last one: what a run that is over never told has no chart.
  await page.keyboard.press('j');
  expect(await focused()).toBe('rewards/margins');
  await page.keyboard.press('k');
  expect(await focused()).toBe('loss');
  await page.keyboard.press('f');
  await page.waitForURL(/chart=loss/);
  const whole = page.getByRole('dialog').getByRole('img', { name: /^Loss/ });
  await whole.waitFor();
  expect((await whole.boundingBox())?.height).toBeGreaterThan(400);
  await picture(page, 'full-screen');
  // The address says all of it.
  const { search } = new URL(page.url());
  await page.reload();
  await whole.waitFor();
  expect(new URL(page.url()).search).toBe(search);
  await page.keyboard.press('Escape');
  await whole.waitFor({ state: 'detached' });

  // Without a pointer: the steps as numbers, and the keys in a list that also switches them off.
  await page.getByLabel('From step').fill('100');
  await page.getByLabel('To step').fill('200');
  await page.keyboard.press('Enter');
  await page.waitForURL(/from=100&to=200/);
  await page.getByRole('button', { name: 'All steps' }).click();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys for the curves' });
  await keys.getByRole('switch', { name: 'Single keys' }).click();
  await expect.poll(() => keys.getByRole('switch', { name: 'Single keys' }).isChecked()).toBe(false);
  await page.keyboard.press('Escape');
  await keys.waitFor({ state: 'detached' });
  await page.keyboard.press('s');
  await page.keyboard.press('?');
  expect(await keys.count()).toBe(0);
  expect(page.url()).toContain('smooth=light');
  await looksRight(page, 'run-curves');
});

/** The content of the file that a click gives. */
async function saved(page: Page, click: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return readFile(await download.path());
}

test('a reward run tells how its scores are spread at each evaluation, and PPO how its rewards are', async () => {
  const run = await start('reward', 'Scores');
  const at = (step: number, apart: number): Point[] =>
    (
      [
        ['chosen', apart],
        ['rejected', -apart],
      ] as const
    ).flatMap(([side, middle]) =>
      [-3, -2, -1, 0, 1, 2, 3].map(
        (place): Point => [
          `histogram/eval_scores/${side}/0.5/${place + middle}`,
          step,
          10 - 2 * Math.abs(place),
        ],
      ),
    );
  await run.tell([['loss', 1, 0.7], ...at(0, 0)]);
  const page = await open(`/runs/${run.id}`);
  const spread = page.getByRole('region', { name: 'Spread of the scores' });
  await spread.getByText('They overlap by 100%.').waitFor();
  await run.tell([['loss', 20, 0.5], ...at(20, 3)]);
  // It comes by itself while the run is at work.
  await spread.getByText(/They overlap by 9%\./).waitFor();
  await spread.getByRole('img', { name: 'chosen, n = 46; rejected, n = 46' }).waitFor();
  await spread.getByText('Counts as a table').click();
  const row = spread.getByRole('row', { name: /^1.5 to 2 / });
  expect(await row.getByRole('cell').allTextContents()).toEqual(['10', '0']);
  await picture(page, 'spread');
  await spread.getByRole('combobox', { name: 'Evaluation' }).click();
  await page.getByRole('option', { name: 'Step 0' }).click();
  await page.waitForURL(/scores=0/);
  await spread.getByText('They overlap by 100%.').waitFor();
  await run.end();
  await page.getByText('succeeded').waitFor();
  await looksRight(page, 'run-spread');

  const ppo = await start('ppo', 'Rewards');
  await ppo.tell([
    ['reward', 1, 0],
    ['histogram/reward/0.5/-1', 1, 8],
    ['histogram/reward/0.5/0', 1, 8],
  ]);
  await ppo.tell([
    ['reward', 9, 1],
    ['histogram/reward/0.5/2', 9, 16],
  ]);
  await page.goto(`/p/${project.slug}/runs/${ppo.id}`);
  await spread.getByRole('img', { name: 'step 9, n = 16; step 1, n = 16' }).waitFor();
});

test('samples stand beside those before, with what changed marked, and those first that changed most', async () => {
  const run = await start('ppo', 'Samples');
  const sample = (step: number, ordinal: number, completion: string, reward: number) => ({
    step,
    ordinal,
    prompt: `Question ${ordinal}`,
    completion,
    reward,
  });
  await run.tellSamples([
    sample(0, 0, 'A queue holds jobs in order.', 0.2),
    sample(0, 1, 'A lease ends by itself.', 0.3),
    sample(10, 0, 'A queue holds jobs in line.', 0.4),
    sample(10, 1, 'A lease ends by itself.', 0.3),
    sample(20, 0, 'A queue holds jobs in line.', 0.4),
    sample(20, 1, 'Great question! A lease ends by itself, of course, of course.', 2.3),
  ]);
  const page = await open(`/runs/${run.id}`);
  const samples = page.getByRole('region', { name: 'Samples' });
  const rows = samples.getByRole('row');
  await samples.getByRole('columnheader', { name: 'Step 20' }).waitFor();
  const first = rows.nth(1);
  expect(await first.locator('del').allTextContents()).toEqual(['order']);
  expect(await first.locator('ins').allTextContents()).toEqual(['line']);
  await rows.nth(2).getByText('reward 2.30 · +2.00 · ').waitFor();
  await samples.getByRole('combobox', { name: 'Order' }).click();
  await page.getByRole('option', { name: 'Most changed first' }).click();
  await page.waitForURL(/order=change/);
  expect(await rows.nth(1).getByRole('rowheader').textContent()).toBe('Question 1');
  await samples.getByRole('combobox', { name: 'Beside it' }).click();
  await page.getByRole('option', { name: 'The one before' }).click();
  await samples.getByRole('columnheader', { name: 'Step 10' }).waitFor();
  expect(await rows.nth(2).locator('ins, del').count()).toBe(0);
  await picture(page, 'samples');
  await samples.getByRole('combobox', { name: 'Step' }).click();
  await page.getByRole('option', { name: 'Step 10' }).click();
  await samples.getByRole('columnheader', { name: 'Step 0' }).waitFor();
  await page.reload();
  await samples.getByRole('columnheader', { name: 'Step 0' }).waitFor();
  expect(await rows.nth(1).getByRole('rowheader').textContent()).toBe('Question 0');
  await run.end();
  await page.getByText('succeeded').waitFor();
  await looksRight(page, 'run-samples');
});
