import { claimAnswer } from '@prefloop/contract';
import type { BrowserContext, Page } from 'playwright-core';
import { v7 } from 'uuid';
import { widths } from '../../helpers/browser.ts';
import { everythingSaved, press } from '../../helpers/desk.ts';
import type { OwnBrowser, ownBrowser } from '../../helpers/own-browser.ts';
import type { House, Seat } from './house.ts';

const keys = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** What the person saw themselves say: the screen had moved on. */
export type Given = { token: string; key: (typeof keys)[number] };

export type Sitting = Awaited<ReturnType<typeof sitDown>>;

/** Somebody who rates in a browser of their own, one key a pair, whatever happens around them. */
export async function sitDown(
  house: House,
  seat: Seat,
  browsers: Awaited<ReturnType<typeof ownBrowser>>,
  wanted: number,
) {
  const given: Given[] = [];
  let browser: OwnBrowser;
  let page: Page;
  const openPage = async () => {
    page = await browser.context.newPage();
    await page.setViewportSize(widths.desk);
    await page.goto(`${house.url}/p/${seat.project.slug}/rate`);
  };
  const startBrowser = async () => {
    browser = await browsers.start();
    await browser.context.addCookies([await seat.cookie()]);
    await openPage();
  };
  await startBrowser();

  return {
    house,
    seat,
    given,
    page: (): Page => page,
    context: (): BrowserContext => browser.context,
    openPage,
    async turnTo(other: Page) {
      page = other;
      await page.bringToFront();
    },
    async restartBrowser() {
      await browser.kill();
      await startBrowser();
    },

    async rate(count: number): Promise<void> {
      for (let n = 0; n < count && given.length < wanted; n += 1) {
        const key = keys[given.length % keys.length] ?? '4';
        const { token } = await press(page, key);
        given.push({ token, key });
      }
    },

    /** The other person takes what is free, and rates it at once. */
    async rateAsOther(): Promise<void> {
      const { name, value } = await seat.otherCookie();
      const headers = { cookie: `${name}=${value}`, 'content-type': 'application/json', origin: house.url };
      const rate = `${house.url}/v1/projects/${seat.project.slug}/rate`;
      const claimed = await fetch(`${rate}/claims`, { method: 'POST', headers, body: '{"hold":5}' });
      for (const { token } of claimAnswer.parse(await claimed.json()).tasks) {
        const body = JSON.stringify({ token, verdict: { verdict: 'tie' }, activeMs: 1 });
        const answer = await fetch(`${rate}/ratings/${v7()}`, { method: 'PUT', headers, body });
        if (!answer.ok) throw new Error(await answer.text());
      }
    },

    /** Until the server has all, from every tab that is open. */
    async leave(): Promise<void> {
      await everythingSaved(page);
      await browser.kill();
    },
  };
}
