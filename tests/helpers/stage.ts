import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { TestUser } from './app.ts';
import {
  findAccessibilityFaults,
  launchBrowser,
  openContext,
  startWeb,
  type WebApp,
  watchForFaults,
  widths,
} from './browser.ts';
import { type Desk, openDesk, sessionCookie } from './desk.ts';

/**
 * One web app and one browser for the tests of a file. What a test opened is closed after it, and nothing may have gone
 * wrong on any of its pages. To be called at the top of the file.
 */
export function useStage(start: () => Promise<WebApp> = startWeb) {
  let web: WebApp | undefined;
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];
  const faults: string[][] = [];
  /** Where every page stood, for whoever reads why a test failed. */
  const tellPages = async () => {
    for (const page of contexts.flatMap((context) => context.pages())) {
      const text = await page.locator('body').innerText({ timeout: 5_000 }).catch(String);
      console.error(`${page.url()}\n${text.replaceAll(/\n+/g, '\n').slice(0, 2_000)}\n`);
    }
  };

  beforeAll(async () => {
    web = await start();
    browser = await launchBrowser();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await tellPages();
    for (const context of contexts.splice(0)) await context.close();
    expect(faults.splice(0).flat()).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await web?.close();
  });

  const stage = {
    get web(): WebApp {
      if (web === undefined) throw new Error('the stage is set before the first test, not earlier');
      return web;
    },

    get browser(): Browser {
      if (browser === undefined) throw new Error('the stage is set before the first test, not earlier');
      return browser;
    },

    /** A browser of somebody's own. */
    async browserOf(person: TestUser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
      const cookie = sessionCookie(person);
      const context = await openContext(stage.browser, stage.web, { ...options, cookie });
      contexts.push(context);
      return context;
    },

    /** One more tab. */
    async openPage(context: BrowserContext, path: string): Promise<Page> {
      const page = await context.newPage();
      faults.push(watchForFaults(page));
      await page.goto(path);
      return page;
    },

    /** Somebody at a page, in a browser of their own. */
    async sitDown(person: TestUser, path: string, options: BrowserContextOptions = {}): Promise<Page> {
      return stage.openPage(await stage.browserOf(person, options), path);
    },

    /** A lead of a project at a page of it. */
    async lead(project: { id: string; slug: string }, path: string): Promise<Page> {
      const person = await stage.web.member(project, 'lead');
      return stage.sitDown(person, `/p/${project.slug}${path}`);
    },

    /** An annotator of a project of its own before a batch of pairs. */
    async desk(options: Parameters<typeof openDesk>[2]): Promise<Desk> {
      const desk = await openDesk(stage.web, stage.browser, options);
      contexts.push(desk.context);
      faults.push(desk.faults);
      return desk;
    },
  };
  return stage;
}

/**
 * Holds a page against WCAG 2.2 AA in both schemes and at both widths; only tables and code may scroll sideways.
 * For whoever works on it there are pictures: set PREFLOOP_PICTURES to a folder.
 */
export async function looksRight(page: Page, name: string): Promise<void> {
  const pictures = process.env.PREFLOOP_PICTURES;
  for (const [width, viewport] of Object.entries(widths)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
      // Scrolled, a page has something under its head, which axe takes for covered.
      await page.evaluate(() => window.scrollTo(0, 0));
      if (pictures) await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`) });
      const faults = await findAccessibilityFaults(page, colorScheme === 'light' ? 'all' : 'contrast');
      expect(faults, `${name}, ${width}, ${colorScheme}`).toEqual([]);
    }
    const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overhang, `${name}: sideways scroll at ${width}`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(widths.desk);
  await page.emulateMedia({ colorScheme: 'light' });
}
