import { schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import type { TestUser } from '../helpers/app.ts';
import { shownPair } from '../helpers/desk.ts';
import { addBatch, type TestBatch } from '../helpers/rating.ts';
import { looksRight, useStage } from '../helpers/stage.ts';

const stage = useStage();
let lead: TestUser;
let uma: TestUser;
let vic: TestUser;
let project: { id: string; slug: string };
let batch: TestBatch;

beforeEach(async () => {
  lead = await stage.web.user({ name: 'Ada Lead' });
  project = await stage.web.project({ lead });
  uma = await member('Uma Reader');
  vic = await member('Vic Reader');
  const composition = { pairing: { kind: 'all' }, filter: {}, seed: 0 };
  batch = await addBatch(stage.web.db, project.id, { tasks: 6, overlap: 2, name: 'Law texts', composition });
});

async function member(name: string): Promise<TestUser> {
  const person = await stage.web.user({ name });
  const { db } = stage.web;
  await db.insert(schema.memberships).values({ projectId: project.id, userId: person.id, role: 'annotator' });
  return person;
}

async function audience() {
  const [row] = await stage.web.db
    .select({ userIds: schema.batches.userIds, skills: schema.batches.skills })
    .from(schema.batches)
    .where(eq(schema.batches.id, batch.id));
  return row;
}

it('people are assigned by drag, and by a menu with the keyboard alone', async () => {
  const page = await stage.sitDown(lead, `/p/${project.slug}/batches`);
  const target = page.getByRole('region', { name: 'Whom Law texts is for' });
  await target.getByText('Everybody').waitFor();
  await page.getByRole('region', { name: 'People to assign' }).getByText('Uma Reader').dragTo(target);
  await target.getByText('Uma Reader').waitFor();
  expect(await audience()).toMatchObject({ userIds: [uma.id] });

  await target.getByRole('button', { name: 'Assign people to Law texts' }).focus();
  await page.keyboard.press('Enter');
  const item = (name: string) => page.getByRole('menuitemcheckbox', { name: new RegExp(`^${name}`) });
  await item('Vic Reader').waitFor();
  await looksRight(page, 'assign');
  for (const wanted of ['Vic Reader', 'Uma Reader']) {
    const focused = async () => item(wanted).evaluate((element) => element === document.activeElement);
    while (!(await focused())) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      ([name, on]) =>
        [...document.querySelectorAll('[role=menuitemcheckbox]')].some(
          (each) => each.textContent?.startsWith(name) && each.getAttribute('aria-checked') === on,
        ),
      [wanted, wanted === 'Vic Reader' ? 'true' : 'false'] as const,
    );
  }
  await page.keyboard.press('Escape');
  await target.getByText('Vic Reader', { exact: true }).waitFor();
  expect(await audience()).toMatchObject({ userIds: [vic.id] });

  const rating = await stage.sitDown(vic, `/p/${project.slug}/rate`);
  await shownPair(rating);
  const other = await stage.sitDown(uma, `/p/${project.slug}/rate`);
  await other.getByRole('heading', { name: 'Nothing open for you' }).waitFor();
  await other.getByText('6 tasks are open, but for other people').waitFor();
  await looksRight(other, 'for-others');
});

it('a batch that asks for a skill finds whoever has it, and a day ends where the lead says', async () => {
  const page = await stage.sitDown(lead, `/p/${project.slug}/batches/${batch.id}`);
  await page.getByRole('button', { name: 'Change who rates it' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Who have these skills').fill('Law');
  await page.keyboard.press('Enter');
  await looksRight(page, 'service');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('with law · overlap 2').waitFor();
  expect(await audience()).toEqual({ userIds: null, skills: ['law'] });

  await page.goto(`/p/${project.slug}/people`);
  await page.getByRole('button', { name: 'What Uma Reader rates' }).click();
  await dialog.getByLabel('Skills').fill('LAW');
  await page.keyboard.press('Enter');
  await dialog.getByRole('textbox', { name: 'Tasks a day, at most' }).fill('1');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('law, 1 a day').waitFor();
  await looksRight(page, 'members');

  const rating = await stage.sitDown(uma, `/p/${project.slug}/rate`);
  await shownPair(rating);
  await rating.keyboard.press('2');
  await rating.getByRole('heading', { name: 'Enough for today' }).waitFor();
  const other = await stage.sitDown(vic, `/p/${project.slug}/rate`);
  await other.getByRole('heading', { name: 'Nothing open for you' }).waitFor();
});
