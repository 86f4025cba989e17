import { createHash, randomBytes } from 'node:crypto';
import {
  type AccessRule,
  access,
  type BatchPairing,
  claimAnswer,
  everybody,
  myQualification,
  qualificationCandidates,
} from '@prefloop/contract';
import { createBatch, openDatabase, type Project, schema, updateBatch } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestApp, type TestApp, type TestResponse, type TestUser } from '../helpers/app.ts';
import { addBatch } from '../helpers/rating.ts';

let test: TestApp;
let opened: ReturnType<typeof openDatabase>;
let project: Project;
let lead: TestUser;
let annotator: TestUser;
let other: TestUser;
let rate: string;
/** What nobody who rates may learn, by where it was planted. */
const secrets = new Map<string, string>();

/** A mark that cannot occur by chance. */
function canary(where: string): string {
  const mark = `canary-${randomBytes(12).toString('hex')}`;
  secrets.set(where, mark);
  return mark;
}

function hidden(where: string): string {
  const id = v7();
  secrets.set(where, id);
  return id;
}

/** The mark as it is and in the disguises that an encoder may give it. */
function disguises(mark: string): string[] {
  const bytes = Buffer.from(mark);
  const base64 = [0, 1, 2].flatMap((shift) => {
    const coded = Buffer.concat([Buffer.alloc(shift, 'x'), bytes]).toString('base64');
    // The letters at the ends mix with their neighbours.
    const core = coded.slice(shift === 0 ? 0 : 4, coded.length - 4);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const compact = mark.replaceAll('-', '');
  return [mark, compact, encodeURIComponent(mark), bytes.toString('hex'), mark.toUpperCase(), ...base64];
}

function leaks(answer: TestResponse): string[] {
  const said = `${JSON.stringify(answer.headers)}\n${answer.body}`;
  return [...secrets]
    .filter(([, mark]) => disguises(mark).some((form) => said.includes(form)))
    .map(([where]) => where);
}

beforeAll(async () => {
  test = await createTestApp();
  opened = openDatabase(test.databaseUrl, { max: 2 });
  lead = await test.user();
  project = await test.project({ lead });
  annotator = await test.member(project, 'annotator');
  other = await test.member(project, 'annotator');
  rate = `/v1/projects/${project.slug}/rate`;
  await plant();
});
afterAll(async () => {
  await opened.close();
  await test.close();
});

async function plant() {
  const { db } = test;
  const projectId = project.id;
  const versions: [string, string] = [v7(), v7()];
  for (const [n, versionId] of versions.entries()) {
    const modelId = hidden(`model id ${n}`);
    secrets.set(`version id ${n}`, versionId);
    await db.insert(schema.models).values({
      id: modelId,
      projectId,
      name: canary(`model name ${n}`),
      description: canary(`model description ${n}`),
    });
    await db.insert(schema.modelVersions).values({
      id: versionId,
      projectId,
      modelId,
      version: 1,
      origin: 'folder',
      status: 'ready',
      location: { path: canary(`model path ${n}`) },
      facts: { note: canary(`model fact ${n}`) },
    });
  }
  for (let n = 0; n < 6; n += 1) {
    const promptId = hidden(`prompt id ${n}`);
    const metadata = { note: canary(`prompt metadata ${n}`) };
    const message = {
      role: 'user' as const,
      content: `Question ${n}`,
      origin: canary(`extra key of a message ${n}`),
    };
    await db.insert(schema.prompts).values({
      id: promptId,
      projectId,
      source: canary(`source ${n}`),
      sourceId: canary(`source id ${n}`),
      messages: [message],
      text: `Question ${n}`,
      taskType: canary(`task type ${n}`),
      tags: [canary(`tag ${n}`)],
      reference: [{ role: 'assistant', content: canary(`reference response ${n}`) }],
      metadata,
    });
    // The third is of neither, so that it meets the others in a ranking alone.
    for (const [position, modelVersionId] of [...versions, null].entries()) {
      const text = `Answer ${position} to ${n}`;
      await db.insert(schema.responses).values({
        id: hidden(`response id ${n}.${position}`),
        projectId,
        promptId,
        modelVersionId,
        text,
        textHash: createHash('sha256').update(text).digest('hex'),
        sampling: { temperature: 0.7, template: canary(`sampling ${n}.${position}`) },
        finishReason: 'stop',
        seed: 4_711,
      });
    }
  }
  const release = async (name: string, pairing: BatchPairing, priority: number) => {
    const id = await createBatch(db, {
      projectId,
      createdBy: lead.id,
      name: canary(name),
      composition: { pairing, filter: {}, seed: 1 },
      overlap: 2,
      priority,
      leaseMinutes: 30,
      strategy: 'finish-started',
      audience: everybody,
      perPerson: null,
    });
    await updateBatch(db, { actorId: null, ip: null }, { projectId, batchId: id }, { status: 'released' });
    return id;
  };
  const batchId = await release('batch name', { kind: 'across', versions }, 1);
  await release('name of a batch of single responses', { kind: 'single', perPrompt: 1 }, 0);
  await release('name of a batch of rankings', { kind: 'ranking', size: 3 }, 0);
  secrets.set('batch id', batchId);
  await db.insert(schema.guidelines).values({
    id: hidden('guideline id'),
    projectId,
    version: 1,
    body: 'Choose the better one.',
  });
  const { rows } = await opened.pool.query<{ id: string }>('select id from tasks where batch_id = $1', [
    batchId,
  ]);
  for (const [n, { id }] of rows.entries()) secrets.set(`task id ${n}`, id);
  // The first pair becomes a gold; the rate is one that is read in no other number.
  const goldId = rows[0]?.id ?? '';
  await db.update(schema.tasks).set({ overlap: null }).where(eq(schema.tasks.id, goldId));
  await db.insert(schema.golds).values({
    taskId: goldId,
    verdict: 'tie',
    explanation: canary('explanation of a gold'),
  });
  await db.update(schema.batches).set({ goldRate: 0.49371846205 }).where(eq(schema.batches.id, batchId));
  secrets.set('gold rate', '0.49371846205');

  // Somebody else rates first: what they said is a secret too.
  const held = claimAnswer.parse((await other.post(`${rate}/claims`, { hold: 3 })).json()).tasks;
  for (const [n, { token }] of held.entries()) {
    secrets.set(`token of somebody else ${n}`, token);
    const id = hidden(`rating id of somebody else ${n}`);
    const comment = canary(`comment of somebody else ${n}`);
    const body = { token, verdict: { verdict: 'preference', strength: 3 }, comment, activeMs: 1 };
    expect((await other.put(`${rate}/ratings/${id}`, body)).statusCode).toBe(200);
  }
}

function annotatorMay(rule: AccessRule): boolean {
  return (
    rule.who === 'anyone' ||
    rule.who === 'signed-in' ||
    (rule.who === 'member' && rule.roles.includes('annotator'))
  );
}

function fieldOf(operation: unknown, field: string): string {
  const found = z.record(z.string(), z.unknown()).safeParse(operation).data?.[field];
  return Array.isArray(found) ? found.join() : String(found);
}

/** Every operation of the served document that an annotator may call. */
function reachable() {
  const document = test.app.swagger();
  return Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods ?? {}).flatMap(([method, operation]) => {
      const id = fieldOf(operation, 'operationId');
      const rule = access[id];
      return rule && annotatorMay(rule) ? [{ id, method, path }] : [];
    }),
  );
}

/** What the answers of an annotator's operations may be made of: their keys, at every depth. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value.map((one) => JSON.stringify(shapeOf(one))))];
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]));
}

/** Changing operations about rating; they are walked through below, one by one. */
const walked = new Set([
  'claimTasks',
  'renewLease',
  'releaseLease',
  'submitRating',
  'acknowledgeGuideline',
  'setSensitiveTopics',
]);
const walkedToQualify = new Set(['stepQualification', 'answerQualification']);
/** Changing operations that deal with accounts alone and never see a task. */
const accountsOnly = new Set(['account']);

const sayOf = {
  pair: { verdict: 'skip', reason: 'other' },
  single: { verdict: 'grade', grade: 1 },
  ranking: { verdict: 'ranking', tiers: [[0], [1, 2]] },
} as const;

describe('an annotator', () => {
  it('reads nothing secret in any answer there is to GET', async () => {
    await annotator.post(`${rate}/claims`, { hold: 2 });
    const operations = reachable().filter(({ method }) => method === 'get');
    expect(operations.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['getRatingQueue', 'listMyRatings', 'getProject']),
    );
    for (const { id, path } of operations) {
      const url = path.replace('{project}', project.slug).replace(/\{[^}]+\}/g, v7());
      expect({ id, leaks: leaks(await annotator.get(url)) }).toEqual({ id, leaks: [] });
    }
  });

  it('gets nothing secret while rating, faults included', async () => {
    const answers = new Map<string, TestResponse>();
    const kinds = new Set<string>();
    const claim = () => annotator.post(`${rate}/claims`, { hold: 5 });
    const first = await claim();
    answers.set('claimTasks', first);
    const { tasks } = claimAnswer.parse(first.json());
    expect(tasks.length).toBeGreaterThan(0);
    const tokens = tasks.map(({ token }) => token);
    answers.set('renewLease', await annotator.post(`${rate}/leases/renew`, { tokens }));
    answers.set('releaseLease', await annotator.post(`${rate}/leases/release`, { tokens: tokens.slice(-1) }));
    const id = v7();
    const body = { token: tokens[0], verdict: { verdict: 'tie' }, activeMs: 1 };
    answers.set('submitRating', await annotator.put(`${rate}/ratings/${id}`, body));
    answers.set('a repeat', await annotator.put(`${rate}/ratings/${id}`, body));
    answers.set(
      'an id that is taken',
      await annotator.put(`${rate}/ratings/${id}`, { ...body, activeMs: 2 }),
    );
    answers.set(
      'a body that is wrong',
      await annotator.put(`${rate}/ratings/${v7()}`, { ...body, verdict: 'left' }),
    );
    const read = (version: number) => annotator.put(`${rate}/guidelines/acknowledged`, { version });
    answers.set('acknowledgeGuideline', await read(1));
    answers.set('guidelines that there are not', await read(2));
    for (const avoid of [true, false]) {
      answers.set('setSensitiveTopics', await annotator.put(`${rate}/sensitive-topics`, { avoid }));
    }
    answers.set('listMyRatings', await annotator.get(`${rate}/ratings`));
    for (let left = tasks.length + 6; left > 0; left -= 1) {
      const answer = await claim();
      answers.set(`claim ${left}`, answer);
      for (const { token, kind } of claimAnswer.parse(answer.json()).tasks) {
        kinds.add(kind);
        const rated = { token, verdict: sayOf[kind], activeMs: 1 };
        answers.set(`skip ${token}`, await annotator.put(`${rate}/ratings/${v7()}`, rated));
      }
    }
    answers.set('the empty queue', await annotator.get(`${rate}/queue`));
    answers.set('what was said of all kinds', await annotator.get(`${rate}/ratings`));
    for (const [what, answer] of answers) expect({ what, leaks: leaks(answer) }).toEqual({ what, leaks: [] });
    expect([...kinds].toSorted()).toEqual(['pair', 'ranking', 'single']);
    for (const operation of walked) expect(answers.has(operation)).toBe(true);
  });

  it('learns what is right in a qualification once it has answered, and nothing else that is secret', async () => {
    const url = `/v1/projects/${project.slug}`;
    const { items } = qualificationCandidates.parse(
      (await lead.get(`${url}/qualification/candidates`)).json(),
    );
    const set = (enabled: boolean) =>
      lead.put(`${url}/qualification`, {
        enabled,
        questions: 1,
        passMark: 1,
        attempts: 2,
        order: 'random',
        items: items.map(({ goldId }) => ({ goldId, explanation: canary('explanation in a qualification') })),
      });
    expect((await set(true)).statusCode).toBe(200);
    const newcomer = await test.member(project, 'annotator');
    const answers = new Map<string, TestResponse>();
    const stepOn = (from: string | null) => newcomer.post(`${rate}/qualification/steps`, { from });
    const say = (token: string | undefined) =>
      newcomer.post(`${rate}/qualification/answers`, { token, verdict: { verdict: 'tie' }, activeMs: 1 });
    answers.set('the queue', await newcomer.get(`${rate}/queue`));
    answers.set('a claim', await newcomer.post(`${rate}/claims`, { hold: 5 }));
    answers.set('stepQualification', await stepOn(null));
    answers.set('the question', await newcomer.get(`${rate}/qualification`));
    const { question } = myQualification.parse(answers.get('the question')?.json());
    answers.set('an answer to no question', await say(secrets.get('token of somebody else 0')));
    for (const [what, answer] of answers) expect({ what, leaks: leaks(answer) }).toEqual({ what, leaks: [] });

    answers.set('answerQualification', await say(question?.token));
    for (const operation of walkedToQualify) expect(answers.has(operation)).toBe(true);
    const told = answers.get('answerQualification');
    expect(told ? leaks(told) : []).toEqual(['explanation in a qualification']);
    expect(leaks(await stepOn(question?.token ?? ''))).toEqual([]);
    expect((await set(false)).statusCode).toBe(200);
  });

  it('cannot tell a gold from any other pair, neither by its payload nor by what becomes of a rating', async () => {
    const blind = await test.project({ lead });
    const reader = await test.member(blind, 'annotator');
    const texts = (what: string) => (n: number) => ({
      prompt: `${what} ${n % 10}`,
      responses: [`Good ${n % 10}`, `Poor ${n % 10}`] as [string, string],
    });
    const batch = await addBatch(test.db, blind.id, { tasks: 60, texts: texts('Pairs') });
    const known = await addBatch(test.db, blind.id, { tasks: 10, status: 'closed', texts: texts('Golds') });
    const note = canary('explanation of a check');
    const golds = known.taskIds.map((taskId) => ({ taskId, answer: 'first', explanation: note }));
    const made = await lead.post(`/v1/projects/${blind.slug}/batches/${batch.id}/golds`, { golds });
    expect(made.statusCode, made.body).toBe(201);
    await lead.patch(`/v1/projects/${blind.slug}/batches/${batch.id}`, { goldRate: 0.5 });
    const url = `/v1/projects/${blind.slug}/rate`;
    const seen = { Pairs: new Set<string>(), Golds: new Set<string>() };
    const left: number[] = [];
    for (let n = 0; n < 30; n += 1) {
      const claimed = await reader.post(`${url}/claims`, { hold: 1 });
      const { tasks, queue } = claimAnswer.parse(claimed.json());
      const [task] = tasks;
      if (!task) break;
      left.push(queue.available);
      const body = { token: task.token, verdict: { verdict: 'preference', strength: 1 }, activeMs: 1 };
      const id = v7();
      const answers = [
        claimed,
        await reader.post(`${url}/leases/renew`, { tokens: [task.token] }),
        await reader.put(`${url}/ratings/${id}`, body),
        await reader.put(`${url}/ratings/${id}`, { ...body, activeMs: 2 }),
        await reader.put(`${url}/ratings/${v7()}`, { ...body, verdict: { verdict: 'both_good' } }),
        await reader.post(`${url}/leases/release`, { tokens: [task.token] }),
        await reader.get(`${url}/ratings?limit=1`),
      ];
      for (const answer of answers) expect(leaks(answer)).toEqual([]);
      const kind = task.prompt.messages[0]?.content.startsWith('Golds') ? 'Golds' : 'Pairs';
      // The first of a person's ratings has none before it to page on to, whatever it is.
      if (n === 0) continue;
      // Statuses, shapes and sizes: ids and times differ, their lengths do not.
      seen[kind].add(
        JSON.stringify(
          answers.map((answer) => [
            answer.statusCode,
            shapeOf(answer.json()),
            answer.body.replace(/"done(Today|InAll)":\d+/g, '').length,
          ]),
        ),
      );
    }
    expect(seen.Golds.size).toBeGreaterThan(0);
    for (const look of seen.Golds) expect(seen.Pairs).toContain(look);
    expect(new Set(left)).toEqual(new Set(left.map((n) => (n >= 50 ? 50 : 10))));
  });

  it('is refused everything that tells who wrote what, and the refusal tells nothing', async () => {
    const document = test.app.swagger();
    for (const [path, methods] of Object.entries(document.paths ?? {})) {
      if (!path.includes('{project}')) continue;
      for (const [method, operation] of Object.entries(methods ?? {})) {
        const id = fieldOf(operation, 'operationId');
        const rule = access[id];
        if (!rule || annotatorMay(rule) || method !== 'get') continue;
        const url = path
          .replace('{project}', project.slug)
          .replace(/\{[^}]+\}/g, secrets.get('batch id') ?? '');
        const answer = await annotator.get(url);
        expect({ id, status: answer.statusCode }).toEqual({ id, status: 403 });
        // The path that was asked for may be repeated; nothing else may.
        expect(leaks(answer).filter((where) => where !== 'batch id')).toEqual([]);
      }
    }
  });

  it('can change nothing that this file does not know about', () => {
    const document = test.app.swagger();
    const unknown = reachable().filter(({ id, method, path }) => {
      if (method === 'get' || walked.has(id) || walkedToQualify.has(id)) return false;
      const operation = Object.entries(document.paths?.[path] ?? {}).find(([name]) => name === method)?.[1];
      return !accountsOnly.has(fieldOf(operation, 'tags'));
    });
    expect(unknown).toEqual([]);
  });

  it('would be noticed if something leaked: the lead sees the marks', async () => {
    const answer = await lead.get(`/v1/projects/${project.slug}/batches`);
    expect(leaks(answer)).toEqual(expect.arrayContaining(['batch name', 'batch id', 'version id 0']));
  });
});
