import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GenerateConfig, generateConfig, type RunSpecInput, responseRow } from '@prefloop/contract';
import {
  listAnswered,
  listAttemptFolders,
  type ModelVersion,
  type NewResponse,
  readPromptMessages,
  recordResponses,
} from '@prefloop/db';
import { z } from 'zod';
import type { WorkerDeps } from '../deps.ts';
import { loadVersions } from '../models/load-versions.ts';
import { readyFolder } from '../models/ready-folder.ts';
import { copyLines, countLines, followLines } from '../platform/line-file.ts';
import { patiently, type RunSession } from '../run-session.ts';
import { type AskedPrompt, askEndpoint } from './ask-endpoint.ts';
import { carryEvents } from './carry-events.ts';
import { memoryShare } from './memory-share.ts';
import { runTrainer } from './run-trainer.ts';
import type { AttemptContext, Resume, Stage, StageEnd } from './stage.ts';

const storedConfig = generateConfig.safeExtend({ promptIds: z.array(z.uuid()) });
const responsesFile = 'responses.jsonl';

/** Answers prompts: local versions by the trainer, the others by their endpoints. */
export const generate: Stage = {
  async findResume(deps, session) {
    return findAnswers(deps, session, (attempt) => attempt);
  },

  async work(context) {
    return answerPrompts(context, storedConfig.parse(context.session.run.config));
  },
};

/** Where an attempt before this one has answers in its files, and how many. */
export async function findAnswers(
  deps: WorkerDeps,
  session: RunSession,
  folderOf: (attempt: string) => string,
): Promise<Resume> {
  for (const attempt of await listAttemptFolders(deps.db, session.run.id)) {
    const folder = folderOf(attempt);
    const lines = await countLines(join(folder, responsesFile));
    if (lines > 0) return { from: folder, step: lines };
  }
  return { from: null, step: null };
}

/** Has every version answer the prompts; what an attempt before this one answered is taken over. */
export async function answerPrompts(
  context: AttemptContext,
  config: z.infer<typeof storedConfig>,
): Promise<StageEnd> {
  const { deps, session } = context;
  const versions = await loadVersions(deps, config.versionIds);
  const prompts = await askedPrompts(deps, config);
  const local = versions.filter(({ origin }) => origin !== 'endpoint');
  const remote = versions.filter(({ origin }) => origin === 'endpoint');
  const perVersion = prompts.length * config.samplesPerPrompt;
  const store = storeResponses(deps, session, config);
  let figures: Record<string, unknown> = {};
  let logTail: string | undefined;

  await takeOver(context);
  if (local.length > 0) {
    const end = await askTrainer(context, {
      config,
      local,
      prompts,
      store,
      remoteTotal: remote.length * perVersion,
    });
    if (end.kind !== 'completed') return end;
    figures = end.figures;
    logTail = end.logTail;
  }
  if (remote.length > 0) {
    const answered = await listAnswered(deps.db, session.run.id);
    const end = await askEndpoint(context, { config, versions: remote, prompts, answered, store });
    if (end.kind !== 'done') return end;
    figures = { ...figures, ...end.figures };
  }
  return { kind: 'succeeded', progress: { figures, secondsLeft: 0 }, ...(logTail ? { logTail } : {}) };
}

/**
 * Takes over what the attempt before made, so that nothing is answered twice: its answers up to the step we go on
 * from, and what it told of them, which its worker, killed, may not have come to store.
 * A copy, and no look into that folder later: the trainer of a worker that only slept still writes there.
 */
async function takeOver(context: AttemptContext): Promise<void> {
  const { folder, resume } = context;
  const { from, step } = resume;
  if (from === null || step === null) return;
  await copyLines(join(from, responsesFile), join(folder, responsesFile), step);
  await carryEvents(context, from, step);
}

/** The prompts as models are asked them. */
async function askedPrompts(deps: WorkerDeps, config: z.infer<typeof storedConfig>): Promise<AskedPrompt[]> {
  const rows = await readPromptMessages(deps.db, config.promptIds);
  return rows.map(({ id, messages }) => {
    const needsSystem = config.systemPrompt !== null && messages[0]?.role !== 'system';
    const system = needsSystem ? [{ role: 'system' as const, content: config.systemPrompt ?? '' }] : [];
    return { promptId: id, messages: [...system, ...messages] };
  });
}

export type StoreResponses = (rows: NewResponse[]) => Promise<void>;

function storeResponses(deps: WorkerDeps, session: RunSession, config: GenerateConfig): StoreResponses {
  const { temperature, topP, topK, maxNewTokens, systemPrompt } = config;
  const args = {
    projectId: session.run.projectId,
    sampling: { temperature, topP, topK, maxNewTokens, ...(systemPrompt === null ? {} : { systemPrompt }) },
  };
  return async (rows) => {
    if (rows.length === 0 || session.reason() === 'lost') return;
    const stored = await patiently(session.log, () =>
      recordResponses(deps.db, session.hold, { ...args, rows }),
    );
    if (!stored) session.stop('lost');
  };
}

async function askTrainer(
  context: AttemptContext,
  asked: {
    config: GenerateConfig;
    local: ModelVersion[];
    prompts: AskedPrompt[];
    store: StoreResponses;
    remoteTotal: number;
  },
): Promise<Awaited<ReturnType<typeof runTrainer>>> {
  const { session, folder } = context;
  const share = shareOf(context, asked.config);
  const spec = await buildSpec(context, { ...asked, config: share.settings });
  const responses = followLines(join(folder, responsesFile));
  const end = await runTrainer(context, spec, {
    warnings: share.warnings,
    progressOf: ({ step, total }) => ({ step, total: total + asked.remoteTotal }),
    async onLook() {
      for (let lines = await responses.read(); lines.length > 0; lines = await responses.read()) {
        await asked.store(lines.map(parseResponse));
        if (session.reason() === 'lost') return;
      }
    },
  }).finally(() => responses.close());
  return share.judge(end);
}

function shareOf(context: AttemptContext, config: GenerateConfig) {
  const words = (tokens: number) => `${tokens} tokens in a batch`;
  const half = Math.floor(config.tokenBudget / 2);
  return memoryShare(
    context,
    { settings: config, words: words(config.tokenBudget) },
    { settings: { ...config, tokenBudget: half }, words: words(half) },
    'Lower Tokens in a batch or the longest answer, or give the machine more memory.',
  );
}

async function buildSpec(
  context: AttemptContext,
  { config, local, prompts }: { config: GenerateConfig; local: ModelVersion[]; prompts: AskedPrompt[] },
): Promise<RunSpecInput> {
  const { deps, session, folder } = context;
  const promptsPath = join(folder, 'prompts.jsonl');
  await writeFile(promptsPath, prompts.map((prompt) => `${JSON.stringify(prompt)}\n`).join(''));
  const models: { versionId: string; path: string }[] = [];
  for (const version of local) {
    models.push({ versionId: version.id, path: await readyFolder(deps, version) });
  }
  const { samplesPerPrompt, temperature, topP, topK, maxNewTokens, maxPromptTokens, tokenBudget } = config;
  return {
    version: 1,
    method: 'generate',
    runId: session.run.id,
    attempt: context.attempt,
    epoch: session.hold.epoch,
    seed: config.seed,
    outputDir: folder,
    device: config.device,
    // What was made before lies in the attempt's own folder already.
    resumeFrom: null,
    configHash: session.run.configHash,
    models,
    prompts: promptsPath,
    params: { samplesPerPrompt, temperature, topP, topK, maxNewTokens, maxPromptTokens, tokenBudget },
  };
}

function parseResponse(line: string): NewResponse {
  const { versionId, ...row } = responseRow.parse(JSON.parse(line));
  return { ...row, modelVersionId: versionId };
}
