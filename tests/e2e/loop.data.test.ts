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
const patience = 1_800_000;

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
  house = await openHouse({ cacheFolder, patienceMs: 600_000 });
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
    const { train: rows, held } = await freeze(lead, 'Round one', 30);
    expect(rows).toBeGreaterThan(0);
    expect(held).toBeGreaterThan(0);

    const short = { 'Evaluate every': '1', 'Save every': '12', 'Maximal length': '128', 'Batch size': '4' };
    const learning = { ...short, 'Steps at most': '12' };
    await train(lead, { method: 'Reward model', base: `${model} v1`, held, fields: learning });
    await train(lead, {
      method: 'DPO',
      base: `${model} v1`,
      held,
      fields: { ...learning, 'Fixed prompts': '0' },
    });
    await train(lead, {
      method: 'PPO',
      base: `${model} v1`,
      reward: `${model} reward v1`,
      held,
      fields: { ...short, Steps: '12', 'Answer length': '24', 'Fixed prompts': '0' },
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
