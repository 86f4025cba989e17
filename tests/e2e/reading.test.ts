import type { Message } from '@prefloop/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { widths } from '../helpers/browser.ts';
import { everythingSaved, press, shownPair, storedRatings } from '../helpers/desk.ts';
import { type ImageServer, startImageServer } from '../helpers/image-server.ts';
import { looksRight, useStage } from '../helpers/stage.ts';

const stage = useStage();
const shown = (page: Page) => page.locator('[data-token][data-shown]');
const sideOf = (page: Page, side: 'A' | 'B') => shown(page).locator(`[data-side=${side}]`);
const paragraphs = (count: number, word: string) =>
  Array.from({ length: count }, (_, n) => `${word} ${n}. ${'It goes on for a while. '.repeat(8)}`).join(
    '\n\n',
  );

describe('a conversation', () => {
  const earlier: Message[] = [
    { role: 'system', content: 'Answer as a patient teacher.' },
    { role: 'user', content: 'What is a heap?' },
    { role: 'assistant', content: `It starts here.\n\n${paragraphs(20, 'Heap')}\n\nIt ends here.` },
  ];

  it('unfolds its earlier turns by key, on the next pair and after a reload too', async () => {
    const { page } = await stage.desk({
      tasks: 3,
      texts: (n) => ({ prompt: `And a heap sort? (${n})`, responses: [`A ${n}`, `B ${n}`], earlier }),
    });
    await shownPair(page);
    const prompt = shown(page).getByRole('region', { name: 'Prompt' });
    const system = prompt.getByRole('heading', { name: 'System message' });
    expect(await system.count()).toBe(0);
    await page.keyboard.press('o');
    await system.waitFor();
    expect(await prompt.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual([
      'System message',
      'User',
      'Assistant',
      'User',
    ]);
    // What is asked stays in sight.
    await expect
      .poll(() =>
        prompt.evaluate((element) => {
          const last = element.querySelector('[data-turn]')?.getBoundingClientRect();
          return (last?.bottom ?? 0) <= element.getBoundingClientRect().bottom;
        }),
      )
      .toBe(true);
    await looksRight(page, 'conversation');

    const more = prompt.getByRole('button', { name: /^\d+ more lines$/ });
    expect(Number.parseInt(await more.innerText(), 10)).toBeGreaterThan(20);
    await more.click();
    await prompt.getByRole('button', { name: 'Fold this turn' }).waitFor();
    expect(await prompt.locator('[data-folded]').count()).toBe(0);

    await press(page, '2');
    await shownPair(page);
    await system.waitFor();
    await page.reload();
    await press(page, '3');
    await shownPair(page);
    await system.waitFor();
    await prompt.getByRole('button', { name: 'Hide 3 earlier turns' }).click();
    await system.waitFor({ state: 'detached' });
    await press(page, '4');
    await everythingSaved(page);
  });
});

describe('two answers side by side', () => {
  const texts = (n: number) => ({
    prompt: `Question ${n}`,
    responses: [paragraphs(40, 'First'), paragraphs(80, 'Second')] satisfies [string, string],
  });
  const progress = (page: Page, side: 'A' | 'B') =>
    sideOf(page, side).evaluate(({ scrollTop, scrollHeight, clientHeight }) =>
      Math.round((100 * scrollTop) / (scrollHeight - clientHeight)),
    );
  const wheelOver = async (page: Page, side: 'A' | 'B', by: number) => {
    await sideOf(page, side).hover();
    await page.mouse.wheel(0, by);
  };

  it('scroll in step, and each by itself once L is pressed, which a reload remembers', async () => {
    const { page } = await stage.desk({ tasks: 3, texts });
    await shownPair(page);
    await wheelOver(page, 'A', 1_500);
    await expect.poll(() => progress(page, 'A')).toBeGreaterThan(10);
    await expect.poll(async () => (await progress(page, 'B')) - (await progress(page, 'A'))).toBe(0);
    await wheelOver(page, 'B', -100_000);
    await expect.poll(() => progress(page, 'A')).toBe(0);

    await page.keyboard.press('l');
    await page.getByRole('button', { name: /^Scroll together/, pressed: false }).waitFor();
    await wheelOver(page, 'B', 2_000);
    await expect.poll(() => progress(page, 'B')).toBeGreaterThan(10);
    expect(await progress(page, 'A')).toBe(0);
    await page.reload();
    await shownPair(page);
    await page.getByRole('button', { name: /^Scroll together/, pressed: false }).click();
    await page.getByRole('button', { name: /^Scroll together/, pressed: true }).waitFor();
    await press(page, '1');
  });

  it('scroll by the keys of the page from the prompt, and by Tab from each answer', async () => {
    const { page } = await stage.desk({ tasks: 3, texts });
    await shownPair(page);
    await page.keyboard.press('End');
    await expect.poll(() => progress(page, 'A')).toBe(100);
    expect(await progress(page, 'B')).toBe(100);
    await page.keyboard.press('Home');
    await expect.poll(() => progress(page, 'B')).toBe(0);
    await page.keyboard.press('Space');
    await expect.poll(() => progress(page, 'A')).toBeGreaterThan(0);
    expect(await sideOf(page, 'A').getAttribute('tabindex')).toBe('0');
    // The next pair starts at its top.
    await press(page, '6');
    await shownPair(page);
    expect(await progress(page, 'A')).toBe(0);
  });
});

describe('what both answers share', () => {
  it('is one line on both sides where it is long, opens by key and by pointer, and rating goes on', async () => {
    const start = paragraphs(12, 'Shared');
    const { page } = await stage.desk({
      tasks: 2,
      texts: (n) => ({
        prompt: `Question ${n}`,
        responses: [`${start}\n\nOnly A ${n}.\n\n${start}`, `${start}\n\nOnly B ${n}.\n\n${start}`],
      }),
    });
    await page.locator('[data-accepting]').waitFor();
    const marks = shown(page).getByRole('button', { name: /^The same first 12 paragraphs in both/ });
    await expect.poll(() => marks.count()).toBe(2);
    const tops = await marks.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
    expect(tops[0]).toBe(tops[1]);
    expect(await shown(page).getByText('Shared 3.').count()).toBe(0);
    await looksRight(page, 'shared');
    await page.keyboard.press('u');
    // At the start and at the end, on both sides.
    await expect.poll(() => shown(page).getByText('Shared 3.').count()).toBe(4);
    await marks.first().click();
    await expect.poll(() => shown(page).getByText('Shared 3.').count()).toBe(0);
    await page.keyboard.press('2');
    await page.locator('[data-outbox=saved][data-waiting="0"]').waitFor();
    await shown(page).getByText('Only A').waitFor();
  });
});

describe('images', () => {
  let images: ImageServer;
  beforeAll(async () => {
    images = await startImageServer();
  });
  afterAll(() => images.close());

  it('are loaded on a click and not before, without a cookie, and say so where they fail', async () => {
    const { host } = new URL(images.url);
    const { page, project } = await stage.desk({
      tasks: 2,
      texts: (n) => ({
        prompt: `What is on ![the sign](${images.url}/prompt-${n}.svg)?`,
        responses: [
          `Before ![A red *square*](${images.url}/good-${n}.svg "title") after, <img src="${images.url}/html.svg">.`,
          `[![badge](${images.url}/badge-${n}.svg)](https://example.com) ![](${images.url}/missing.png) ![x](file:///etc/hostname)`,
        ],
      }),
    });
    await page.locator('[data-accepting]').waitFor();
    await page.waitForTimeout(500);
    expect(images.requests).toEqual([]);
    expect(await page.locator('iframe, img').count()).toBe(0);
    const red = shown(page).getByRole('group', { name: 'Image: A red square' });
    await red.getByRole('link', { name: 'Open apart' }).waitFor();
    const load = red.getByRole('button', { name: `Load image from ${host}` });
    await load.press('Enter');
    const frame = red.locator('iframe[data-state=loaded]');
    await frame.waitFor();
    const box = await frame.boundingBox();
    expect(box).toMatchObject({ width: 320, height: 200 });
    expect(images.requests).toHaveLength(1);
    expect(images.requests[0]?.path).toMatch(/^\/good-\d\.svg$/);
    // On the same host, where the browser has a session cookie.
    expect(images.requests[0]?.headers).not.toHaveProperty('cookie');
    expect(images.requests[0]?.headers).not.toHaveProperty('referer');
    await looksRight(page, 'images');

    const missing = shown(page).getByRole('group', { name: 'Image: without description' });
    await missing.getByRole('button', { name: /^Load image/ }).click();
    await missing.getByText('The image could not be loaded').waitFor();
    expect(await shown(page).getByRole('group', { name: 'Image: x' }).getByRole('button').count()).toBe(0);
    const link = shown(page).getByRole('link', { name: 'Link of the image' });
    expect(await link.getAttribute('href')).toBe('https://example.com');

    // Neither the button nor the image keeps the keys to itself.
    await frame.click({ force: true, position: { x: 10, y: 10 } });
    const before = await shown(page).getAttribute('data-token');
    await page.keyboard.press('1');
    await page.waitForFunction(
      (token) => document.querySelector('[data-token][data-shown]')?.getAttribute('data-token') !== token,
      before,
    );
    await everythingSaved(page);
    expect(await storedRatings(stage.web.db, project.id)).toHaveLength(1);
  });

  it('load in no page but that one', async () => {
    // Not watched for faults: the one that comes is what is asked for.
    const page = await (await stage.browserOf(await stage.web.user())).newPage();
    await page.goto('/');
    const before = images.requests.length;
    const violated = await page.evaluate(
      (src) =>
        new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
          new Image().src = src;
        }),
      `${images.url}/smuggled.svg`,
    );
    expect(violated).toBe('img-src');
    expect(images.requests).toHaveLength(before);
    const answer = await fetch(`${stage.web.url}/image-frame.html`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).toContain('sandbox allow-scripts');
    expect(policy).not.toMatch(/unsafe|connect-src/);
  });
});

describe('answers of 20,000 tokens', () => {
  const section = (n: number) =>
    `## Part ${n}\n\n${'A sentence that takes its time. '.repeat(20)}\n\n\`\`\`python\ndef part_${n}(x):\n    return x + ${n}\n\`\`\`\n\n| a | b |\n|---|---|\n| ${n} | $x_{${n}}$ |\n\n- one\n- two\n`;
  const long = (word: string) =>
    `${word} starts.\n\n${Array.from({ length: 100 }, (_, n) => section(n)).join('\n')}\n\n${word} ends, see [the page][p].\n\n[p]: https://example.com/${word}`;

  it('stand there whole at once, take keys while they are formatted, and are formatted to the end', async () => {
    const { page, project } = await stage.desk({
      tasks: 3,
      texts: (n) => ({ prompt: `Question ${n}`, responses: [long('Alpha'), long('Omega')] }),
    });
    await page.locator('[data-accepting]').waitFor();
    const words = await shown(page).locator('[data-text]').allTextContents();
    expect(words.map((text) => text.includes('ends, see'))).toEqual([true, true]);
    await page.keyboard.press('p');
    await shown(page).locator('[data-prompt][data-folded]').waitFor();
    const token = await shown(page).getAttribute('data-token');
    await page.keyboard.press('1');
    await page.waitForFunction(
      (before) => document.querySelector('[data-token][data-shown]')?.getAttribute('data-token') !== before,
      token,
    );
    await shown(page).locator('[data-drawing]').first().waitFor({ state: 'detached' });
    await expect.poll(() => shown(page).locator('[data-drawing]').count(), { timeout: 60_000 }).toBe(0);
    const last = shown(page).getByRole('link', { name: 'the page' });
    expect(await last.count()).toBe(2);
    expect(await sideOf(page, 'A').getByRole('heading', { name: 'Part 99' }).count()).toBe(1);
    expect(await sideOf(page, 'A').locator('code .hljs-keyword').count()).toBe(200);
    // What the browser finds on the page is what is laid out: the last word too.
    const found = await page.evaluate(() => {
      const find: unknown = Reflect.get(window, 'find');
      return typeof find === 'function' && Reflect.apply(find, window, ['ends, see']) === true;
    });
    expect(found).toBe(true);
    await page.keyboard.press('m');
    await shown(page).getByText('## Part 0').first().waitFor();
    await everythingSaved(page);
    expect(await storedRatings(stage.web.db, project.id)).toHaveLength(1);
  });
});

describe('every writing', () => {
  it('runs its own way: right to left with its marks and columns, code always left to right', async () => {
    const hebrew =
      '## כותרת\n\nטקסט עם `git push` ו-API באמצע.\n\n1. פריט ראשון\n2. second item\n\n| שם | ערך |\n|---|---|\n| א | 12 |\n\n```js\nconst x = 1;\n```\n\nAn English paragraph.';
    const arabic = 'مرحبا، هذه *إجابة* قصيرة.\n\n- بند أول\n- بند ثان\n\n> اقتباس\n\n\\(x^2\\) هو مربع.';
    const { page } = await stage.desk({
      tasks: 1,
      texts: () => ({ prompt: 'שאלה בעברית?', responses: [hebrew, arabic] }),
    });
    await page.locator('[data-accepting]').waitFor();
    await looksRight(page, 'right-to-left');
    const answer = shown(page).locator('section', { hasText: 'כותרת' });
    const directions = await answer
      .locator('h4, p, ol, table, pre, li')
      .evaluateAll((all) => all.map((each) => `${each.tagName} ${getComputedStyle(each).direction}`));
    expect(directions).toEqual([
      'H4 rtl',
      'P rtl',
      'OL rtl',
      'LI rtl',
      'LI rtl',
      'TABLE rtl',
      'PRE ltr',
      'P ltr',
    ]);
    // The number of an item needs room at the right: there the list is set in.
    const room = await answer.locator('ol').evaluate((list) => {
      const item = list.querySelector('li')?.getBoundingClientRect();
      return list.getBoundingClientRect().right - (item?.right ?? 0);
    });
    expect(room).toBeGreaterThan(15);
    // An English item stands at its number all the same.
    const english = await answer.locator('li', { hasText: 'second item' }).evaluate((item) => {
      const words = document.createRange();
      words.selectNodeContents(item);
      return item.getBoundingClientRect().right - words.getBoundingClientRect().right;
    });
    expect(Math.abs(english)).toBeLessThan(1);
  });

  it('breaks lines of Chinese and Japanese at 35 to 40 characters', async () => {
    const japanese = `${'マージソートは、列を半分に分け、それぞれを整列し、併合する。'.repeat(20)}*重要*な点`;
    const chinese = `${'归并排序把数组分成两半，分别排序，再把它们合并起来。'.repeat(20)}*重要*的一点`;
    const { page } = await stage.desk({
      tasks: 1,
      texts: () => ({ prompt: '説明してください。', responses: [japanese, chinese] }),
    });
    await page.locator('[data-accepting]').waitFor();
    await looksRight(page, 'cjk');
    const languages = await shown(page)
      .locator('[data-text] > [lang]')
      .evaluateAll((all) => all.map((each) => each.getAttribute('lang')));
    expect(languages.toSorted()).toEqual(['ja', 'zh']);
    const lengths = await shown(page)
      .locator('[data-text] > [lang] p')
      .evaluateAll((all) =>
        all.map(
          (each) => each.getBoundingClientRect().width / Number.parseFloat(getComputedStyle(each).fontSize),
        ),
      );
    for (const length of lengths) {
      expect(length).toBeGreaterThan(30);
      expect(length).toBeLessThanOrEqual(40);
    }
    const styles = await shown(page)
      .locator('[data-text] em')
      .evaluateAll((all) => all.map((each) => getComputedStyle(each).fontStyle));
    expect(styles).toEqual(['normal', 'normal']);
  });
});

describe('copying', () => {
  it('takes an answer or its code along, says so, and leaves the keys to the rating', async () => {
    const text = (n: number, side: string) =>
      `${side} **${n}**\n\n\`\`\`js\nconst ${side} = ${n};\n\nrun();\n\`\`\`\n`;
    const { page, context, project } = await stage.desk({
      tasks: 2,
      texts: (n) => ({ prompt: `Question ${n}`, responses: [text(n, 'one'), text(n, 'two')] }),
    });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.locator('[data-accepting]').waitFor();
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await expect.poll(focused).toBe('Prompt');
    await sideOf(page, 'A').getByRole('button', { name: 'Copy code, js' }).click();
    await page
      .getByRole('status')
      .filter({ hasText: /^Copied$/ })
      .first()
      .waitFor({ state: 'attached' });
    expect(await clipboard()).toMatch(/^const (one|two) = \d;\n\nrun\(\);$/);
    expect(await focused()).toBe('Prompt');
    await sideOf(page, 'B').getByRole('button', { name: 'Copy answer B' }).click();
    await expect.poll(clipboard).toMatch(/^(one|two) \*\*\d\*\*\n\n```js\n/);
    expect(await focused()).toBe('Prompt');
    await looksRight(page, 'copy');
    await press(page, '7');
    await everythingSaved(page);
    expect(await storedRatings(stage.web.db, project.id)).toHaveLength(1);
  });

  it('stays out of the way of the text on a phone', async () => {
    const { page } = await stage.desk({
      tasks: 1,
      texts: () => ({ prompt: 'Question', responses: ['Alpha '.repeat(40), 'Omega '.repeat(40)] }),
      context: { viewport: widths.phone, hasTouch: true },
    });
    await page.locator('[data-accepting]').waitFor();
    const button = await sideOf(page, 'A').getByRole('button', { name: 'Copy answer A' }).boundingBox();
    const text = await sideOf(page, 'A').locator('[data-text] p').boundingBox();
    expect(button?.height).toBeGreaterThanOrEqual(44);
    expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(text?.y ?? 0);
  });
});
