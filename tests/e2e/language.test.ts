import { schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openContext, widths } from '../helpers/browser.ts';
import { everythingSaved, press, readGuidelines, shownPair } from '../helpers/desk.ts';
import { englishInSight } from '../helpers/english-in-sight.ts';
import { addGolds } from '../helpers/golds.ts';
import { setQualification } from '../helpers/qualification.ts';
import { answerQuestion, interlude, readOn } from '../helpers/qualifying.ts';
import { addBatch } from '../helpers/rating.ts';
import { looksRight, useStage } from '../helpers/stage.ts';

const stage = useStage();

/** Turns the account to German by keyboard, as whoever reads English finds it. */
async function chooseGerman(page: Page): Promise<void> {
  await page.goto('/account');
  await page.getByRole('radiogroup', { name: 'Language' }).waitFor();
  await page.getByRole('radio', { name: 'English' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('heading', { name: 'Eigenes Konto' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
}

const german = async (page: Page, where: string) => {
  expect({ where, english: await englishInSight(page) }).toEqual({ where, english: [] });
};

describe('an annotator who speaks German', () => {
  it('chooses it once, by keyboard, and everything in sight is German, there and on every other device', async () => {
    const { page, project, person } = await stage.desk({ tasks: 4, guidelines: 'Kurz und richtig gewinnt.' });
    await chooseGerman(page);
    await german(page, 'account');
    await looksRight(page, 'german-account');

    await page.goto(`/p/${project.slug}/rate`);
    await page.getByRole('region', { name: 'Zuerst die Richtlinien lesen' }).waitFor();
    await german(page, 'guidelines');
    await readGuidelines(page);
    await shownPair(page);
    await german(page, 'pair');
    await looksRight(page, 'german-pair');

    for (const [key, where] of [
      ['s', 'reasons to skip'],
      ['f', 'flags'],
      ['c', 'comment'],
      ['?', 'keys'],
      ['g', 'guidelines over the pair'],
    ] as const) {
      await page.keyboard.press(key);
      await page.locator('[data-panel], [role=dialog]').first().waitFor();
      if (key === 'g') await page.getByText('Kurz und richtig gewinnt.').waitFor();
      await german(page, where);
      if (key === '?') await looksRight(page, 'german-keys');
      await page.keyboard.press('Escape');
      await page.locator('[data-panel], [role=dialog]').first().waitFor({ state: 'detached' });
    }
    await page.keyboard.press('d');
    await page
      .getByText(/^Markiert: |zu wenig gemeinsam/)
      .first()
      .waitFor();
    await german(page, 'differences');
    await page.keyboard.press('d');

    await press(page, '1');
    await page
      .getByRole('status')
      .filter({ hasText: 'Bewertet: A ist viel besser. Nächste Aufgabe.' })
      .waitFor();
    await shownPair(page);
    await page.keyboard.press('z');
    await page.getByText('Bisherige Bewertung: A ist viel besser.').waitFor();
    await german(page, 'pair rated before');
    await page.keyboard.press('y');
    await press(page, '4');
    await press(page, 'x');
    await shownPair(page);
    await page.keyboard.press('s');
    await page.locator('[data-panel=skip]').waitFor();
    await page.keyboard.press('1');
    // The pair that was skipped is still open, for others.
    await page.getByRole('heading', { name: 'Hier ist nichts mehr zu tun' }).waitFor();
    await page.getByText('Der Rest ist für andere.').waitFor();
    await everythingSaved(page);
    await german(page, 'rest');
    await looksRight(page, 'german-rest');

    await page.getByRole('link', { name: 'Eigene Bewertungen' }).press('Enter');
    await page.getByRole('row').nth(4).waitFor();
    await page.getByText('Übersprungen: Kann ich nicht beurteilen').waitFor();
    await german(page, 'history');
    await looksRight(page, 'german-history');
    await page.getByRole('link', { name: 'A ist viel besser' }).press('Enter');
    await page.getByRole('link', { name: 'Alle eigenen Bewertungen' }).waitFor();
    await german(page, 'one rating');

    await page.getByRole('button', { name: /Konto und Abmelden$/ }).press('Enter');
    await page.getByRole('menuitem', { name: 'Abmelden' }).waitFor();
    await german(page, 'menu');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Seiten und Aktionen suchen' }).fill('bewer');
    await page.locator('[data-selected]').getByText('Bewerten', { exact: true }).waitFor();
    await german(page, 'palette');
    await page.keyboard.press('Escape');
    await page.goto(`/p/${project.slug}/guidelines`);
    await page.getByText('Kurz und richtig gewinnt.').waitFor();
    await german(page, 'page of guidelines');
    await page.goto('/projects');
    await page.getByRole('row').nth(1).waitFor();
    await german(page, 'projects');

    // Elsewhere it stands there from the first word on.
    const other = await stage.browserOf(person);
    await other.addInitScript(() => {
      const seen = new Set<string>();
      Object.assign(window, { seen });
      new MutationObserver(() => {
        for (const entry of document.querySelectorAll('nav a, h1, h2')) seen.add(entry.textContent ?? '');
      }).observe(document, { childList: true, subtree: true, characterData: true });
    });
    const second = await stage.openPage(other, `/p/${project.slug}`);
    await second.getByRole('heading', { name: 'Hier werden Antworten verglichen' }).waitFor();
    await german(second, 'beginning');
    const words = await second.evaluate(() => [...Reflect.get(window, 'seen')]);
    expect(words).toContain('Bewerten');
    expect(words).not.toContain('Rate');
    await second.reload();
    await second.getByRole('heading', { name: 'Hier werden Antworten verglichen' }).waitFor();
  });

  it('changes the language in the middle of a pair, and keeps what is on the screen', async () => {
    const { page } = await stage.desk({ tasks: 2 });
    const pair = await shownPair(page);
    await page.keyboard.press('c');
    await page.getByRole('textbox', { name: 'Comment on this task' }).fill('Halb geschrieben');
    await page.getByRole('button', { name: /account and sign out$/ }).click();
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
    const comment = page.getByRole('textbox', { name: 'Kommentar zu dieser Aufgabe' });
    await comment.waitFor();
    expect(await comment.inputValue()).toBe('Halb geschrieben');
    expect(await page.locator('[data-token][data-shown]').getAttribute('data-token')).toBe(pair.token);
    await comment.focus();
    await page.keyboard.press('Control+Enter');
    await page.getByTitle('Kommentar (einer ist da)').waitFor();
  });

  it('reads in German what keeps them from rating, with the words of the lead as written', async () => {
    const { page, person, project } = await stage.desk({ tasks: 1 });
    await shownPair(page);
    await person.patch('/v1/me', { language: 'de' });
    await stage.web.db
      .update(schema.annotators)
      .set({ pausedAt: new Date(), pausedReason: 'Please call me.' })
      .where(eq(schema.annotators.projectId, project.id));
    await page.reload();
    await page.getByRole('heading', { name: 'Angehalten' }).waitFor();
    await page.getByText('Der Lead hat das Bewerten angehalten: Please call me.').waitFor();
  });

  it('passes a qualification that speaks German', async () => {
    const lead = await stage.web.user();
    const project = await stage.web.project({ lead });
    const person = await stage.web.member(project, 'annotator');
    await person.patch('/v1/me', { language: 'de' });
    const batch = await addBatch(stage.web.db, project.id, { tasks: 2 });
    await addGolds(stage.web, { project, lead }, batch, 2);
    await setQualification(`/v1/projects/${project.slug}`, lead, { questions: 2, passMark: 1 });

    const page = await stage.sitDown(person, `/p/${project.slug}`);
    await page.getByText('Vor dem ersten Paar steht eine Qualifikation').waitFor();
    await page.getByRole('link', { name: 'Bewerten', exact: true }).first().press('Enter');
    expect(await interlude(page)).toBe('to-begin');
    await german(page, 'before the qualification');
    await page.keyboard.press('Enter');
    await shownPair(page);
    await german(page, 'question');
    await answerQuestion(page, ({ left }) => (left.startsWith('Good') ? '2' : '6'));
    await german(page, 'right answer');
    await readOn(page);
    await answerQuestion(page, ({ left }) => (left.startsWith('Good') ? '6' : '2'));
    await german(page, 'wrong answer');
    await looksRight(page, 'german-explained');
    await page.keyboard.press('Enter');
    expect(await interlude(page)).toBe('passed');
    await german(page, 'passed');
  });
});

it('before the sign-in the browser is asked, and a choice there stays on the device', async () => {
  // Without an admin the page says something else.
  await stage.web.user({ admin: true });
  const context = await openContext(stage.browser, stage.web, { locale: 'de-DE' });
  const page = await stage.openPage(context, '/login');
  await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
  await german(page, 'sign-in');
  await looksRight(page, 'german-sign-in');
  await page.getByRole('textbox', { name: 'E-Mail' }).fill('ada@example.org');
  await page.getByRole('textbox', { name: 'Passwort' }).fill('not the right one');
  await page.keyboard.press('Enter');
  await page.getByText('E-Mail-Adresse oder Passwort ist falsch.').waitFor();
  await german(page, 'refused sign-in');
  await page.goto('/invite#gone');
  await page.getByRole('heading', { name: 'Dieser Link funktioniert nicht' }).waitFor();
  await german(page, 'broken link');

  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'This link does not work' }).waitFor();
  await page.goto('/login');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await context.close();
});

it('pages that only leads see stay English as a whole, and say so to readers', async () => {
  const project = await stage.web.project();
  const lead = await stage.web.member(project, 'lead');
  await lead.patch('/v1/me', { language: 'de' });
  const page = await stage.sitDown(lead, `/p/${project.slug}/people`);
  const main = page.getByRole('main');
  await main.getByRole('heading', { name: 'People' }).waitFor();
  expect(await main.getAttribute('lang')).toBe('en');
  await page.getByRole('link', { name: 'Bewerten' }).click();
  await main.getByRole('heading', { name: 'Noch nichts zu bewerten' }).waitFor();
  expect(await main.getAttribute('lang')).toBeNull();
});

it('from right to left everything turns but the sides: A stays left of B', async () => {
  const { page } = await stage.desk({ tasks: 2 });
  await shownPair(page);
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
  const leftOf = async (what: Locator) => (await what.boundingBox())?.x ?? Number.NaN;
  const shown = page.locator('[data-token][data-shown]');
  expect(await leftOf(shown.locator('[data-side=A]'))).toBeLessThan(
    await leftOf(shown.locator('[data-side=B]')),
  );
  for (const viewport of Object.values(widths)) {
    await page.setViewportSize(viewport);
    const first = await page.getByRole('radio', { name: 'A is much better' }).boundingBox();
    const last = await page.getByRole('radio', { name: 'B is much better' }).boundingBox();
    expect(first?.x).toBeLessThan(last?.x ?? 0);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
  }
  await looksRight(page, 'right-to-left-pair');
  await page.setViewportSize(widths.desk);
  // The rail stands at the right now.
  expect(await leftOf(page.getByRole('navigation', { name: /^Pages of/ }))).toBeGreaterThan(
    widths.desk.width / 2,
  );
  await page.getByRole('link', { name: 'My ratings' }).press('Enter');
  await page.getByRole('heading', { name: 'No ratings yet' }).waitFor();
  await looksRight(page, 'right-to-left-history');
  await page.getByRole('link', { name: 'Guidelines' }).press('Enter');
  await page.getByRole('heading', { name: 'Guidelines', level: 1 }).waitFor();
  await looksRight(page, 'right-to-left-guidelines');
});
