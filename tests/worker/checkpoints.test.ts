import { execFile } from 'node:child_process';
import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { runSpec } from '@prefloop/contract';
import { newestWhole } from '@prefloop/worker/find-checkpoint';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { makeTinyModel, preference, trainerFolder, trainerPython } from '../helpers/training.ts';

const run = { id: 'run', configHash: 'config' };
const tries = 200;

let root: string;
let source: string;

// A real trainer's checkpoints, of steps 2 and 4.
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'prefloop-checkpoints-'));
  source = join(root, 'source');
  await mkdir(source);
  const python = await trainerPython();
  const model = join(root, 'model');
  await makeTinyModel(python, model);
  const train = join(source, 'train.jsonl');
  const rows = Array.from({ length: 8 }, (_, n) => preference(`say ${n}`, `yes ${n}`, `no ${n}`));
  await writeFile(train, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const spec = runSpec.parse({
    version: 1,
    method: 'dpo',
    runId: run.id,
    attempt: 1,
    epoch: 1,
    seed: 0,
    outputDir: source,
    device: { kind: 'cpu', precision: 'fp32', threads: 1 },
    resumeFrom: null,
    configHash: run.configHash,
    model: { path: model },
    reference: null,
    dataset: { train, eval: null },
    samples: null,
    params: {
      epochs: 2,
      maxSteps: null,
      batchSize: 4,
      microBatch: 4,
      learningRate: 1e-4,
      schedule: 'constant',
      warmupRatio: 0,
      weightDecay: 0,
      maxGradNorm: 1,
      maxLength: 64,
      gradientCheckpointing: false,
      lora: null,
      loggingSteps: 1,
      evalSteps: 100,
      saveSteps: 2,
      beta: 0.1,
      loss: 'sigmoid',
      labelSmoothing: 0,
      useWeights: false,
    },
  });
  await writeFile(join(source, 'spec.json'), JSON.stringify(spec));
  await promisify(execFile)(python, ['-m', 'trainer', join(source, 'spec.json')], { cwd: trainerFolder });
}, 600_000);
afterAll(() => rm(root, { recursive: true, force: true }));

/** The same numbers for the same seed (mulberry32). */
function chanceOf(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number) => Math.floor(next() * n);
  const pick = <T>(from: T[]): T => {
    const one = from[below(from.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  };
  return { below, pick };
}
type Chance = ReturnType<typeof chanceOf>;
type Damage = (folder: string, chance: Chance) => Promise<void>;

const manifestFile = 'manifest.json';
const manifestText = z.looseObject({
  step: z.int(),
  files: z.array(z.looseObject({ path: z.string(), bytes: z.int(), sha256: z.string() })),
});

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name !== manifestFile)
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted();
}
const someFile = async (folder: string, { pick }: Chance) => pick(await filesOf(folder));

/** Changes the manifest, which then says something else than the folder holds or than the run is. */
async function edit(
  folder: string,
  change: (manifest: z.infer<typeof manifestText>) => Record<string, unknown> | undefined,
): Promise<void> {
  const path = join(folder, manifestFile);
  const manifest = manifestText.parse(JSON.parse(await readFile(path, 'utf8')));
  const changed = change(manifest) ?? manifest;
  await writeFile(path, JSON.stringify(changed));
}
const first = ({ files }: z.infer<typeof manifestText>) => {
  const [entry] = files;
  if (!entry) throw new Error('the manifest names no file');
  return entry;
};

const damages: Record<string, Damage> = {
  async 'cut short'(folder, chance) {
    const path = await someFile(folder, chance);
    const content = await readFile(path);
    await writeFile(path, content.subarray(0, chance.below(content.length)));
  },
  async 'a bit flipped'(folder, chance) {
    const path = await someFile(folder, chance);
    const content = await readFile(path);
    const at = chance.below(content.length);
    content[at] = (content[at] ?? 0) ^ (1 << chance.below(8));
    await writeFile(path, content);
  },
  async 'a file gone'(folder, chance) {
    await rm(await someFile(folder, chance));
  },
  async 'two files swapped'(folder, chance) {
    const one = await someFile(folder, chance);
    let other = one;
    while ((await readFile(one)).equals(await readFile(other))) other = await someFile(folder, chance);
    await rename(one, `${one}.away`);
    await rename(other, one);
    await rename(`${one}.away`, other);
  },
  async 'a file more'(folder, chance) {
    const path = join(folder, chance.pick(['pytorch_model.bin', 'x.pkl', 'extra/manifest.json', '.hidden']));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, Buffer.from([0x80, 4, 0x4b, 1, 0x2e]));
  },
  async 'a link'(folder, chance) {
    const path = await someFile(folder, chance);
    await rename(path, `${dirname(folder)}.kept`);
    await symlink(`${dirname(folder)}.kept`, path);
  },
  async 'another step'(folder, { below }) {
    await rename(folder, join(dirname(folder), `checkpoint-${5 + below(1000)}`));
  },
  async 'half written'(folder, chance) {
    await rm(join(folder, manifestFile));
    for (const path of (await filesOf(folder)).slice(chance.below(3))) await rm(path);
  },
  async 'a manifest cut short'(folder, { below }) {
    const text = await readFile(join(folder, manifestFile), 'utf8');
    await writeFile(join(folder, manifestFile), text.slice(0, below(text.length - 1)));
  },
  async 'a manifest with more behind it'(folder) {
    await appendFile(join(folder, manifestFile), '}');
  },
  async 'another run'(folder) {
    await edit(folder, (manifest) => ({ ...manifest, runId: 'another' }));
  },
  async 'another configuration'(folder) {
    await edit(folder, (manifest) => ({ ...manifest, configHash: 'another' }));
  },
  async 'another step in the manifest'(folder, { pick }) {
    await edit(folder, (manifest) => ({ ...manifest, step: pick([0, 3, 5, 400]) }));
  },
  async 'a model'(folder) {
    await edit(folder, (manifest) => ({ ...manifest, kind: 'model' }));
  },
  async 'a field less'(folder, { pick }) {
    await edit(folder, (manifest) => {
      const gone = pick(Object.keys(manifest));
      return Object.fromEntries(Object.entries(manifest).filter(([name]) => name !== gone));
    });
  },
  async 'a file that is not listed'(folder, { below }) {
    await edit(folder, (manifest) => void manifest.files.splice(below(manifest.files.length), 1));
  },
  async 'another size'(folder) {
    await edit(folder, (manifest) => {
      first(manifest).bytes += 1;
      return undefined;
    });
  },
  async 'another hash'(folder) {
    await edit(folder, (manifest) => {
      first(manifest).sha256 = first(manifest).sha256.split('').toReversed().join('');
      return undefined;
    });
  },
  async 'a path outside'(folder) {
    await edit(folder, (manifest) => {
      first(manifest).path = `../checkpoint-2/${first(manifest).path}`;
      return undefined;
    });
  },
  async 'no file at all'(folder) {
    await edit(folder, (manifest) => ({ ...manifest, files: [] }));
  },
};

it('is passed over for the one before it, whatever was done to it: two hundred times', async () => {
  const told: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line) => void told.push(line) });
  expect(await newestWhole([source], run, log)).toMatchObject({ step: 4 });
  expect(told).toEqual([]);
  const names = Object.keys(damages);
  for (let seed = 0; seed < tries; seed += 1) {
    const name = names[seed % names.length] ?? '';
    const attempt = join(root, `attempt-${seed}`);
    await cp(join(source, 'checkpoints'), join(attempt, 'checkpoints'), { recursive: true });
    await damages[name]?.(join(attempt, 'checkpoints', 'checkpoint-4'), chanceOf(seed));
    const found = await newestWhole([attempt], run, log);
    expect(found, `${name}, seed ${seed}`).toEqual({
      from: join(attempt, 'checkpoints', 'checkpoint-2'),
      step: 2,
    });
    await rm(attempt, { recursive: true });
  }
  expect(told.length).toBe(tries);
}, 600_000);
