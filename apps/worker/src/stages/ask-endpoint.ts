import { createHash } from 'node:crypto';
import type { ChatMessage, GenerateConfig } from '@prefloop/contract';
import type { ModelVersion, NewResponse } from '@prefloop/db';
import OpenAI from 'openai';
import { explainEndpoint, openEndpoint } from '../models/endpoint.ts';
import type { StoreResponses } from './generate.ts';
import type { AttemptContext, StageEnd } from './stage.ts';

export type AskedPrompt = { promptId: string; messages: ChatMessage[] };

type Question = { prompt: AskedPrompt; version: ModelVersion; sampleIndex: number };
type Failure = { promptId: string; versionId: string; sampleIndex: number; message: string };
export type EndpointEnd =
  | { kind: 'done'; figures: Record<string, number> }
  | Exclude<StageEnd, { kind: 'succeeded' }>;

const failuresShown = 50;
/** An endpoint that fails so often in a row, and has never answered, is not asked the rest. */
const hopelessAfter = 8;
const tellEveryMs = 500;

/**
 * Asks endpoints whatever is not answered yet, some requests at a time. What an endpoint fails to answer after
 * retries is reported by prompt; the run fails only where nothing could be had, or where access is refused.
 */
export async function askEndpoint(
  context: AttemptContext,
  asked: {
    config: GenerateConfig;
    versions: ModelVersion[];
    prompts: AskedPrompt[];
    answered: Set<string>;
    store: StoreResponses;
  },
): Promise<EndpointEnd> {
  const { session } = context;
  const { config, answered } = asked;
  const questions = asked.versions.flatMap((version) =>
    asked.prompts.flatMap((prompt) =>
      Array.from({ length: config.samplesPerPrompt }, (_, sampleIndex) => ({ prompt, version, sampleIndex })),
    ),
  );
  const open = questions.filter(
    ({ prompt, version, sampleIndex }) => !answered.has(`${prompt.promptId} ${version.id} ${sampleIndex}`),
  );
  const total = answered.size - (questions.length - open.length) + questions.length;
  const teller = createTeller(context, asked.store, { done: total - open.length, total });
  const askers = new Map(
    asked.versions.map((version) => [version.id, createAsker(context, version, config)]),
  );
  const failures: Failure[] = [];
  let refused: string | null = null;
  let inARow = 0;
  let next = 0;

  async function work(): Promise<void> {
    while (next < open.length && refused === null && !session.signal.aborted) {
      const question = open[next];
      next += 1;
      if (!question) return;
      try {
        const answer = await askers.get(question.version.id)?.(question);
        if (answer) teller.add(answer);
        inARow = 0;
      } catch (error) {
        if (session.signal.aborted) return;
        inARow += 1;
        failures.push(failureOf(question, error));
        if (isRefusal(error) || (inARow >= hopelessAfter && teller.count() === 0))
          refused = explainEndpoint(error);
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(config.concurrency, open.length) }, work));
  await teller.flush({ count: failures.length, first: failures.slice(0, failuresShown) });

  if (session.signal.aborted) return { kind: 'stopped' };
  if (refused !== null || (failures.length > 0 && failures.length === open.length)) {
    const why = refused ?? failures[0]?.message ?? '';
    return {
      kind: 'failed',
      outcome: 'failed',
      final: false,
      error: {
        code: 'ENDPOINT_FAILED',
        message: `The endpoint could not be used: ${why}`,
        hint: 'Check its address, its key and its limits. Answers that came are kept; another try asks only the rest.',
      },
    };
  }
  return { kind: 'done', figures: { endpoint_answers: teller.count(), endpoint_failures: failures.length } };
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof OpenAI.AuthenticationError ||
    error instanceof OpenAI.PermissionDeniedError ||
    error instanceof OpenAI.NotFoundError
  );
}

function failureOf({ prompt, version, sampleIndex }: Question, error: unknown): Failure {
  return { promptId: prompt.promptId, versionId: version.id, sampleIndex, message: explainEndpoint(error) };
}

/** Stores answers a few at a time, with progress and speed. */
function createTeller(
  context: AttemptContext,
  store: StoreResponses,
  start: { done: number; total: number },
) {
  const began = Date.now();
  let pending: NewResponse[] = [];
  let count = 0;
  let tokens = 0;
  let timer: NodeJS.Timeout | undefined;
  let telling: Promise<void> = Promise.resolve();

  async function tell(extra: Record<string, unknown>): Promise<void> {
    const rows = pending;
    pending = [];
    await store(rows);
    const seconds = Math.max((Date.now() - began) / 1000, 0.001);
    const step = start.done + count;
    const secondsLeft = count > 0 ? (seconds / count) * (start.total - step) : null;
    await context.session.record(context.attempt, {
      metrics: count > 0 ? [{ name: 'tokens_per_second', step, value: tokens / seconds }] : [],
      progress: { step, total: start.total, unit: 'response', secondsLeft, ...extra },
    });
  }
  function queueTell(extra: Record<string, unknown>): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    // One after the other: progress must not go back.
    telling = telling.then(() => tell(extra));
    // The last one is waited for; until then a failure must not end the process.
    telling.catch(() => {});
    return telling;
  }
  return {
    count: () => count,
    add(row: NewResponse): void {
      pending.push(row);
      count += 1;
      tokens += row.tokens ?? 0;
      timer ??= setTimeout(() => queueTell({}), tellEveryMs);
    },
    flush: (failures: { count: number; first: Failure[] }) => queueTell({ failures }),
  };
}

/** Asks one version. Whether it knows log-probabilities is found out by the first refusal. */
function createAsker(context: AttemptContext, version: ModelVersion, config: GenerateConfig) {
  const { client, model } = openEndpoint(version, { secret: context.deps.config.secret, maxRetries: 4 });
  let knowsLogprobs = true;
  const request = ({ prompt, sampleIndex }: Question, logprobs: boolean) =>
    client.chat.completions.create(
      {
        model,
        messages: prompt.messages,
        temperature: config.temperature,
        top_p: config.topP,
        max_tokens: config.maxNewTokens,
        seed: requestSeed(config.seed, prompt.promptId, sampleIndex),
        ...(logprobs ? { logprobs: true } : {}),
        // Not OpenAI's own, but what servers of open models take.
        ...(config.topK > 0 ? { top_k: config.topK } : {}),
      },
      { signal: context.session.signal },
    );

  return async (question: Question): Promise<NewResponse> => {
    // Others may find out meanwhile that there are none: what counts is what this request asked for.
    const asksLogprobs = knowsLogprobs;
    const completion = await request(question, asksLogprobs).catch((error: unknown) => {
      const unknown = error instanceof OpenAI.BadRequestError && /logprob/i.test(error.message);
      if (!asksLogprobs || !unknown) throw error;
      knowsLogprobs = false;
      return request(question, false);
    });
    return responseOf(question, config, completion);
  };
}

function responseOf(
  { prompt, version, sampleIndex }: Question,
  config: GenerateConfig,
  completion: OpenAI.ChatCompletion,
): NewResponse {
  const choice = completion.choices[0];
  const finish = choice?.finish_reason;
  if (finish !== 'stop' && finish !== 'length') {
    throw new Error(`The endpoint ended its answer with "${finish ?? 'nothing'}", so it was not taken.`);
  }
  const told = choice?.logprobs?.content;
  return {
    promptId: prompt.promptId,
    modelVersionId: version.id,
    sampleIndex,
    text: choice?.message.content ?? '',
    finishReason: finish,
    tokens: completion.usage?.completion_tokens ?? null,
    promptTokens: completion.usage?.prompt_tokens ?? null,
    logprob: told && told.length > 0 ? told.reduce((sum, { logprob }) => sum + logprob, 0) : null,
    seed: requestSeed(config.seed, prompt.promptId, sampleIndex),
  };
}

/** Each answer its own seed, the same whenever the run is repeated; 31 bits, which every server takes. */
function requestSeed(seed: number, promptId: string, sampleIndex: number): number {
  const digest = createHash('sha256').update(`${seed}:${promptId}:${sampleIndex}`).digest();
  return digest.readUInt32BE(0) >>> 1;
}
