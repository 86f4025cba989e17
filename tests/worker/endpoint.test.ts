import { checkInvariants, encryptSecret, listRunResponses, requestCancel, schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { completion, startChatServer } from '../helpers/chat-server.ts';
import { createWorkshop, type Workshop, workerSecret } from '../helpers/worker.ts';

let shop: Workshop;
const closers: (() => Promise<void>)[] = [];

beforeAll(async () => {
  shop = await createWorkshop();
  await shop.worker();
});
afterAll(async () => {
  expect(await checkInvariants(shop.database.pool)).toEqual([]);
  await shop.close();
  await Promise.all(closers.map((close) => close()));
});

async function endpoint(answer: Parameters<typeof startChatServer>[0], key = 'sk-canary-key') {
  const server = await startChatServer(answer);
  closers.push(server.close);
  const version = await shop.version({
    origin: 'endpoint',
    location: { baseUrl: server.url, model: 'test-model' },
  });
  await shop.db
    .update(schema.modelVersions)
    .set({ secret: encryptSecret(workerSecret, version.id, key) })
    .where(eq(schema.modelVersions.id, version.id));
  return { server, versionId: version.id };
}

it('stores what an endpoint answers, asked with the key and a seed for each answer', async () => {
  const logprobs = { content: [{ logprob: -0.5 }, { logprob: -0.25 }] };
  const { server, versionId } = await endpoint(({ body }) =>
    completion(`to ${body.messages.at(-1)?.content}`, { logprobs, finish_reason: 'length' }),
  );
  const promptIds = await shop.prompts('one', 'two');
  const config = { samplesPerPrompt: 2, systemPrompt: 'Be kind.', topK: 40, concurrency: 3 };
  const runId = await shop.launch({ versionIds: [versionId], promptIds, config });
  expect(await shop.ended(runId)).toBe('succeeded');
  const rows = await listRunResponses(shop.db, runId, { limit: 10 });
  expect(rows.map((row) => `${row.text} ${row.sampleIndex}`).toSorted()).toEqual([
    'to one 0',
    'to one 1',
    'to two 0',
    'to two 1',
  ]);
  expect(rows[0]).toMatchObject({ finishReason: 'length', tokens: 3, promptTokens: 5, logprob: -0.75 });
  expect(new Set(server.requests.map(({ body }) => body.seed)).size).toBe(4);
  expect(server.requests[0]).toMatchObject({
    authorization: 'Bearer sk-canary-key',
    body: {
      model: 'test-model',
      top_k: 40,
      logprobs: true,
      messages: [{ role: 'system', content: 'Be kind.' }, {}],
    },
  });
  const run = await shop.run(runId);
  expect(run.progress).toMatchObject({
    step: 4,
    total: 4,
    unit: 'response',
    figures: { endpoint_answers: 4, endpoint_failures: 0 },
  });
  expect(JSON.stringify(run)).not.toContain('canary');
});

it('does without log-probabilities where the endpoint has none', async () => {
  const { versionId } = await endpoint(({ body }) =>
    body.logprobs
      ? { status: 400, body: { error: { message: 'logprobs are not supported' } } }
      : completion('ok'),
  );
  const runId = await shop.launch({ versionIds: [versionId], promptIds: await shop.prompts('a', 'b') });
  expect(await shop.ended(runId)).toBe('succeeded');
  const rows = await listRunResponses(shop.db, runId, { limit: 10 });
  expect(rows.map(({ logprob }) => logprob)).toEqual([null, null]);
});

it('tries again what broke off, and reports by prompt what could not be had', async () => {
  const { server, versionId } = await endpoint(({ body }, count) => {
    if (count === 1)
      return { status: 503, body: { error: { message: 'busy' } }, headers: { 'retry-after': '0' } };
    if (body.messages[0]?.content === 'bad')
      return { status: 422, body: { error: { message: 'not this one' } } };
    return completion('fine');
  });
  const promptIds = await shop.prompts('good', 'bad', 'better');
  const runId = await shop.launch({ versionIds: [versionId], promptIds, config: { concurrency: 1 } });
  expect(await shop.ended(runId)).toBe('succeeded');
  const run = await shop.run(runId);
  expect(run.responses).toBe(2);
  expect(run.progress).toMatchObject({
    failures: { count: 1, first: [{ promptId: promptIds[1], versionId, sampleIndex: 0 }] },
  });
  expect(JSON.stringify(run.progress)).toContain('not this one');
  expect(server.requests.length).toBe(4);
});

it('fails with the cause where the key is refused, and asks no further', async () => {
  const { server, versionId } = await endpoint(() => ({
    status: 401,
    body: { error: { message: 'who are you?' } },
  }));
  const promptIds = await shop.prompts(...Array.from({ length: 30 }, (_, n) => `${n}`));
  const runId = await shop.launch({
    versionIds: [versionId],
    promptIds,
    maxAttempts: 1,
    config: { concurrency: 2 },
  });
  expect(await shop.ended(runId)).toBe('failed');
  const { error } = await shop.run(runId);
  expect(error).toMatchObject({ code: 'ENDPOINT_FAILED' });
  expect(error?.message).toContain('refuses the key');
  expect(server.requests.length).toBeLessThanOrEqual(2);
});

it('keeps what came when it takes the run up again, and asks only the rest', async () => {
  const refuse = new Set<string>();
  const { server, versionId } = await endpoint(({ body }, count) => {
    const text = body.messages[0]?.content ?? '';
    if (count > 3 && refuse.size < 1) {
      refuse.add(text);
      return { status: 403, body: { error: { message: 'out of credit' } } };
    }
    return completion(`for ${text}`);
  });
  const promptIds = await shop.prompts('p1', 'p2', 'p3', 'p4', 'p5', 'p6');
  const runId = await shop.launch({ versionIds: [versionId], promptIds, config: { concurrency: 1 } });
  await shop.until(runId, (run) => run.status === 'queued' && run.attempts === 1);
  expect((await shop.run(runId)).responses).toBe(3);
  expect(await shop.ended(runId)).not.toBe('cancelled');
  const rows = await listRunResponses(shop.db, runId, { limit: 10 });
  const asked = server.requests.map(({ body }) => body.messages[0]?.content);
  expect(asked.filter((text) => text === 'p1').length).toBe(1);
  expect(new Set(rows.map(({ text }) => text)).size).toBe(rows.length);
});

it('ends at once when it is cancelled', async () => {
  const { versionId } = await endpoint((_, count) =>
    count > 5 ? { status: 503, body: {}, headers: { 'retry-after': '30' } } : completion('x'),
  );
  const promptIds = await shop.prompts(...Array.from({ length: 20 }, (_, n) => `${n}`));
  const runId = await shop.launch({ versionIds: [versionId], promptIds, config: { concurrency: 1 } });
  await shop.until(runId, (run) => run.responses > 0);
  await requestCancel(shop.db, { projectId: shop.project.id, runId });
  expect((await shop.until(runId, ({ status }) => status === 'cancelled', 25_000)).responses).toBe(5);
});

it('runs while the Python environment is not ready', async () => {
  const { versionId } = await endpoint(() => completion('no Python needed'));
  const other = await createWorkshop();
  try {
    const version = await other.version({
      origin: 'endpoint',
      location:
        (await shop.db.select().from(schema.modelVersions).where(eq(schema.modelVersions.id, versionId)))[0]
          ?.location ?? {},
    });
    const path = process.env.PATH;
    process.env.PATH = '/nonexistent';
    await other.worker({ python: undefined });
    process.env.PATH = path;
    const runId = await other.launch({ versionIds: [version.id], promptIds: await other.prompts('a') });
    expect(await other.ended(runId)).toBe('succeeded');
  } finally {
    await other.close();
  }
});
