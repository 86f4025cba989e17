import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  freeze,
  generate,
  importPrompts,
  openHouse,
  promote,
  rateAll,
  registerModel,
  release,
  seeRated,
  seeWinner,
  train,
} from '../helpers/loop.ts';

// The loop as an engineer turns it first: real prompts, the bundled model, and as few and short steps as tell something.
const patience = 3_600_000;

const root = fileURLToPath(new URL('../..', import.meta.url));
const file = resolve(
  root,
  process.env.PREFLOOP_SHARED_DATA ?? '../shared/data',
  'self-instruct/seed_tasks.jsonl',
);
/** The usual cache: the bundled model is converted once on a machine, and not once for each test run. */
const cacheFolder =
  process.env.PREFLOOP_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'prefloop');

let house: Awaited<ReturnType<typeof openHouse>>;

beforeAll(async () => {
  house = await openHouse({ cacheFolder, patienceMs: 1_200_000 });
}, patience);
afterAll(async () => {
  expect(await house.close()).toEqual([]);
});

test(
  'the loop turns once with SmolLM2 on 30 of the seed tasks, rated by two people',
  async () => {
    const { lead, annotator } = house;
    const prompts = 30;
    // The longest of the seed tasks has about 1,500 tokens.
    const asked = { prompts, tokens: 24, longestPrompt: 2048 };
    const model = 'SmolLM2-135M-Instruct';
    await importPrompts(lead, file, 175);
    await registerModel(lead, model, null);
    await generate(lead, 'generate', { ...asked, each: 2 });
    const pairs = await release(lead, 'First round');
    // Two short answers to a question of yes or no may be the same.
    expect(pairs).toBeGreaterThan(20);
    await Promise.all([rateAll(lead, pairs), rateAll(annotator, pairs)]);
    await seeRated(lead, 'First round', pairs);
    // What a run would have to leave out for its length is not in the snapshot, or the run would be refused.
    const { train: rows, held } = await freeze(lead, 'Round one', 15, {
      'Longest row, in characters': '900',
    });
    expect(rows).toBeGreaterThan(0);
    expect(held).toBeGreaterThan(0);

    // Every step is looked at and tells a point, so ten steps are enough; few and short rows keep each short.
    const short = { 'Evaluate every': '1', 'Save every': '10', 'Maximal length': '256' };
    const learning = { ...short, 'Steps at most': '10', 'Batch size': '1', 'Micro-batch': '1' };
    const from = { base: `${model} v1`, held };
    await train(lead, { ...from, method: 'Reward model', fields: learning });
    await train(lead, { ...from, method: 'DPO', fields: { ...learning, 'Fixed prompts': '0' } });
    await train(lead, {
      ...from,
      method: 'PPO',
      reward: `${model} reward v1`,
      fields: {
        ...short,
        Steps: '10',
        'Critic first': '0',
        'Batch size': '2',
        'Micro-batch': '2',
        Minibatches: '1',
        Passes: '1',
        'Answer length': '16',
        'Fixed prompts': '0',
        // Within so few steps more than is wise, so that its answers differ from those before.
        'Learning rate': '0.001',
      },
    });

    await promote(lead, `${model} ppo v1`);
    await generate(lead, 'second', { ...asked, each: 1 }, `${model} v1`);
    const met = await release(lead, 'Second round', true);
    await Promise.all([rateAll(lead, met), rateAll(annotator, met)]);
    await seeRated(lead, 'Second round', met);
    await seeWinner(lead, `${model} ppo v1`, `${model} v1`, met);
  },
  patience,
);
