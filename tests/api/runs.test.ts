import { randomBytes } from 'node:crypto';
import { waitUntil } from '@prefloop/cli/wait';
import type { RunDetail, RunHistograms, RunItem, RunMetrics } from '@prefloop/contract';
import { claimRun, createRun, openAttempt, recordRunEvents, registerWorker, schema } from '@prefloop/db';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';

let app: TestApp;
let engineer: TestUser;
let base: string;
let origin: string;
let projectId: string;
let versionId: string;
const rung: string[] = [];

beforeAll(async () => {
  const queue = {
    enqueue: async (name: string) => {
      rung.push(name);
    },
  };
  app = await createTestApp({ deps: { queue } });
  const project = await app.project();
  projectId = project.id;
  base = `/v1/projects/${project.slug}`;
  engineer = await app.member(project, 'engineer');
  versionId = await version({});
  await prompts(12, { taskType: 'summary' });
  await prompts(3, { taskType: 'coding', heldOut: true, tags: ['hard'] });
  origin = await app.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => app.close());

async function version(values: Partial<typeof schema.modelVersions.$inferInsert>): Promise<string> {
  const name = randomBytes(4).toString('hex');
  const [model] = await app.db.insert(schema.models).values({ projectId, name }).returning();
  const [made] = await app.db
    .insert(schema.modelVersions)
    .values({
      projectId,
      modelId: model?.id ?? '',
      version: 1,
      origin: 'bundled',
      status: 'ready',
      location: {},
      ...values,
    })
    .returning();
  return made?.id ?? '';
}

async function prompts(count: number, values: Partial<typeof schema.prompts.$inferInsert>): Promise<void> {
  await app.db.insert(schema.prompts).values(
    Array.from({ length: count }, (_, n) => ({
      projectId,
      source: 'test',
      sourceId: randomBytes(6).toString('hex'),
      messages: [{ role: 'user' as const, content: `prompt ${n}` }],
      text: `prompt ${n}`,
      ...values,
    })),
  );
}

type Config = Record<string, unknown>;
const body = (config: Config = {}) => ({
  method: 'generate',
  config: { versionIds: [versionId], prompts: {}, ...config },
});

async function launch(config: Config = {}): Promise<RunDetail> {
  const answer = await engineer.post(`${base}/runs`, body(config));
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json<RunDetail>();
}

const get = async <T>(path: string) => (await engineer.get(`${base}${path}`)).json<T>();

/** Claims the run as a worker would, and opens an attempt that goes on after `step`. */
async function takeUp(runId: string, step: number | null = null) {
  const workerId = await registerWorker(app.db, {
    host: 'h',
    pid: 1,
    slots: 1,
    environment: { state: 'ready' },
  });
  await app.db.update(schema.runs).set({ dueAt: sql`now()` }).where(eq(schema.runs.id, runId));
  const run = await claimRun(app.db, { workerId, runId, trainerReady: true });
  if (!run) throw new Error('the run could not be claimed');
  const hold = { runId, epoch: run.epoch };
  const opened = await openAttempt(app.db, {
    ...hold,
    workerId,
    resumedFromStep: step,
    folderOf: (n) => `/x/${n}`,
  });
  await app.db.delete(schema.workers).where(eq(schema.workers.id, workerId));
  return {
    tell: (points: [string, number, number][]) =>
      recordRunEvents(
        app.db,
        { ...hold, attempt: opened?.attempt ?? 0 },
        {
          metrics: points.map(([name, at, value]) => ({ name, step: at, value })),
          samples: [],
          checkpoints: [],
        },
      ),
    end: (status: 'succeeded' | 'queued') =>
      app.db
        .update(schema.runs)
        .set({ status, ...(status === 'succeeded' ? { finishedAt: sql`now()` } : {}) })
        .where(eq(schema.runs.id, runId)),
  };
}

describe('launching', () => {
  test('queues a run with the next number, its defaults and the prompts chosen, and rings', async () => {
    const first = await launch({ prompts: { taskTypes: ['summary'] } });
    const second = await launch({ prompts: { heldOut: true } });
    expect(second.number).toBe(first.number + 1);
    expect(first).toMatchObject({
      name: `generate ${first.number}`,
      promptCount: 12,
      config: { samplesPerPrompt: 2, temperature: 0.8, maxNewTokens: 200 },
      versions: [{ id: versionId, origin: 'bundled' }],
    });
    expect(second.promptCount).toBe(3);
    expect(first.waiting).toMatchObject({ for: 'worker' });
    expect(rung).toContain('run');
  });

  test('a limit chooses at random, the same for the same seed', async () => {
    const chosen = async (seed: number) => {
      const { id } = await launch({ prompts: { limit: 5, seed } });
      const [run] = await app.db.select().from(schema.runs).where(eq(schema.runs.id, id));
      return JSON.stringify(run?.config.promptIds);
    };
    const [one, again, other] = [await chosen(1), await chosen(1), await chosen(2)];
    expect(one).toBe(again);
    expect(one).not.toBe(other);
  });

  test('the hash names the experiment and not how it is executed', async () => {
    const plain = await launch();
    const elsewhere = await launch({ device: { kind: 'cpu', threads: 1 }, tokenBudget: 99, concurrency: 9 });
    const hotter = await launch({ temperature: 1.1 });
    expect(elsewhere.configHash).toBe(plain.configHash);
    expect(hotter.configHash).not.toBe(plain.configHash);
  });

  test.each<[string, () => Promise<Config> | Config, RegExp]>([
    ['no prompt fits', () => ({ prompts: { tags: ['none'] } }), /No prompt fits/],
    [
      'a version of nobody',
      () => ({ versionIds: ['00000000-0000-7000-8000-000000000000'] }),
      /no such model version/,
    ],
    ['a reward model', async () => ({ versionIds: [await version({ purpose: 'reward' })] }), /reward model/],
    [
      'a version that failed',
      async () => ({ versionIds: [await version({ status: 'failed', error: 'is broken' })] }),
      /is broken/,
    ],
  ])('is refused with the reason where %s', async (_, config, reason) => {
    const answer = await engineer.post(`${base}/runs`, body(await config()));
    expect(answer.json()).toMatchObject({ status: 422, code: 'PREFLIGHT_FAILED' });
    expect(answer.json<{ detail: string }>().detail).toMatch(reason);
  });

  test('a look before says the size, and warns of what does not forbid it', async () => {
    const waiting = await version({ status: 'preparing' });
    const config = { versionIds: [versionId, waiting], temperature: 0, prompts: { limit: 4 } };
    const answer = await engineer.post(`${base}/runs/preview`, body(config));
    expect(answer.json()).toMatchObject({ problems: [], size: { prompts: 4, responses: 16 } });
    const { warnings } = answer.json<{ warnings: { code: string }[] }>();
    expect(warnings.map(({ code }) => code)).toEqual(['VERSION_PREPARING', 'IDENTICAL_ANSWERS', 'NO_WORKER']);
  });

  test('the same Idempotency-Key twice is one run', async () => {
    const key = { 'idempotency-key': randomBytes(8).toString('hex') };
    const [one, two] = [
      await engineer.post(`${base}/runs`, body(), key),
      await engineer.post(`${base}/runs`, body(), key),
    ];
    expect(one.json<RunDetail>().id).toBe(two.json<RunDetail>().id);
  });

  test('a queue that is away does not keep a run from being launched', async () => {
    const other = await createTestApp({
      deps: { queue: { enqueue: () => Promise.reject(new Error('gone')) } },
    });
    const project = await other.project();
    const lead = await other.member(project, 'engineer');
    const url = `/v1/projects/${project.slug}`;
    const source = { origin: 'endpoint', baseUrl: 'http://127.0.0.1:9/v1', model: 'm' };
    const model = await lead.post(`${url}/models`, { name: 'm', source });
    await other.db.insert(schema.prompts).values({
      projectId: project.id,
      source: 's',
      sourceId: '1',
      messages: [{ role: 'user', content: 'x' }],
      text: 'x',
    });
    const config = { versionIds: [model.json<{ id: string }>().id], prompts: {} };
    const answer = await lead.post(`${url}/runs`, { method: 'generate', config });
    expect(answer.statusCode).toBe(201);
    await other.close();
  });
});

describe('reading', () => {
  test('runs come newest first, in pages', async () => {
    const first = await get<{ items: RunItem[]; nextCursor: string }>('/runs?limit=3');
    const second = await get<{ items: RunItem[] }>(`/runs?limit=3&cursor=${first.nextCursor}`);
    const numbers = [...first.items, ...second.items].map(({ number }) => number);
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    expect(new Set(numbers).size).toBe(6);
    expect((await engineer.get(`${base}/runs?cursor=x`)).statusCode).toBe(400);
  });

  test('curves come in buckets that keep spikes and what is no number', async () => {
    const { id } = await launch();
    const worker = await takeUp(id);
    await worker.tell(Array.from({ length: 1000 }, (_, n) => ['loss', n, n === 500 ? 99 : 1]));
    await worker.tell([
      ['loss', 1000, Number.NaN],
      ['reward', 1000, Number.POSITIVE_INFINITY],
    ]);
    const { series } = await get<RunMetrics>(`/runs/${id}/metrics?buckets=10`);
    const loss = series.find(({ name }) => name === 'loss')?.points ?? [];
    expect(loss.length).toBe(10);
    expect(Math.max(...loss.map(({ max }) => max ?? 0))).toBe(99);
    expect(loss.reduce((sum, { count }) => sum + count, 0)).toBe(1001);
    expect(loss.at(-1)).toMatchObject({ step: 1000, last: 'NaN', nonFinite: 1, min: 1, max: 1 });
    expect(series.find(({ name }) => name === 'reward')?.points[0]?.last).toBe('Infinity');
    const part = await get<RunMetrics>(`/runs/${id}/metrics?name=loss&from=499&to=501`);
    expect(part.series.map(({ points }) => points.map(({ last }) => last))).toEqual([[1, 99, 1]]);
    const beyond = await get<RunMetrics>(`/runs/${id}/metrics?from=2000&to=3000`);
    expect(beyond.series).toEqual([]);
    const now = Date.now();
    expect(Math.abs((loss[0]?.time ?? 0) - now)).toBeLessThan(10 * 60_000);
    expect(Math.abs(part.now - now)).toBeLessThan(60_000);
  });

  test('histograms are told apart from the curves, of as many steps as are wanted', async () => {
    const { id } = await launch();
    const worker = await takeUp(id);
    for (let step = 0; step <= 20; step += 1) {
      await worker.tell([
        ['loss', step, 1],
        ['histogram/eval_scores/chosen/0.5/-1', step, 3],
        ['histogram/eval_scores/chosen/0.5/2', step, step],
        ['histogram/eval_scores/rejected/0.5/-1', step, 4],
      ]);
    }
    const { series } = await get<RunMetrics>(`/runs/${id}/metrics`);
    expect(series.map(({ name }) => name)).toEqual(['loss']);
    const stream = await listen(id);
    await stream.until(() => stream.points().length === 21);
    expect(new Set(stream.points().map(([name]) => name))).toEqual(new Set(['loss']));
    await stream.stop();
    const all = await get<RunHistograms>(`/runs/${id}/histograms`);
    expect(all.items.length).toBe(42);
    expect(all.items[2]).toEqual({
      name: 'eval_scores/chosen',
      step: 1,
      width: 0.5,
      bins: [
        { low: -0.5, count: 3 },
        { low: 1, count: 1 },
      ],
    });
    const few = await get<RunHistograms>(`/runs/${id}/histograms?steps=5`);
    const steps = [...new Set(few.items.map(({ step }) => step))];
    expect([steps.length, steps[0], steps.at(-1)]).toEqual([5, 0, 20]);
  });

  test('a run of another project looks like none', async () => {
    const { id } = await launch();
    const other = await app.project();
    const stranger = await app.member(other, 'engineer');
    for (const path of ['', '/metrics', '/stream', '/responses', '/samples']) {
      const answer = await stranger.get(`/v1/projects/${other.slug}/runs/${id}${path}`);
      expect(answer.statusCode).toBe(404);
    }
    expect((await stranger.post(`/v1/projects/${other.slug}/runs/${id}/cancel`)).statusCode).toBe(404);
  });
});

describe('the waiting line', () => {
  test('a run says its place, and priority moves it within its project', async () => {
    const project = await app.project();
    const member = await app.member(project, 'engineer');
    const at = `/v1/projects/${project.slug}/runs`;
    const [one, two] = await queueRuns(project.id, 2);
    const shown = async (id = '') => (await member.get(`${at}/${id}`)).json<RunDetail>();
    const [before, behind] = [await shown(one), await shown(two)];
    expect(behind.priority).toBe('normal');
    expect(behind.line?.place).toBeGreaterThan(before.line?.place ?? Number.POSITIVE_INFINITY);
    const moved = await member.patch(`${at}/${two}`, { priority: 'high' });
    expect(moved.statusCode, moved.body).toBe(200);
    expect(moved.json<RunDetail>()).toMatchObject({ priority: 'high', line: before.line });
    expect((await shown(one)).line).toEqual(behind.line);
    const listed = (await member.get(at)).json<{ items: RunItem[] }>().items;
    expect(listed.find(({ id }) => id === two)).toMatchObject({ priority: 'high', line: before.line });
  });

  test('a run that is over cannot be moved, nor to a level that there is not, nor by a viewer', async () => {
    const project = await app.project();
    const member = await app.member(project, 'engineer');
    const viewer = await app.member(project, 'viewer');
    const annotator = await app.member(project, 'annotator');
    const [id] = await queueRuns(project.id, 1);
    const at = `/v1/projects/${project.slug}/runs/${id}`;
    expect((await viewer.patch(at, { priority: 'high' })).statusCode).toBe(403);
    expect((await annotator.patch(at, { priority: 'high' })).statusCode).toBe(403);
    expect((await member.patch(at, { priority: 'urgent' })).statusCode).toBe(400);
    await member.post(`${at}/cancel`, {});
    const late = await member.patch(at, { priority: 'high' });
    expect(late.statusCode).toBe(409);
    expect(late.json()).toMatchObject({ code: 'RUN_STATE' });
    expect((await member.get(at)).json()).toMatchObject({ priority: 'normal', line: null });
  });

  async function queueRuns(inProject: string, count: number): Promise<string[]> {
    const { userId: createdBy } = await engineerOf();
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) {
      const config = { versionIds: [], promptIds: [] };
      const values = {
        projectId: inProject,
        method: 'generate' as const,
        config,
        configHash: 'x',
        createdBy,
      };
      ids.push((await createRun(app.db, values)).id);
    }
    return ids;
  }

  async function engineerOf(): Promise<{ userId: string }> {
    const [user] = await app.db.select({ userId: schema.users.id }).from(schema.users).limit(1);
    if (!user) throw new Error('there is nobody');
    return user;
  }
});

describe('cancelling', () => {
  test('a queued run is cancelled at once, and again is harmless', async () => {
    const { id } = await launch();
    for (let n = 0; n < 2; n += 1) {
      const answer = await engineer.post(`${base}/runs/${id}/cancel`);
      expect(answer.json()).toMatchObject({ status: 'cancelled', cancelRequested: true });
    }
  });

  test('a running one whose worker is dead ends within ten seconds', async () => {
    const { id } = await launch();
    await takeUp(id);
    const answer = await engineer.post(`${base}/runs/${id}/cancel`);
    expect(answer.json()).toMatchObject({ status: 'running', cancelRequested: true });
    const over = async () => (await get<RunDetail>(`/runs/${id}`)).status === 'cancelled';
    expect(await waitUntil(over, { timeoutMs: 10_000 })).toBe(true);
  });
});

/** Reads a run's stream like a browser: events with their ids, until told to stop. */
async function listen(runId: string, lastEventId?: string) {
  const controller = new AbortController();
  const events: { event: string; data: unknown; id: string | undefined }[] = [];
  const response = await fetch(`${origin}${base}/runs/${runId}/stream`, {
    headers: {
      cookie: engineer.cookie,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    signal: controller.signal,
  });
  const reading = (async () => {
    let rest = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const parts = (rest + chunk).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(part)?.[1];
        const event = field('event');
        if (event) events.push({ event, data: JSON.parse(field('data') ?? 'null'), id: field('id') });
      }
    }
  })().catch(() => {
    // Ended by us.
  });
  return {
    response,
    events,
    points: () =>
      events
        .filter(({ event }) => event === 'metrics')
        .flatMap(({ data }) => data as [string, number, number, number][])
        .map(([name, step, value, time]) => {
          // Points are told as they come.
          expect(Math.abs(Date.now() - time)).toBeLessThan(10 * 60_000);
          return [name, step, value];
        }),
    lastId: () => events.findLast(({ id }) => id !== undefined)?.id,
    until: (condition: () => boolean) => waitUntil(condition, { timeoutMs: 20_000 }),
    stop: async () => {
      controller.abort();
      await reading;
    },
  };
}

describe('the live stream', () => {
  test('carries security headers, the run, its points as they come, and its end', async () => {
    const { id } = await launch();
    const worker = await takeUp(id);
    await worker.tell([['loss', 1, 0.5]]);
    const stream = await listen(id);
    expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
    expect(stream.response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await stream.until(() => stream.points().length === 1)).toBe(true);
    await worker.tell([['loss', 2, Number.NaN]]);
    expect(await stream.until(() => stream.points().length === 2)).toBe(true);
    expect(stream.points()).toEqual([
      ['loss', 1, 0.5],
      ['loss', 2, 'NaN'],
    ]);
    await worker.end('succeeded');
    expect(await stream.until(() => stream.events.some(({ event }) => event === 'end'))).toBe(true);
    const last = stream.events.findLast(({ event }) => event === 'run');
    expect(last?.data).toMatchObject({ id, status: 'succeeded' });
    await stream.stop();
  });

  test('goes on after any break without gap or double', async () => {
    const { id } = await launch();
    const worker = await takeUp(id);
    const seen: number[] = [];
    let lastId: string | undefined;
    let step = 0;
    for (let round = 0; round < 12; round += 1) {
      const stream = await listen(id, lastId);
      const upTo = step + 5;
      while (step < upTo) {
        step += 1;
        await worker.tell([['loss', step, step]]);
      }
      await stream.until(() => stream.points().length > 0);
      await stream.stop();
      seen.push(...stream.points().map(([, at]) => Number(at)));
      lastId = stream.lastId() ?? lastId;
    }
    const rest = await listen(id, lastId);
    await rest.until(() => seen.length + rest.points().length >= step);
    await rest.stop();
    seen.push(...rest.points().map(([, at]) => Number(at)));
    expect(seen).toEqual(Array.from({ length: step }, (_, n) => n + 1));
  });

  test('tells what a new attempt makes void, also to one who was away meanwhile', async () => {
    const { id } = await launch();
    const first = await takeUp(id);
    await first.tell(Array.from({ length: 10 }, (_, n) => ['loss', n + 1, 1]));
    const present = await listen(id);
    await present.until(() => present.points().length === 10);
    const absent = present.lastId() ?? '';
    await first.end('queued');
    const second = await takeUp(id, 6);
    await second.tell([['loss', 7, 2]]);
    expect(await present.until(() => present.points().length === 11)).toBe(true);
    const back = await listen(id, absent);
    expect(await back.until(() => back.points().length === 1)).toBe(true);
    for (const stream of [present, back]) {
      const order = stream.events.filter(({ event }) => event === 'reset' || event === 'metrics');
      expect(order.slice(-2).map(({ event, data }) => [event, data])).toEqual([
        ['reset', { afterStep: 6 }],
        ['metrics', [['loss', 7, 2, expect.any(Number)]]],
      ]);
      await stream.stop();
    }
    const curve = await get<RunMetrics>(`/runs/${id}/metrics`);
    expect(curve.series[0]?.points.map(({ last }) => last)).toEqual([1, 1, 1, 1, 1, 1, 2]);
  });

  test('begins where the curves that were read end', async () => {
    const { id } = await launch();
    const worker = await takeUp(id);
    await worker.tell([['loss', 1, 1]]);
    const { cursor } = await get<RunMetrics>(`/runs/${id}/metrics`);
    await worker.tell([['loss', 2, 2]]);
    const stream = await listen(id, cursor);
    await stream.until(() => stream.points().length > 0);
    expect(stream.points()).toEqual([['loss', 2, 2]]);
    await stream.stop();
  });

  test('twenty viewers see the same, and one who never reads holds nobody up', async () => {
    const { id } = await launch();
    const worker = await takeUp(id);
    const idle = await fetch(`${origin}${base}/runs/${id}/stream`, { headers: { cookie: engineer.cookie } });
    const streams = await Promise.all(Array.from({ length: 20 }, () => listen(id)));
    for (let n = 0; n < 10; n += 1) {
      await worker.tell(Array.from({ length: 500 }, (_, at) => [`metric ${at}`, n, at]));
    }
    for (const stream of streams) {
      expect(await stream.until(() => stream.points().length >= 5000)).toBe(true);
      expect(new Set(stream.points().map(([name, step]) => `${name} ${step}`)).size).toBe(5000);
      await stream.stop();
    }
    await idle.body?.cancel();
  });
});
