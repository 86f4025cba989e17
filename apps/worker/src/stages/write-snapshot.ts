import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type PromptRow, promptRow, type TrainingPlan } from '@prefloop/contract';
import { listSnapshotRows } from '@prefloop/db';
import type { WorkerDeps } from '../deps.ts';
import type { AttemptContext } from './stage.ts';

const rowsAtOnce = 500;

type Split = 'train' | 'eval';
type Rows = AsyncGenerator<{ ordinal: number; row: Record<string, unknown> }>;

/** Writes the snapshot's rows and the fixed prompts into the attempt's folder, page by page. */
export async function writeSnapshot(
  context: AttemptContext,
  plan: TrainingPlan,
): Promise<{ train: string; eval: string | null; samples: string | null }> {
  const { deps, folder } = context;
  const { snapshotId, samples } = plan.config;
  const fixed = new Map<string, PromptRow>();

  async function write(split: Split): Promise<string | null> {
    const path = join(folder, `${split}.jsonl`);
    let count = 0;
    async function* lines() {
      for await (const { ordinal, row } of rowsOf(deps, snapshotId, split)) {
        count += 1;
        if (fixed.size < samples.count) addPrompt(fixed, ordinal, row);
        yield `${JSON.stringify(row)}\n`;
      }
    }
    await pipeline(Readable.from(lines()), createWriteStream(path));
    return count === 0 ? null : path;
  }
  // Held-out prompts first: on them a change of tone is none that was learnt by heart.
  const held = await write('eval');
  const train = await write('train');
  const prompts = join(folder, 'samples.jsonl');
  await writeFile(prompts, [...fixed.values()].map((prompt) => `${JSON.stringify(prompt)}\n`).join(''));
  return {
    train: train ?? join(folder, 'train.jsonl'),
    eval: held,
    samples: fixed.size === 0 ? null : prompts,
  };
}

async function* rowsOf(deps: WorkerDeps, snapshotId: string, split: Split): Rows {
  let after = -1;
  for (;;) {
    const rows = await listSnapshotRows(deps.db, snapshotId, { split, after, limit: rowsAtOnce });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < rowsAtOnce) return;
    after = last.ordinal;
  }
}

/** Several rows may share a prompt; it is asked once. */
function addPrompt(fixed: Map<string, PromptRow>, ordinal: number, row: Record<string, unknown>): void {
  const key = JSON.stringify(row.prompt);
  if (fixed.has(key)) return;
  fixed.set(key, promptRow.parse({ promptId: `row-${ordinal}`, messages: row.prompt }));
}
