import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type RunSpecInput, scoreConfig, scoreRow } from '@prefloop/contract';
import { recordScores, unscoredResponses } from '@prefloop/db';
import { z } from 'zod';
import { loadVersions } from '../models/load-versions.ts';
import { readyFolder } from '../models/ready-folder.ts';
import { followLines } from '../platform/line-file.ts';
import { patiently } from '../run-session.ts';
import { memoryShare } from './memory-share.ts';
import { runTrainer } from './run-trainer.ts';
import type { AttemptContext, Stage, StageEnd } from './stage.ts';

const storedConfig = scoreConfig.safeExtend({ promptIds: z.array(z.uuid()) });
type Config = z.infer<typeof storedConfig>;

/** Reward models score responses. What an attempt before has stored is scored already: another one takes the rest. */
export const score: Stage = {
  findResume: async () => ({ from: null, step: null }),

  async work(context) {
    return scoreResponses(context, storedConfig.parse(context.session.run.config));
  },
};

/** Scores the responses to the prompts; of an evaluation those that it made itself, and no others. */
export async function scoreResponses(
  context: AttemptContext,
  asked: Pick<Config, 'promptIds' | 'versionIds' | 'batchSize' | 'device'>,
  runId?: string,
): Promise<StageEnd> {
  const share = shareOf(context, asked);
  const config = share.settings;
  const answers = join(context.folder, 'answers.jsonl');
  const count = await writeAnswers(context, { ...config, runId }, answers);
  if (count === 0) return { kind: 'succeeded', progress: { figures: { scores: 0 }, secondsLeft: 0 } };
  const scores = followLines(join(context.folder, 'scores.jsonl'));
  const told = await runTrainer(context, await buildSpec(context, config, answers), {
    warnings: share.warnings,
    async onLook() {
      for (let lines = await scores.read(); lines.length > 0; lines = await scores.read()) {
        if (!(await store(context, lines))) return;
      }
    },
  }).finally(() => scores.close());
  const end = share.judge(told);
  if (end.kind !== 'completed') return end;
  const { figures, logTail } = end;
  return { kind: 'succeeded', progress: { figures, secondsLeft: 0 }, logTail };
}

type Asked = Parameters<typeof scoreResponses>[1];

function shareOf(context: AttemptContext, config: Asked) {
  const { batchSize } = config;
  const words = (count: number) => `${count} ${count === 1 ? 'response' : 'responses'} at once`;
  const half = Math.floor(batchSize / 2);
  return memoryShare(
    context,
    { settings: config, words: words(batchSize) },
    half === 0 ? null : { settings: { ...config, batchSize: half }, words: words(half) },
    'Score with fewer responses at once, or give the machine more memory.',
  );
}

async function writeAnswers(
  { deps }: AttemptContext,
  wanted: Parameters<typeof unscoredResponses>[1],
  path: string,
): Promise<number> {
  let count = 0;
  async function* lines() {
    for await (const answer of unscoredResponses(deps.db, wanted)) {
      count += 1;
      yield `${JSON.stringify(answer)}\n`;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
  return count;
}

async function buildSpec(context: AttemptContext, config: Asked, answers: string): Promise<RunSpecInput> {
  const { deps, session, folder } = context;
  const models: { versionId: string; path: string }[] = [];
  for (const version of await loadVersions(deps, config.versionIds)) {
    models.push({ versionId: version.id, path: await readyFolder(deps, version) });
  }
  return {
    version: 1,
    method: 'score',
    runId: session.run.id,
    attempt: context.attempt,
    epoch: session.hold.epoch,
    seed: 0,
    outputDir: folder,
    device: config.device,
    resumeFrom: null,
    configHash: session.run.configHash,
    models,
    answers,
    params: { batchSize: config.batchSize },
  };
}

/** False once the run is somebody else's. */
async function store({ deps, session }: AttemptContext, lines: string[]): Promise<boolean> {
  if (session.reason() === 'lost') return false;
  const rows = lines.map((line) => scoreRow.parse(JSON.parse(line)));
  const stored = await patiently(session.log, () => recordScores(deps.db, session.hold, rows));
  if (!stored) session.stop('lost');
  return stored;
}
