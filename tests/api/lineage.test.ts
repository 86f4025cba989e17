import { readFile } from 'node:fs/promises';
import { type Lineage, lineage, maxLineageNodes } from '@prefloop/contract';
import { checkInvariants, createRun, type Project } from '@prefloop/db';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, type TestUser } from '../helpers/app.ts';
import { makeTwoRounds } from '../helpers/rounds.ts';

let app: TestApp;
let project: Project;
let lead: TestUser;
let rounds: Awaited<ReturnType<typeof makeTwoRounds>>;

beforeAll(async () => {
  app = await createTestApp();
  lead = await app.user();
  project = await app.project({ lead });
  rounds = await makeTwoRounds(app, project, lead);
});
afterAll(() => app.close());

function ask(kind: string, id: string, who: TestUser = lead, slug = project.slug) {
  return who.get(`/v1/projects/${slug}/lineage?${new URLSearchParams({ kind, id })}`);
}

async function lineageOf(kind: Lineage['focus']['kind'], id: string): Promise<Lineage> {
  const answer = await ask(kind, id);
  expect(answer.statusCode).toBe(200);
  return lineage.parse(answer.json());
}

const names = ({ nodes }: Lineage) => nodes.map(({ name }) => name).sort();

/** Edges by the names of their ends, with roles: "Small reward v1 -> ppo 5 (reward)". */
function links({ nodes, edges }: Lineage): string[] {
  const nameOf = (key: { kind: string; id: string }) =>
    nodes.find(({ kind, id }) => kind === key.kind && id === key.id)?.name;
  return edges
    .map(({ from, to, roles }) => {
      const as = roles.length > 0 ? ` (${[...roles].sort().join(', ')})` : '';
      return `${nameOf(from)} -> ${nameOf(to)}${as}`;
    })
    .sort();
}

describe('both ways', () => {
  test('the last version reaches the first source, and nothing that stands beside the way', async () => {
    const found = await lineageOf('version', rounds.ppo.version);
    expect(found.focus).toEqual({ kind: 'version', id: rounds.ppo.version });
    expect(found.truncated).toBe(false);
    expect(links(found)).toEqual(
      [
        'questions.json -> generate 1',
        'Small base v1 -> generate 1',
        'generate 1 -> Round one',
        'Round one -> After round one',
        'After round one -> reward 2',
        'Small base v1 -> reward 2 (base)',
        'reward 2 -> Small reward v1',
        'After round one -> dpo 3',
        'Small base v1 -> dpo 3 (base, reference)',
        'dpo 3 -> Small dpo v1',
        'questions.json -> generate 4',
        'Small base v1 -> generate 4',
        'Small dpo v1 -> generate 4',
        'generate 4 -> Round two',
        'Round one -> After round two',
        'Round two -> After round two',
        'After round two -> ppo 5',
        'Small dpo v1 -> ppo 5 (base)',
        'Small base v1 -> ppo 5 (reference)',
        'Small reward v1 -> ppo 5 (reward)',
        'ppo 5 -> Small ppo v1',
      ].sort(),
    );
  });

  test('the first source reaches the last version, its demonstrations too, and no model that answered it', async () => {
    const found = await lineageOf('prompts', rounds.sources.questions);
    expect(names(found)).toEqual(
      [
        'questions.json',
        'generate 1',
        'Round one',
        'After round one',
        'reward 2',
        'Small reward v1',
        'dpo 3',
        'Small dpo v1',
        'generate 4',
        'Round two',
        'After round two',
        'ppo 5',
        'Small ppo v1',
        'Demonstrations',
      ].sort(),
    );
    expect(links(found)).toContain('questions.json -> Demonstrations');
    // Its pairs were made by runs, so none came with the import.
    expect(links(found)).not.toContain('questions.json -> Round one');
  });

  test('from the middle: what came before and what came after, siblings left out', async () => {
    const found = await lineageOf('run', rounds.dpo.run);
    expect(names(found)).not.toContain('reward 2');
    expect(links(found)).toEqual(
      [
        'questions.json -> generate 1',
        'Small base v1 -> generate 1',
        'generate 1 -> Round one',
        'Round one -> After round one',
        'After round one -> dpo 3',
        'Small base v1 -> dpo 3 (base, reference)',
        'dpo 3 -> Small dpo v1',
        'Small dpo v1 -> generate 4',
        'generate 4 -> Round two',
        'Round two -> After round two',
        'After round two -> ppo 5',
        'Small dpo v1 -> ppo 5 (base)',
        'ppo 5 -> Small ppo v1',
      ].sort(),
    );
  });

  test('pairs that were rated elsewhere come straight from their source, into every snapshot of them', async () => {
    const expected = ['rated.json -> Imported: rated.json', 'Imported: rated.json -> Rated elsewhere'].sort();
    expect(links(await lineageOf('batch', rounds.importedBatch))).toEqual(expected);
    expect(links(await lineageOf('prompts', rounds.sources.rated))).toEqual(expected);
    expect(links(await lineageOf('snapshot', rounds.demonstrations))).toEqual([
      'questions.json -> Demonstrations',
    ]);
  });
});

test('every thing brings its figures', async () => {
  const { nodes } = await lineageOf('version', rounds.ppo.version);
  const byName = (name: string) => nodes.find((node) => node.name === name);
  expect(byName('questions.json')).toMatchObject({ kind: 'prompts', prompts: 6 });
  expect(byName('generate 4')).toMatchObject({ kind: 'run', method: 'generate', responses: 24, steps: null });
  expect(byName('Round two')).toMatchObject({
    kind: 'batch',
    status: 'draft',
    tasks: 24,
    ratings: 24,
    annotators: 1,
  });
  expect(byName('After round one')).toMatchObject({ kind: 'snapshot', of: 'preference', rows: 6 });
  expect(byName('ppo 5')).toMatchObject({ method: 'ppo', status: 'succeeded', responses: null, steps: 120 });
  expect(byName('Small reward v1')).toMatchObject({ origin: 'trained', purpose: 'reward', aliases: [] });
  expect(byName('Small ppo v1')).toMatchObject({ status: 'ready', aliases: ['champion'] });
  const imported = await lineageOf('batch', rounds.importedBatch);
  expect(imported.nodes.find(({ kind }) => kind === 'batch')).toMatchObject({ ratings: 12, annotators: 3 });
});

test('a database from before the links were noted gets the same ones', async () => {
  const read = async () =>
    (
      await app.pool.query(
        'select project_id, from_kind, from_id, to_kind, to_id from lineage_links order by 1, 2, 3, 4, 5',
      )
    ).rows;
  const noted = await read();
  expect(noted.length).toBeGreaterThan(8);
  const file = new URL('../../packages/db/migrations/0007_lineage_triggers.sql', import.meta.url);
  const [fill] = (await readFile(file, 'utf8')).split('--> statement-breakpoint').slice(-1);
  await app.pool.query('delete from lineage_links');
  await app.pool.query(fill ?? '');
  expect(await read()).toEqual(noted);
});

describe('limits', () => {
  test('what is unknown, foreign or no id is not found; an annotator is kept out, a viewer is not', async () => {
    for (const [kind, id] of [
      ['version', v7()],
      ['version', rounds.ppo.run],
      ['run', 'nonsense'],
      ['prompts', 'no such source'],
    ] as const) {
      expect((await ask(kind, id)).json()).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    }
    expect((await ask('person', v7())).statusCode).toBe(400);
    const other = await app.project({ lead });
    expect((await ask('version', rounds.ppo.version, lead, other.slug)).statusCode).toBe(404);
    expect((await ask('prompts', rounds.sources.questions, lead, other.slug)).statusCode).toBe(404);
    const annotator = await app.member(project, 'annotator');
    expect((await ask('version', rounds.ppo.version, annotator)).statusCode).toBe(403);
    const viewer = await app.member(project, 'viewer');
    expect((await ask('version', rounds.ppo.version, viewer)).statusCode).toBe(200);
  });

  test('a project that did the same beside it changes nothing', async () => {
    const before = await lineageOf('prompts', rounds.sources.questions);
    const beside = await app.project({ lead });
    const twin = await makeTwoRounds(app, beside, lead);
    expect(await lineageOf('prompts', rounds.sources.questions)).toEqual(before);
    const ids = (await ask('prompts', twin.sources.questions, lead, beside.slug)).json().nodes;
    const own = new Set(before.nodes.map(({ id }) => id));
    own.delete(rounds.sources.questions);
    expect(ids.filter(({ id }: { id: string }) => own.has(id))).toEqual([]);
    expect(await checkInvariants(app.pool)).toEqual([]);
  });

  test('five hundred things at most, the newest of them, and it says so', async () => {
    const many = await app.project({ lead });
    const { snapshot1, first } = await makeTwoRounds(app, many, lead);
    for (let n = 0; n < maxLineageNodes; n += 1) {
      await createRun(app.db, {
        projectId: many.id,
        method: 'dpo',
        config: { versionIds: [first] },
        configHash: '',
        snapshotId: snapshot1,
        baseVersionId: first,
        createdBy: lead.id,
      });
    }
    const found = lineage.parse((await ask('snapshot', snapshot1, lead, many.slug)).json());
    expect(found.truncated).toBe(true);
    expect(found.nodes).toHaveLength(maxLineageNodes);
    // All that came before still has its place.
    expect(names(found)).toEqual(expect.arrayContaining(['questions.json', 'generate 1', 'Round one']));
    expect(names(found)).toContain(`dpo ${maxLineageNodes + 5}`);
    expect(names(found)).not.toContain('dpo 3');
    const known = new Set(found.nodes.map(({ kind, id }) => `${kind} ${id}`));
    for (const { from, to } of found.edges) {
      expect(known.has(`${from.kind} ${from.id}`) && known.has(`${to.kind} ${to.id}`)).toBe(true);
    }
  });
});
