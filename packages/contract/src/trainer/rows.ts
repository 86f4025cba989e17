import { z } from 'zod';

/** The JSON lines that pass between platform and trainer, one object a line. TRL loads them as they are. */

export const chatMessage = z.strictObject({
  role: z.enum(['system', 'user', 'assistant']),
  content: z.string(),
});
export type ChatMessage = z.infer<typeof chatMessage>;

const prompt = z.array(chatMessage).min(1);
const answer = z.tuple([z.strictObject({ role: z.literal('assistant'), content: z.string().min(1) })]);

/** What a model is asked: for `generate` and for the fixed prompts sampled during training. */
export const promptRow = z.strictObject({ promptId: z.string().min(1), messages: prompt });
export type PromptRow = z.infer<typeof promptRow>;

/** One demonstration. `group` names what a split or an interval clusters by, as a rule the prompt. */
export const sftRow = z.strictObject({
  prompt,
  completion: answer,
  group: z.string().optional(),
  taskType: z.string().optional(),
});
export type SftRow = z.infer<typeof sftRow>;

/** One preference. `margin` is the strength for the reward loss, `weight` how much the pair counts (1 as a rule). */
export const preferenceRow = z.strictObject({
  prompt,
  chosen: answer,
  rejected: answer,
  margin: z.number().min(0).optional(),
  weight: z.number().min(0).optional(),
  group: z.string().optional(),
  taskType: z.string().optional(),
});
export type PreferenceRow = z.infer<typeof preferenceRow>;

/** One answer that people found good (`label` true) or bad, for methods that learn from such, as KTO does. */
export const unpairedRow = z.strictObject({
  prompt,
  completion: answer,
  label: z.boolean(),
  group: z.string().optional(),
  taskType: z.string().optional(),
});
export type UnpairedRow = z.infer<typeof unpairedRow>;

/** One answer made by `generate`, in `responses.jsonl`. */
export const responseRow = z.strictObject({
  promptId: z.string().min(1),
  versionId: z.string().min(1),
  sampleIndex: z.int().min(0),
  text: z.string(),
  /** `stop`: the model ended its answer; `length`: it was cut off at `maxNewTokens`. */
  finishReason: z.enum(['stop', 'length']),
  /** Tokens sampled, the end token included. */
  tokens: z.int().min(1),
  promptTokens: z.int().min(1),
  /** Natural log-probability of the sampled tokens under the untempered model, summed in fp32. */
  logprob: z.number(),
  /** The key of this answer's noise, made from the run's seed, the prompt, the sample index and the version. */
  seed: z.int().min(0),
});
export type ResponseRow = z.infer<typeof responseRow>;

/** One response to be scored. `finished` is false where it was cut off by a limit. */
export const answerRow = z.strictObject({
  responseId: z.string().min(1),
  prompt,
  text: z.string(),
  finished: z.boolean(),
});
export type AnswerRow = z.infer<typeof answerRow>;

/** The score of one response by one reward model, in `scores.jsonl`; null: cut off, or too long for the model. */
export const scoreRow = z.strictObject({
  responseId: z.string().min(1),
  versionId: z.string().min(1),
  score: z.number().nullable(),
});
export type ScoreRow = z.infer<typeof scoreRow>;

/** One held-out pair scored after training, in `evaluation.jsonl` (reward, dpo, orpo, simpo); `line` counts from 1 in the eval file. */
export const pairEvaluationRow = z.strictObject({
  line: z.int().min(1),
  group: z.string().nullable(),
  taskType: z.string().nullable(),
  chosenScore: z.number(),
  rejectedScore: z.number(),
  chosenLength: z.int(),
  rejectedLength: z.int(),
  /** Whether length alone tells the pair right: 1 or 0, half for equal lengths. */
  lengthRight: z.union([z.literal(0), z.literal(0.5), z.literal(1)]),
});
/** One held-out answer scored after training, in `evaluation.jsonl` (kto); `line` counts from 1 in the eval file. */
export const answerEvaluationRow = z.strictObject({
  line: z.int().min(1),
  group: z.string().nullable(),
  taskType: z.string().nullable(),
  /** Whether people found it good. */
  label: z.boolean(),
  score: z.number(),
  /** What length alone says of it: higher is better. */
  lengthScore: z.number(),
});
export type AnswerEvaluationRow = z.infer<typeof answerEvaluationRow>;

export type PairEvaluationRow = z.infer<typeof pairEvaluationRow>;
