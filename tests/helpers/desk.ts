import { firstRatingForm, type RatingFormSpec, type TaskKind } from '@prefloop/contract';
import { type Db, schema } from '@prefloop/db';
import { and, asc, count, eq, inArray } from 'drizzle-orm';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { z } from 'zod';
import type { TestUser } from './app.ts';
import { openContext, type WebApp, watchForFaults } from './browser.ts';
import { addBatch } from './rating.ts';

/** What is on the rating screen. */
export type ShownPair = { token: string; prompt: string; left: string; right: string };

export type Desk = {
  page: Page;
  context: BrowserContext;
  project: { id: string; slug: string };
  person: TestUser;
  faults: string[];
};

type DeskOptions = {
  tasks: number;
  taskKind?: TaskKind;
  /** The project's rating form, where it is not the first one. */
  form?: Partial<RatingFormSpec>;
  texts?: NonNullable<Parameters<typeof addBatch>[2]['texts']>;
  who?: TestUser;
  context?: BrowserContextOptions;
  /** The first version of the project's guidelines: they are to be read before the first pair. */
  guidelines?: string;
};

/** An annotator of a project of its own, in a browser of their own, with a batch of pairs in front of them. */
export async function openDesk(web: WebApp, browser: Browser, options: DeskOptions): Promise<Desk> {
  const project = await web.project();
  const person = options.who ?? (await web.user());
  await web.db
    .insert(schema.memberships)
    .values({ projectId: project.id, userId: person.id, role: 'annotator' });
  await addBatch(web.db, project.id, {
    tasks: options.tasks,
    ...(options.taskKind ? { taskKind: options.taskKind } : {}),
    ...(options.texts ? { texts: options.texts } : {}),
  });
  if (options.form) {
    const spec = { ...firstRatingForm, ...options.form };
    await web.db.insert(schema.ratingForms).values({ projectId: project.id, version: 2, spec });
  }
  if (options.guidelines !== undefined) await writeGuidelines(web.db, project.id, options.guidelines);
  const context = await openContext(browser, web, { ...options.context, cookie: sessionCookie(person) });
  const page = await context.newPage();
  const faults = watchForFaults(page);
  await page.goto(`/p/${project.slug}/rate`);
  return { page, context, project, person, faults };
}

/** Signing in may set more cookies than the one that counts. */
export function sessionCookie({ cookie }: { cookie: string }): string {
  const found = cookie.split('; ').find((each) => each.startsWith('prefloop.session_token='));
  if (found === undefined) throw new Error('the person has no session');
  return found;
}

/** Adds the next version of a project's guidelines. */
export async function writeGuidelines(db: Db, projectId: string, body: string): Promise<void> {
  const [before] = await db
    .select({ versions: count() })
    .from(schema.guidelines)
    .where(eq(schema.guidelines.projectId, projectId));
  await db.insert(schema.guidelines).values({ projectId, version: (before?.versions ?? 0) + 1, body });
}

/** Waits until the guidelines stand before the pair, and says with one key that they were read. */
export async function readGuidelines(page: Page): Promise<void> {
  const gate = page.locator('[data-reading]');
  await page.locator('[data-reading=ready]').waitFor();
  await page.keyboard.press('Enter');
  await gate.waitFor({ state: 'detached' });
}

const shownLayer = '[data-token][data-shown]';

/** Waits until the task on screen takes a rating and answers its token; `after` is that of the task before it. */
export async function shownTask(page: Page, after?: string): Promise<string> {
  await page.waitForFunction(
    ([layer, before]) => {
      const shown = document.querySelector(layer)?.getAttribute('data-token') ?? null;
      const accepting = document.querySelector('[data-accepting]')?.getAttribute('data-accepting') ?? null;
      return shown !== null && shown === accepting && shown !== before;
    },
    [shownLayer, after ?? null] as const,
  );
  return (await page.locator(shownLayer).getAttribute('data-token')) ?? '';
}

/** Waits until another task is on screen than this one, or none. */
export async function movedOn(page: Page, token: string): Promise<void> {
  await page.waitForFunction(
    ([layer, before]) => document.querySelector(layer)?.getAttribute('data-token') !== before,
    [shownLayer, token] as const,
  );
}

/** Waits until the pair on screen takes a rating; `after` is the token of the pair before it. */
export async function shownPair(page: Page, after?: string): Promise<ShownPair> {
  const token = await shownTask(page, after);
  const layer = page.locator(shownLayer);
  const words = async (selector: string) => (await layer.locator(selector).innerText()).trim();
  return {
    token,
    prompt: await words('[data-prompt] [data-turn]'),
    left: await words('[data-side=A] [data-text]'),
    right: await words('[data-side=B] [data-text]'),
  };
}

/** Presses a key on the pair on screen and waits for the next one, or for the line to end. */
export async function press(page: Page, key: string): Promise<ShownPair> {
  const pair = await shownPair(page);
  await page.keyboard.press(key);
  await movedOn(page, pair.token);
  return pair;
}

/** Waits until the server has all that was rated. */
export async function everythingSaved(page: Page): Promise<void> {
  await page.locator('[data-outbox=saved][data-waiting="0"]').waitFor();
}

/** Every rating of a project in the words of the screen, oldest first, with its revisions in order. */
export async function storedRatings(db: Db, projectId: string) {
  const heads = await db
    .select({ rating: schema.ratings, prompt: schema.prompts.text, token: schema.leases.token })
    .from(schema.ratings)
    .innerJoin(schema.tasks, eq(schema.tasks.id, schema.ratings.taskId))
    .innerJoin(schema.prompts, eq(schema.prompts.id, schema.tasks.promptId))
    .innerJoin(
      schema.leases,
      and(
        eq(schema.leases.taskId, schema.tasks.id),
        eq(schema.leases.annotatorId, schema.ratings.annotatorId),
      ),
    )
    .where(eq(schema.ratings.projectId, projectId))
    .orderBy(asc(schema.ratings.createdAt));
  const ids = heads.map(({ rating }) => rating.id);
  if (ids.length === 0) return [];
  const revisions = await db
    .select()
    .from(schema.ratingRevisions)
    .where(inArray(schema.ratingRevisions.ratingId, ids))
    .orderBy(asc(schema.ratingRevisions.revision));
  const texts = await db
    .select({
      taskId: schema.taskResponses.taskId,
      position: schema.taskResponses.position,
      text: schema.responses.text,
    })
    .from(schema.taskResponses)
    .innerJoin(schema.responses, eq(schema.responses.id, schema.taskResponses.responseId));
  return heads.map(({ rating, prompt, token }) => {
    const at = (position: number | undefined) =>
      texts.find((row) => row.taskId === rating.taskId && row.position === position)?.text;
    const [first, second] = rating.shownOrder ?? [];
    return {
      ...rating,
      token,
      prompt,
      left: at(first),
      right: at(second),
      /** The strength as the screen has it: negative prefers the left side. */
      screenStrength: rating.strength === null ? null : first === 0 ? rating.strength : -rating.strength,
      revisions: revisions.filter((revision) => revision.ratingId === rating.id),
    };
  });
}

const accessibilityTree = z.object({
  nodes: z.array(
    z.object({
      nodeId: z.string(),
      childIds: z.array(z.string()).default([]),
      ignored: z.boolean(),
      role: z.object({ value: z.unknown() }).optional(),
      name: z.object({ value: z.unknown() }).optional(),
    }),
  ),
});

/** Names of the regions that a screen reader finds, in its order, as Chromium's own accessibility tree has them. */
export async function regionsForReaders(page: Page): Promise<unknown[]> {
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = accessibilityTree.parse(await devtools.send('Accessibility.getFullAXTree'));
  await devtools.detach();
  // The list is in no order that matters; a reader walks the tree.
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const walk = (id: string | undefined): typeof nodes => {
    const node = byId.get(id ?? '');
    return node === undefined ? [] : [node, ...node.childIds.flatMap(walk)];
  };
  return walk(nodes[0]?.nodeId)
    .filter(({ ignored, role }) => !ignored && role?.value === 'region')
    .map(({ name }) => name?.value);
}
