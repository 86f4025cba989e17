import { schema } from '@prefloop/db';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findAccessibilityFaults, launchBrowser, startWeb, type WebApp, widths } from '../helpers/browser.ts';
import { type Desk, everythingSaved, openDesk, press, shownPair, storedRatings } from '../helpers/desk.ts';
import { addBatch } from '../helpers/rating.ts';

let web: WebApp;
let browser: Browser;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  web = await startWeb();
  browser = await launchBrowser();
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
});

async function desk(options: Parameters<typeof openDesk>[2]): Promise<Desk> {
  const opened = await openDesk(web, browser, options);
  contexts.push(opened.context);
  return opened;
}

const rich = (n: number): { prompt: string; responses: [string, string] } => ({
  prompt: `How does merge sort work? (${n})`,
  responses: [
    `# Merge sort\n\nIt *halves* and **merges**, see [the page](https://example.com/sort).\n\n\`\`\`python\ndef merge(a, b):\n    return sorted(a + b)  # case ${n}\n\`\`\`\n\n- [x] stable\n- [ ] in place\n`,
    `In \\(O(n \\log n)\\):\n\n\\[ T(n) = 2T(n/2) + n \\]\n\n| best | worst |\n|---|---|\n| $n \\log n$ | $n \\log n$ |\n\nCosts $5 to $10.\n\nline one\nline two`,
  ],
});

describe('what annotators can read', () => {
  it('draws code, formulas, tables and line breaks, and leaves prices alone', async () => {
    const { page, faults } = await desk({ tasks: 3, texts: rich });
    await shownPair(page);
    const shown = page.locator('[data-token][data-shown]');
    const mathSide = shown.locator('section', { hasText: 'Costs $5 to $10.' });
    expect(await mathSide.locator('.katex').count()).toBe(4);
    expect(await mathSide.locator('.katex-display').count()).toBe(1);
    expect(await mathSide.locator('p', { hasText: 'line one' }).locator('br').count()).toBe(1);
    const codeSide = shown.locator('section', { hasText: 'It halves' });
    expect(await codeSide.locator('code .hljs-keyword').count()).toBeGreaterThan(0);
    const link = codeSide.getByRole('link', { name: 'the page' });
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow');
    expect(await link.getAttribute('target')).toBe('_blank');
    await page.keyboard.press('m');
    await shown.getByText('\\[ T(n) = 2T(n/2) + n \\]').waitFor();
    expect(faults).toEqual([]);
  });

  it('marks on D what one answer alone says, also of the next pair, and goes back', async () => {
    const texts = (n: number): { prompt: string; responses: [string, string] } => ({
      prompt: `Question ${n}`,
      responses: [`The **sky** is blue on day ${n}.`, `The **sky** is grey on day ${n}.`],
    });
    const { page, faults } = await desk({ tasks: 3, texts });
    await shownPair(page);
    const shown = page.locator('[data-token][data-shown]');
    await page.keyboard.press('d');
    await shown.getByText('Marked: what one answer alone says').waitFor();
    const marks = async () => (await shown.locator('mark').allInnerTexts()).toSorted();
    expect(await marks()).toEqual(['blue', 'grey']);
    // The text as it is: what formatting hides may be what differs.
    expect(await shown.getByText('**sky**').count()).toBe(2);
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await findAccessibilityFaults(page, 'contrast')).toEqual([]);
    await press(page, '1');
    await shown.locator('mark').first().waitFor();
    expect(await marks()).toEqual(['blue', 'grey']);
    await page.keyboard.press('d');
    await shown.locator('strong', { hasText: 'sky' }).first().waitFor();
    expect(await shown.locator('mark').count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it('says so when both answers are the same text, and when one is empty', async () => {
    const texts = (n: number): { prompt: string; responses: [string, string] } => ({
      prompt: `Question ${n}`,
      responses: n === 0 ? ['same', 'same'] : ['', 'something'],
    });
    const { page } = await desk({ tasks: 2, texts });
    const seen = new Set<string>();
    for (let n = 0; n < 2; n += 1) {
      const pair = await shownPair(page);
      const shown = page.locator('[data-token][data-shown]');
      seen.add(pair.prompt);
      if (pair.prompt === 'Question 0') await shown.getByText('Both answers are the same text').waitFor();
      else await shown.getByText('This text is empty.').waitFor();
      await press(page, '4');
    }
    expect(seen.size).toBe(2);
  });

  it('never runs, loads or follows what an answer holds', async () => {
    const canary = 'https://canary.prefloop.test';
    const payloads = [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      `<img src="${canary}/a.png">`,
      `![picture](${canary}/b.png)`,
      `![picture](${canary}/c.png "onload=alert(1)")`,
      '<svg onload=alert(1)><animate onbegin=alert(1) attributeName=x></svg>',
      '<svg><script>alert(1)</script></svg>',
      `<iframe src="${canary}"></iframe><object data="${canary}"></object><embed src="${canary}">`,
      '<a href="javascript:alert(1)">html link</a>',
      '[link](javascript:alert(1)) [link](JaVaScRiPt:alert(1)) [link](java\nscript:alert(1))',
      '[link](data:text/html,<script>alert(1)</script>) [link](vbscript:msgbox(1)) [l](//canary.prefloop.test/x)',
      '[link](&#106;avascript:alert(1)) <javascript:alert(1)> [home](/v1/session) [hash](#prompt)',
      `<style>@import url(${canary}/d.css); body { display: none }</style><link rel=stylesheet href="${canary}/e.css">`,
      `<meta http-equiv=refresh content="0;url=${canary}"><base href="${canary}">`,
      `<form action="${canary}"><input name=x autofocus onfocus=alert(1)><button>go</button></form>`,
      `<video src="${canary}/f.mp4" autoplay onloadstart=alert(1)></video><audio src="${canary}/g"></audio>`,
      '<details open ontoggle=alert(1)>x</details><marquee onstart=alert(1)>x</marquee>',
      '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
      '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
      '$\\href{javascript:alert(1)}{click}$ $\\url{javascript:alert(1)}$',
      `$\\includegraphics{${canary}/h.png}$ $\\htmlData{x=y}{z}$ $\\htmlClass{x" onclick="alert(1)}{y}$`,
      '$$\\def\\a{\\a\\a}\\a$$',
      '$$\\newcommand{\\b}[1]{#1#1#1#1#1#1#1#1#1#1}\\b{\\b{\\b{\\b{\\b{\\b{x}}}}}}$$',
      '$$\\rule{1000000em}{1000000em}$$',
      `$$${'{'.repeat(5_000)}x${'}'.repeat(5_000)}$$`,
      '{{constructor.constructor("alert(1)")()}} <%= alert(1) %>',
      '```html\n<script>alert(1)</script>\n```',
      '```math\n\\href{javascript:alert(1)}{x}\n```',
      '```" onmouseover="alert(1)\ncode\n```',
      `| <img src=x onerror=alert(1)> | [x](javascript:alert(1)) |\n|---|---|\n| ${'a'.repeat(500)} | b |`,
      '[^1]\n\n[^1]: <script>alert(1)</script> [x](javascript:alert(1))',
      `${'> '.repeat(2_000)}deep`,
      `${'['.repeat(5_000)}x${']('.repeat(100)}`,
      `${'*a '.repeat(5_000)}`,
      '\u202etxet desrever\u202c \u200b\u2028\u2029',
      `word${'w'.repeat(20_000)}`,
    ];
    const texts = (n: number): { prompt: string; responses: [string, string] } => ({
      prompt: payloads[n] ?? '',
      responses: [
        payloads[(n + 1) % payloads.length] ?? '',
        `${payloads[n]}\n\n${payloads[(n + 7) % payloads.length]}`,
      ],
    });
    const { page, context, faults, project } = await desk({ tasks: payloads.length, texts });
    const dialogs: string[] = [];
    const foreign: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    context.on('request', (request) => {
      if (!request.url().startsWith(web.url)) foreign.push(request.url());
    });
    // From the first script of the page on.
    await context.addInitScript(() => {
      Object.assign(window, { violations: [] as string[] });
      document.addEventListener('securitypolicyviolation', (event) => {
        const held: unknown = Reflect.get(window, 'violations');
        if (Array.isArray(held)) held.push(`${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    await page.reload();
    for (let n = 0; n < payloads.length; n += 1) {
      await shownPair(page);
      const found: unknown = await page.locator('[data-token][data-shown]').evaluate((layer) => ({
        elements: layer.querySelectorAll(
          'script, img, iframe, object, embed, style, link, form, video, audio, base, meta',
        ).length,
        handlers: [...layer.querySelectorAll('*')].filter((element) =>
          element.getAttributeNames().some((name) => name.startsWith('on')),
        ).length,
        addresses: [...layer.querySelectorAll('a')]
          .map((anchor) => anchor.protocol)
          .filter((protocol) => !['http:', 'https:', 'mailto:'].includes(protocol)),
        wider: layer.scrollWidth > layer.clientWidth,
      }));
      expect(found, JSON.stringify(payloads[n])?.slice(0, 80)).toEqual({
        elements: 0,
        handlers: 0,
        addresses: [],
        wider: false,
      });
      await press(page, String(1 + (n % 7)));
    }
    await page.getByRole('heading', { name: 'All done' }).waitFor();
    await everythingSaved(page);
    expect(await page.evaluate(() => Reflect.get(window, 'violations'))).toEqual([]);
    expect({ dialogs, foreign, faults }).toEqual({ dialogs: [], foreign: [], faults: [] });
    expect(page.url()).toBe(`${web.url}/p/${project.slug}/rate`);
    expect(await storedRatings(web.db, project.id)).toHaveLength(payloads.length);
  });
});

describe('on a phone', () => {
  it('shows one answer at a time, keeps its place, and asks once before half a pair is rated', async () => {
    const long = Array.from({ length: 60 }, (_, n) => `Paragraph ${n} of a long answer.`).join('\n\n');
    const { page, project } = await desk({
      tasks: 3,
      texts: (n) => ({ prompt: `Question ${n}`, responses: [`A1 ${long}`, `B1 ${long}`] }),
      context: { viewport: widths.phone, hasTouch: true },
    });
    const layer = page.locator('[data-token][data-shown]');
    await layer.waitFor();
    await page.waitForFunction(() => document.querySelector('[data-accepting]') !== null);
    expect(await page.getByRole('region', { name: 'Response B' }).count()).toBe(0);
    await layer.evaluate((element) => element.scrollTo(0, 900));

    await page.getByRole('radio', { name: 'A is better', exact: true }).tap();
    await page.getByText('You have not looked at answer B yet.').waitFor();
    await page.getByRole('button', { name: 'Show B', exact: true }).tap();
    await page.getByRole('region', { name: 'Response B' }).waitFor();
    await layer.evaluate((element) => element.scrollTo(0, 1_500));
    await page.getByRole('button', { name: /^Answer A/ }).tap();
    await page.getByRole('region', { name: 'Response A' }).waitFor();
    expect(await layer.evaluate((element) => element.scrollTop)).toBe(900);
    await page.getByRole('button', { name: /^Answer B/ }).tap();
    await page.getByRole('region', { name: 'Response B' }).waitFor();
    expect(await layer.evaluate((element) => element.scrollTop)).toBe(1_500);
    expect(await storedRatings(web.db, project.id)).toEqual([]);

    const first = await layer.getAttribute('data-token');
    await page.getByRole('radio', { name: 'A is better', exact: true }).tap();
    await page.waitForFunction(
      (token) => document.querySelector('[data-token][data-shown]')?.getAttribute('data-token') !== token,
      first,
    );
    await page.waitForFunction(
      (token) =>
        ![null, token].includes(
          document.querySelector('[data-accepting]')?.getAttribute('data-accepting') ?? null,
        ),
      first,
    );
    await page.getByRole('radio', { name: 'Tie' }).tap();
    await page.getByRole('button', { name: 'Rate anyway' }).tap();
    await page.waitForFunction(() => document.querySelector('[data-panel]') === null);
    await everythingSaved(page);
    expect(await storedRatings(web.db, project.id)).toHaveLength(2);
  });

  it('has targets of 44 pixels at its foot and never scrolls sideways', async () => {
    const { page } = await desk({
      tasks: 2,
      texts: rich,
      context: { viewport: widths.phone, hasTouch: true },
    });
    await page.waitForFunction(() => document.querySelector('[data-accepting]') !== null);
    const small = await page
      .getByRole('region', { name: 'Your rating' })
      .locator('button')
      .evaluateAll((buttons) =>
        buttons
          .map((button) => ({ name: button.textContent, box: button.getBoundingClientRect() }))
          .filter(({ box }) => box.width < 44 || box.height < 44)
          .map(({ name, box }) => `${name}: ${box.width} x ${box.height}`),
      );
    expect(small).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(widths.phone.width);
  });
});

describe('an empty line', () => {
  it('says why, and shows the next pair when there is one', async () => {
    const { page, project } = await desk({ tasks: 0 });
    await page.getByRole('heading', { name: /Nothing to rate yet|All done/ }).waitFor();
    await addBatch(web.db, project.id, { tasks: 1 });
    await page.getByRole('button', { name: 'Look now' }).click();
    await press(page, '4');
    await page.getByRole('heading', { name: 'All done' }).waitFor();
    await page.keyboard.press('z');
    await page.getByRole('radio', { name: 'Tie: equally good', checked: true }).waitFor();
  });

  it('tells a paused annotator who paused them and why', async () => {
    const { page, project, person } = await desk({ tasks: 2 });
    await press(page, '4');
    await everythingSaved(page);
    await web.db
      .update(schema.annotators)
      .set({ pausedAt: new Date(), pausedReason: 'Too fast for the text you had before you.' });
    await page.reload();
    await page.getByRole('heading', { name: 'Paused' }).waitFor();
    await page.getByText('Too fast for the text you had before you.').waitFor();
    expect(await storedRatings(web.db, project.id)).toHaveLength(1);
    expect(person.id).not.toBe('');
    await web.db.update(schema.annotators).set({ pausedAt: null, pausedReason: null });
  });
});

describe('my ratings', () => {
  it('lists them, opens one, and lays it on the desk to be changed', async () => {
    const { page, project } = await desk({ tasks: 3 });
    const first = await press(page, '1');
    await press(page, 'x');
    await everythingSaved(page);
    await page.getByRole('link', { name: 'My ratings' }).click();
    await page.getByRole('heading', { name: 'My ratings' }).waitFor();
    await expect.poll(() => page.getByRole('row').count()).toBe(3);
    await page.getByRole('link', { name: 'A is much better' }).click();
    await page.getByText(first.left).waitFor();
    await page.getByRole('link', { name: 'Change it' }).click();
    expect((await shownPair(page)).token).toBe(first.token);
    await press(page, '7');
    await everythingSaved(page);
    const changed = (await storedRatings(web.db, project.id)).find(({ token }) => token === first.token);
    expect(changed).toMatchObject({ screenStrength: 3, revision: 2 });
  });
});

describe('accessibility', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [name, viewport] of Object.entries(widths)) {
      it(`finds no fault in any state, ${colorScheme}, ${name}`, async () => {
        const { page, project } = await desk({ tasks: 4, texts: rich, context: { viewport, colorScheme } });
        const ready = () => page.waitForFunction(() => document.querySelector('[data-accepting]') !== null);
        const faults: Record<string, string[]> = {};
        const check = async (state: string) => {
          faults[state] = await findAccessibilityFaults(page);
        };
        await ready();
        await check('pair');
        await page.keyboard.press('s');
        await page.locator('[data-panel=skip]').waitFor();
        await check('skip');
        await page.keyboard.press('1');
        await page.locator('[data-panel=skip]').waitFor({ state: 'detached' });
        await ready();
        await page.keyboard.press('c');
        await page.locator('[data-panel=comment]').waitFor();
        await check('comment');
        await page.keyboard.press('Escape');
        await page.keyboard.press('z');
        await page.getByText('Another choice replaces it').waitFor();
        await check('back');
        await page.keyboard.press('?');
        await page.getByRole('dialog', { name: 'Keys' }).waitFor();
        await check('keys');
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
        await page.goto(`/p/${project.slug}/rate/history`);
        await page.getByRole('row').nth(1).waitFor();
        await check('history');
        await page.getByRole('link', { name: /Skipped/ }).click();
        await page.getByRole('link', { name: 'Change it' }).waitFor();
        await check('one rating');
        expect(Object.values(faults).flat()).toEqual([]);
      });
    }
  }
});
