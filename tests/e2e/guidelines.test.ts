import { join } from 'node:path';
import { seedDemo } from '@prefloop/cli/seed-demo';
import { schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findAccessibilityFaults, startWeb, widths } from '../helpers/browser.ts';
import {
  everythingSaved,
  type openDesk,
  press,
  readGuidelines,
  shownPair,
  storedRatings,
  writeGuidelines,
} from '../helpers/desk.ts';
import { useStage } from '../helpers/stage.ts';

const stage = useStage();

const example = `\`\`\`example
Prompt: How far is the moon?
Bad: The moon has fascinated people for thousands of years.
Good: About 384,000 km.
Why: Only one of them says what was asked for.
\`\`\``;

const first = `## What a good answer does

It answers what was asked, correctly and completely.

- short where the question is short
- polite

${example}

## When both are equal

Choose the tie.`;

const second = first
  .replace('correctly and completely', 'correctly, completely and without padding')
  .replace('Choose the tie.', 'Choose the tie.\n\nNever skip for length alone.');

async function desk(options: Partial<Parameters<typeof openDesk>[2]> = {}) {
  return stage.desk({ tasks: 6, guidelines: first, ...options });
}

/** The versions that the project's ratings are stored under, oldest rating first; null for none. */
async function versionsRated(projectId: string): Promise<(number | null)[]> {
  const guidelines = await stage.web.db.select().from(schema.guidelines);
  return (await storedRatings(stage.web.db, projectId)).map(
    ({ guidelineId }) => guidelines.find(({ id }) => id === guidelineId)?.version ?? null,
  );
}

/** The versions that anybody has acknowledged in a project. */
async function versionsRead(projectId: string): Promise<number[]> {
  const rows = await stage.web.db
    .select({ version: schema.guidelines.version })
    .from(schema.guidelineAcknowledgements)
    .innerJoin(schema.guidelines, eq(schema.guidelines.id, schema.guidelineAcknowledgements.guidelineId))
    .where(eq(schema.guidelines.projectId, projectId))
    .orderBy(schema.guidelines.version);
  return rows.map(({ version }) => version);
}

/** Pictures for whoever works on these pages: set PREFLOOP_PICTURES to a folder. */
async function picture(page: Page, name: string): Promise<void> {
  const target = process.env.PREFLOOP_PICTURES;
  if (target) await page.screenshot({ path: join(target, `guidelines-${name}.png`) });
}

describe('the guidelines before the first pair', () => {
  it('take one key by keyboard alone, once for the account, and nothing is rated before', async () => {
    const { page, project, person } = await desk();
    const gate = page.getByRole('region', { name: 'Read the guidelines first' });
    await gate.getByRole('heading', { name: 'What a good answer does' }).waitFor();
    await page.locator('[data-reading=ready]').waitFor();
    for (const key of ['1', '4', 'x', 's', 'z', 'c']) await page.keyboard.press(key);
    expect(await page.getByRole('region', { name: 'Your rating' }).count()).toBe(0);
    expect(await page.locator('[data-panel]').count()).toBe(0);
    expect(await storedRatings(stage.web.db, project.id)).toEqual([]);
    await readGuidelines(page);
    await shownPair(page);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Prompt');
    await press(page, '2');
    await everythingSaved(page);
    expect(await versionsRated(project.id)).toEqual([1]);
    await expect.poll(() => versionsRead(project.id)).toEqual([1]);

    await page.reload();
    await press(page, '3');
    const phone = await stage.sitDown(person, `/p/${project.slug}/rate`);
    await shownPair(phone);
  });

  it('do not stand anywhere where there are none', async () => {
    const { page, project } = await stage.desk({ tasks: 2 });
    await press(page, '1');
    await everythingSaved(page);
    expect(await versionsRated(project.id)).toEqual([null]);
  });

  it('are one key more in the first minute of the demo', async () => {
    const fresh = await startWeb();
    try {
      await seedDemo(fresh.databaseUrl);
      const admin = await fresh.user({ admin: true });
      const page = await stage.sitDown(admin, '/p/demo/rate', { baseURL: fresh.url });
      await page.getByRole('figure', { name: 'Example' }).waitFor();
      await page.locator('[data-reading=ready]').waitFor();
      await picture(page, 'demo');
      await readGuidelines(page);
      await press(page, '5');
      await everythingSaved(page);
      const [rating] = await fresh.db.select().from(schema.ratings);
      expect(rating).toMatchObject({ verdict: 'preference', guidelineId: expect.any(String) });
      await page.context().close();
    } finally {
      await fresh.close();
    }
  });

  it('can be read on with the arrow keys while the button has the focus', async () => {
    const long = Array.from({ length: 80 }, (_, n) => `Rule ${n + 1}: be right.`).join('\n\n');
    const { page } = await desk({ guidelines: long });
    await page.locator('[data-reading=ready]').waitFor();
    const gate = page.locator('[data-reading]');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => gate.evaluate((element) => element.scrollTop)).toBeGreaterThan(100);
    await page.getByRole('button', { name: 'I have read them' }).and(page.locator(':focus')).waitFor();
    await readGuidelines(page);
    await shownPair(page);
  });
});

describe('a change of the guidelines', () => {
  it('lets the pair in hand be finished, and shows what changed before the next one', async () => {
    const { page, project } = await desk();
    await readGuidelines(page);
    const inHand = await shownPair(page);
    // Long enough on the screen to have been begun.
    await page.waitForTimeout(5_500);
    await writeGuidelines(stage.web.db, project.id, second);
    // What the connection's return does: the next claim, and with it the news.
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.getByRole('button', { name: 'Guidelines, not read yet' }).waitFor();
    expect((await shownPair(page)).token).toBe(inHand.token);
    await page.keyboard.press('2');

    const gate = page.getByRole('region', { name: 'The guidelines have changed' });
    await gate.getByText('You last read version 1').waitFor();
    expect(await gate.locator('ins').allTextContents()).toEqual([
      'added',
      ', completely',
      'without padding',
      'Never skip for length alone.',
    ]);
    expect(await gate.locator('del').allTextContents()).toEqual(['removed', 'completely']);
    await gate.getByText('2 paragraphs unchanged').waitFor();
    await page.locator('[data-reading=ready]').waitFor();
    await page.keyboard.press('3');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowRight');
    await gate.getByRole('figure', { name: 'Example' }).waitFor();
    await page.keyboard.press('Tab');
    await readGuidelines(page);
    await press(page, '6');
    await everythingSaved(page);
    expect(await versionsRated(project.id)).toEqual([1, 2]);
    await expect.poll(() => versionsRead(project.id)).toEqual([1, 2]);
  });

  it('is told with the next rating, without anybody asking', async () => {
    const { page, project } = await desk({ tasks: 8 });
    await readGuidelines(page);
    await shownPair(page);
    await writeGuidelines(stage.web.db, project.id, second);
    // One pair was on screen. On a slow machine one more may be begun before the news is there.
    const gate = page.locator('[data-reading]');
    let rated = 0;
    for (; rated < 3 && (await gate.count()) === 0; rated += 1) {
      await page.keyboard.press('2');
      await page.waitForFunction(
        (n) =>
          document.querySelector('[data-reading]') !== null ||
          document.querySelector('strong')?.textContent === String(n),
        rated + 1,
      );
      await everythingSaved(page);
      await page.waitForTimeout(1_000);
    }
    expect(rated).toBeLessThanOrEqual(2);
    await readGuidelines(page);
    await press(page, '4');
    await everythingSaved(page);
    expect((await versionsRated(project.id)).at(-1)).toBe(2);
  });

  it('is acknowledged without a network, and delivered with the ratings made under it', async () => {
    const { page, context, project } = await desk();
    await page.locator('[data-reading=ready]').waitFor();
    await context.setOffline(true);
    await readGuidelines(page);
    await press(page, '1');
    await press(page, '7');
    await page.getByText('Offline · 2 kept here').waitFor();
    expect(await versionsRead(project.id)).toEqual([]);
    await writeGuidelines(stage.web.db, project.id, second);
    await context.setOffline(false);
    await everythingSaved(page);
    await expect.poll(() => versionsRead(project.id)).toEqual([1]);
    expect(await versionsRated(project.id)).toEqual([1, 1]);
    await readGuidelines(page);
    await press(page, '4');
    await everythingSaved(page);
    expect(await versionsRated(project.id)).toEqual([1, 1, 2]);
  });

  it('is kept over the end of the tab when it could not be delivered', async () => {
    const { page, context, project } = await desk();
    await context.route('**/rate/guidelines/acknowledged', (route) => route.abort());
    await readGuidelines(page);
    await shownPair(page);
    await page.reload();
    // The device knows, though the server does not.
    await shownPair(page);
    expect(await versionsRead(project.id)).toEqual([]);
    await context.unroute('**/rate/guidelines/acknowledged');
    await page.reload();
    await shownPair(page);
    await expect.poll(() => versionsRead(project.id)).toEqual([1]);
  });

  it('is acknowledged in one tab for the others', async () => {
    const { page, context, project } = await desk();
    const other = await context.newPage();
    await other.goto(`/p/${project.slug}/rate`);
    await other.locator('[data-reading=ready]').waitFor();
    await readGuidelines(page);
    await other.locator('[data-reading]').waitFor({ state: 'detached' });
    await press(other, '2');
    await everythingSaved(other);
    expect(await versionsRated(project.id)).toEqual([1]);
  });
});

describe('the page of the guidelines', () => {
  it('takes an example by keyboard, says what is wrong with it, and shows it as a pair of answers', async () => {
    const project = await stage.web.project();
    const page = await stage.lead(project, '/guidelines?edit=true');
    const field = page.getByRole('textbox', { name: 'Guidelines' });
    await field.fill('## Be right');
    await page.getByRole('button', { name: 'Insert example' }).press('Enter');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('\n\nMore to come.');
    await field.fill((await field.inputValue()).replace('Bad:', 'Worse:'));
    await page.getByRole('tab', { name: 'Preview' }).click();
    await page.getByRole('note').filter({ hasText: 'nothing under “Bad:”' }).waitFor();
    await page.getByRole('tab', { name: 'Write' }).click();
    await field.fill((await field.inputValue()).replace('Worse:', 'Bad:'));
    await page.getByRole('tab', { name: 'Preview' }).click();
    await page.getByRole('figure', { name: 'Example' }).getByText('Bad answer').waitFor();
    await page.getByRole('button', { name: 'Save as version 1' }).click();
    const card = page.getByRole('figure', { name: 'Example' });
    await card.getByText('About 384,000 km.').waitFor();
    await page.getByRole('paragraph').filter({ hasText: 'More to come.' }).waitFor();
  });

  it('shows what each version changed, and who has read the newest', async () => {
    const { page: annotator, project } = await desk();
    await stage.web.member(project, 'annotator');
    await readGuidelines(annotator);
    await expect.poll(() => versionsRead(project.id)).toEqual([1]);
    const page = await stage.lead(project, '/guidelines');
    await page.getByRole('tab', { name: 'Read by 1 of 2' }).click();
    await page.getByRole('row').filter({ hasText: 'Version 1' }).waitFor();
    await page.getByRole('row').filter({ hasText: 'nothing yet' }).waitFor();
    expect(await page.getByRole('tab', { name: 'Changes' }).count()).toBe(0);
    await writeGuidelines(stage.web.db, project.id, second);
    await writeGuidelines(stage.web.db, project.id, `${second}\n\nThe end.`);
    await page.reload();
    await page.getByRole('row').filter({ hasText: 'Version 1, not 3' }).waitFor();
    await page.getByRole('tab', { name: 'Read by 0 of 2' }).waitFor();
    await page.getByRole('tab', { name: 'Changes' }).click();
    await page.locator('ins', { hasText: 'The end.' }).waitFor();
    await page.getByRole('combobox', { name: 'Version' }).click();
    await page.getByRole('option', { name: /^Version 2,/ }).click();
    await page.locator('ins', { hasText: 'without padding' }).waitFor();
    expect(new URL(page.url()).search).toBe('?version=2&view=changes');

    // An annotator sees the changes too, and not who has read what.
    await annotator.goto(`/p/${project.slug}/guidelines?view=readers`);
    await annotator.getByRole('tab', { name: 'Changes' }).waitFor();
    expect(await annotator.getByRole('tab', { name: /^Read by/ }).count()).toBe(0);
  });
});

describe.each(['light', 'dark'] as const)('accessibility, %s', (colorScheme) => {
  async function check(page: Page, name: string): Promise<void> {
    for (const [width, viewport] of Object.entries(widths)) {
      await page.setViewportSize(viewport);
      const look = colorScheme === 'light' ? 'all' : 'contrast';
      expect(await findAccessibilityFaults(page, look), `${name}, ${width}`).toEqual([]);
      const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overhang, `sideways scroll: ${name}, ${width}`).toBeLessThanOrEqual(0);
      await picture(page, `${name}-${width}-${colorScheme}`);
    }
  }

  it('finds no fault on the rating screen', async () => {
    const { page, project } = await desk({ context: { colorScheme } });
    await page.locator('[data-reading=ready]').waitFor();
    await check(page, 'first');
    await readGuidelines(page);
    await shownPair(page);
    await page.keyboard.press('g');
    await page.getByRole('dialog').getByRole('figure', { name: 'Example' }).waitFor();
    await check(page, 'drawer');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await writeGuidelines(stage.web.db, project.id, second);
    await page.reload();
    await page.locator('[data-reading=ready]').waitFor();
    await check(page, 'changed');
  });

  it('finds no fault on the page of the guidelines', async () => {
    const project = await stage.web.project();
    await stage.web.member(project, 'annotator');
    await writeGuidelines(stage.web.db, project.id, first);
    await writeGuidelines(stage.web.db, project.id, `${second}\n\n\`\`\`example\nPrompt: none\n\`\`\``);
    const page = await stage.lead(project, '/guidelines');
    await page.emulateMedia({ colorScheme });
    await page.getByRole('figure', { name: 'Example' }).waitFor();
    await check(page, 'text');
    await page.getByRole('tab', { name: 'Changes' }).click();
    await page.locator('ins').first().waitFor();
    await check(page, 'changes');
    await page.getByRole('tab', { name: /^Read by/ }).click();
    await page.getByRole('row').nth(1).waitFor();
    await check(page, 'readers');
    await page.goto(`/p/${project.slug}/guidelines?edit=true`);
    await page.getByRole('button', { name: 'Insert example' }).waitFor();
    await check(page, 'editor');
    await page.getByRole('tab', { name: 'Preview' }).click();
    await page.getByRole('note').waitFor();
    await check(page, 'preview');
  });
});
