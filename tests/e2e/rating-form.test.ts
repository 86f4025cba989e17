import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findAccessibilityFaults, widths } from '../helpers/browser.ts';
import { everythingSaved, press, shownPair, storedRatings } from '../helpers/desk.ts';
import { useStage } from '../helpers/stage.ts';

const stage = useStage();

/** Tab, until what is wanted has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let n = 0; n < 80; n += 1) {
    await page.keyboard.press('Tab');
    const label = await page.evaluate(() => {
      const element = document.activeElement;
      const words = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
      return element?.getAttribute('aria-label') ?? words ?? element?.textContent ?? '';
    });
    if (name.test(label)) return;
  }
  throw new Error(`nothing named ${name} takes the focus`);
}

it('is composed by keyboard alone, tried out in the preview, and rated with from the next pair on', async () => {
  const { page, project } = await stage.desk({ tasks: 8 });
  await shownPair(page);

  const form = await stage.lead(project, '/settings');
  await form.getByRole('link', { name: 'Open the rating form' }).press('Enter');
  await form.getByRole('heading', { name: 'Rating form', level: 1 }).waitFor();
  await form.getByText('0 ratings made with it').waitFor();
  await form.getByRole('button', { name: 'Change', exact: true }).press('Enter');
  await form.getByRole('heading', { name: 'Change the rating form' }).waitFor();
  await tabTo(form, /^7$/);
  for (let n = 0; n < 3; n += 1) await form.keyboard.press('ArrowLeft');
  await form.getByText('A or B. The quickest, and the least said.').waitFor();
  await tabTo(form, /^Both good/);
  await form.keyboard.press('Space');
  await tabTo(form, /^A further reason$/);
  await form.keyboard.type('Needs a doctor');
  await form.keyboard.press('Enter');
  await form.getByRole('textbox', { name: 'Reason 7', exact: true }).waitFor();
  await tabTo(form, /^both bad$/);
  await form.keyboard.press('Space');

  // The preview is the foot of the rating screen, and asks as that will ask.
  const preview = form.getByRole('region', { name: 'Preview' });
  const scale = preview.getByRole('radiogroup', { name: 'Which answer is better?' });
  expect(await scale.getByRole('radio').count()).toBe(5);
  await preview.getByRole('radio', { name: 'Both are bad' }).press('Enter');
  await preview.getByText('“Both bad” needs a comment').waitFor();
  await form.keyboard.type('Neither answers.');
  await form.keyboard.press('Control+Enter');
  await preview.getByText('this would be rated “Both bad”').waitFor();
  await form.getByRole('button', { name: 'Save as version 2' }).press('Enter');
  await form
    .getByText(/^Version 2, /)
    .first()
    .waitFor();

  // The pairs that the annotator holds came with the first form; it stays as it is under their fingers.
  for (const key of ['7', '4', 'x']) await press(page, key);
  await page.reload();
  await shownPair(page);
  const bar = page.getByRole('radiogroup', { name: 'Which answer is better?' });
  expect(await bar.getByRole('radio').count()).toBe(5);
  await press(page, '2');
  await press(page, 'v');
  const bothBad = await shownPair(page);
  await page.keyboard.press('x');
  await page.getByText('“Both bad” needs a comment').waitFor();
  await page.keyboard.press('Control+Enter');
  expect(await page.locator('[data-panel=comment]').count()).toBe(1);
  await page.keyboard.type('Both invent a source.');
  await page.keyboard.press('Control+Enter');
  await shownPair(page, bothBad.token);
  await page.keyboard.press('s');
  await page.getByText('Needs a doctor').waitFor();
  await page.keyboard.press('7');
  // The menu goes once the skip is on disk; before that, nothing waits to be saved.
  await page.locator('[data-panel=skip]').waitFor({ state: 'detached' });
  await everythingSaved(page);

  const stored = await storedRatings(stage.web.db, project.id);
  expect(stored.map((rating) => [rating.verdict, rating.screenStrength, rating.scale])).toEqual([
    ['preference', 3, 7],
    ['tie', null, null],
    ['both_bad', null, null],
    ['preference', 1, 2],
    ['both_good', null, null],
    ['both_bad', null, null],
    ['skip', null, null],
  ]);
  expect(stored[5]?.comment).toBe('Both invent a source.');
  expect(stored[6]?.skipReason).toBe('needs-a-doctor');
  expect(new Set(stored.map(({ formId }) => formId)).size).toBe(2);
  // An earlier rating is told in the words of its own form.
  await page.goto(`/p/${project.slug}/rate/history`);
  for (const words of ['B is much better', 'B is better', 'Skipped: Needs a doctor']) {
    await page.getByRole('link', { name: words, exact: true }).waitFor();
  }
});

it('keeps flags with the rating, over a reload and an edit', async () => {
  const { page, project } = await stage.desk({ tasks: 3 });
  await shownPair(page);
  await page.keyboard.press('f');
  const panel = page.locator('[data-panel=flag]');
  await panel.getByRole('button', { name: /Harmful/, pressed: false }).waitFor();
  await page.keyboard.press('1');
  await page.keyboard.press('3');
  await panel.getByRole('button', { name: /Broken/, pressed: true }).waitFor();
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await page.reload();
  await shownPair(page);
  await page.keyboard.press('f');
  await panel.getByRole('button', { name: /Harmful/, pressed: true }).waitFor();
  await page.keyboard.press('3');
  await page.keyboard.press('Escape');
  await press(page, '1');
  await everythingSaved(page);
  expect((await storedRatings(stage.web.db, project.id)).map(({ flags }) => flags)).toEqual([['harmful']]);

  await page.keyboard.press('z');
  await page.getByText('You rated this').waitFor();
  await page.keyboard.press('f');
  await panel.getByRole('button', { name: /Harmful/, pressed: true }).waitFor();
  await page.keyboard.press('1');
  await page.keyboard.press('2');
  await page.keyboard.press('Escape');
  await press(page, '7');
  await everythingSaved(page);
  expect(
    (await storedRatings(stage.web.db, project.id)).map(({ flags, revision }) => [flags, revision]),
  ).toEqual([[['personal-data'], 2]]);
  const batch = await stage.lead(project, '/batches');
  await batch.getByRole('table').getByRole('link').first().click();
  await batch.getByText('Flagged by people: personal data 1.').waitFor();
});

it('is saved over somebody else’s version only on purpose', async () => {
  const project = await stage.web.project();
  const first = await stage.lead(project, '/form?edit=true');
  const second = await stage.lead(project, '/form?edit=true');
  for (const page of [first, second]) await page.getByRole('checkbox', { name: /^Broken/ }).click();
  await second.getByRole('checkbox', { name: /^Off topic/ }).click();
  await first.getByRole('button', { name: 'Save as version 2' }).click();
  await first
    .getByText(/^Version 2, /)
    .first()
    .waitFor();
  await second.getByRole('button', { name: 'Save as version 2' }).click();
  await second.getByText('Somebody saved another version meanwhile').waitFor();
  await second.getByRole('button', { name: 'Save mine on top' }).click();
  await second
    .getByText(/^Version 3, /)
    .first()
    .waitFor();
  expect(await second.getByRole('heading', { name: 'Flags' }).locator('../..').innerText()).toContain(
    'Harmful, Personal data',
  );
});

it.each(['light', 'dark'] as const)('has no accessibility fault at either width, %s', async (scheme) => {
  const project = await stage.web.project();
  const page = await stage.lead(project, '/form');
  await page.emulateMedia({ colorScheme: scheme });
  for (const size of [widths.desk, widths.phone]) {
    await page.setViewportSize(size);
    for (const [path, heading] of [
      ['/form', 'Rating form'],
      ['/form?edit=true', 'Change the rating form'],
    ] as const) {
      await page.goto(`/p/${project.slug}${path}`);
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
      await page.getByRole('radiogroup', { name: 'Which answer is better?' }).waitFor();
      expect(await findAccessibilityFaults(page, scheme === 'light' ? 'all' : 'contrast')).toEqual([]);
      const { scroll, width } = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        width: document.documentElement.clientWidth,
      }));
      expect(scroll).toBeLessThanOrEqual(width);
    }
  }
});
