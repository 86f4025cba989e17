import { schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { everythingSaved, press, regionsForReaders, shownPair, shownTask } from '../helpers/desk.ts';
import { addBatch } from '../helpers/rating.ts';
import { looksRight, useStage } from '../helpers/stage.ts';

const stage = useStage();

const sensitive = {
  texts: (n: number) => ({
    prompt: `Question ${n}`,
    responses: [`First answer ${n}`, `Second answer ${n}`],
    tags: ['sensitive'],
  }),
};
const cover = (page: Page) => page.getByRole('region', { name: 'A sensitive topic' });

it('covers what is sensitive until its reader wants it, and rates nothing meanwhile', async () => {
  const { page, project } = await stage.desk({ tasks: 2, ...sensitive });
  await cover(page).waitFor();
  await looksRight(page, 'covered');
  // Neither eyes nor readers get at it, and no key rates it.
  expect(
    await page.locator('[data-shown] [data-covered]').evaluate((task) => getComputedStyle(task).filter),
  ).toBe('blur(16px)');
  expect(await regionsForReaders(page)).not.toContain('Response A');
  expect(await page.getByRole('radio').count()).toBe(0);
  await page.keyboard.press('1');
  await page.keyboard.press('x');
  await cover(page).waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Show it');
  await page.keyboard.press('Enter');
  await cover(page).waitFor({ state: 'detached' });
  expect(await regionsForReaders(page)).toContain('Response A');
  await press(page, '2');
  // The next one is covered from its first moment.
  await cover(page).waitFor();
  await shownTask(page);
  await page.keyboard.press('s');
  await page.getByRole('region', { name: 'Why skip this task?' }).waitFor();
  await page.keyboard.press('4');
  await page.locator('[data-rest]').waitFor();
  await everythingSaved(page);
  // Seen before, it is not covered again.
  await page.keyboard.press('z');
  await page.getByText('You rated this: Skipped').waitFor();
  expect(await cover(page).count()).toBe(0);
  await page.keyboard.press('z');
  await page.getByText('You rated this: A is better').waitFor();
  expect(await cover(page).count()).toBe(0);
  const ratings = await stage.web.db
    .select()
    .from(schema.ratings)
    .where(eq(schema.ratings.projectId, project.id));
  expect(ratings.map(({ verdict, skipReason }) => [verdict, skipReason]).toSorted()).toEqual([
    ['preference', null],
    ['skip', 'harmful'],
  ]);
});

it('is left to others with one key, before and after it was read, and can be taken again', async () => {
  const { page, project } = await stage.desk({ tasks: 3, ...sensitive });
  await addBatch(stage.web.db, project.id, {
    tasks: 1,
    priority: -1,
    texts: () => ({ prompt: 'Something else', responses: ['One answer', 'Another answer'] }),
  });
  await cover(page).waitFor();
  await page.keyboard.press('q');
  await cover(page).waitFor({ state: 'detached' });
  expect((await press(page, '4')).prompt).toBe('Something else');
  const again = page.getByRole('button', { name: 'Take them again' });
  await again.waitFor();
  await looksRight(page, 'left');
  await again.click();
  await cover(page).waitFor();
  await page.keyboard.press('Enter');
  await shownPair(page);
  await page.getByRole('button', { name: 'Leave this topic' }).click();
  await again.waitFor();
  await everythingSaved(page);
  const leases = await stage.web.db
    .select({ state: schema.leases.state })
    .from(schema.leases)
    .innerJoin(schema.batches, eq(schema.batches.id, schema.leases.batchId))
    .where(eq(schema.batches.projectId, project.id));
  expect(leases.map(({ state }) => state).toSorted()).toEqual(['rated', 'released', 'released', 'released']);
});
