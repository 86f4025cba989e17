import { z } from 'zod';

/** How rows are packed in a file. gzip around any of them is found by its magic bytes and is no container of its own. */
export const importContainer = z.enum(['jsonl', 'json', 'csv', 'tsv']).meta({ id: 'ImportContainer' });
export type ImportContainer = z.infer<typeof importContainer>;

/** The row layouts that are recognised. The first two are this platform's own canonical rows. */
export const importLayout = z
  .enum([
    'prefloop',
    'prefloop-pairs',
    'alpaca',
    'self-instruct',
    'self-instruct-predictions',
    'messages',
    'messages-label',
    'sharegpt',
    'prompt-completion',
    'fastchat',
    'oasst',
    'text',
    'pandalm',
    'two-responses',
    'hh',
    'preference',
    'instruction-preference',
    'llama-factory',
  ])
  .meta({ id: 'ImportLayout' });
export type ImportLayout = z.infer<typeof importLayout>;

/** What a file is read as: prompts (with demonstrations), or pairs of responses with their ratings. */
export const importKind = z.enum(['prompts', 'pairs']).meta({ id: 'ImportKind' });
export type ImportKind = z.infer<typeof importKind>;

const column = z.string().min(1).max(500);

/**
 * Which column plays which part; a part that is left out is not read. Columns that play no part become metadata.
 * `models` is one column that names both models joined by an underscore, as PandaLM's `cmp_key`.
 */
export const importMapping = z
  .strictObject({
    id: column.optional(),
    instruction: column.optional(),
    input: column.optional(),
    system: column.optional(),
    messages: column.optional(),
    turns: column.optional(),
    instances: column.optional(),
    output: column.optional(),
    taskType: column.optional(),
    classification: column.optional(),
    language: column.optional(),
    tags: column.optional(),
    label: column.optional(),
    chosen: column.optional(),
    rejected: column.optional(),
    response1: column.optional(),
    response2: column.optional(),
    model1: column.optional(),
    model2: column.optional(),
    models: column.optional(),
    verdicts: z.array(column).min(1).max(100).optional(),
    annotator: column.optional(),
    comment: column.optional(),
  })
  .meta({ id: 'ImportMapping' });
export type ImportMapping = z.infer<typeof importMapping>;

export const importMessage = z
  .strictObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })
  .meta({ id: 'ImportMessage' });
export type ImportMessage = z.infer<typeof importMessage>;

const sourceName = z.string().min(1).max(300);
const sourceId = z.string().min(1).max(300);
const taskType = z.string().min(1).max(100);
const language = z.string().min(1).max(35);
const tags = z.array(z.string().min(1).max(100)).max(50);

/**
 * A prompt as it enters the platform. `(source, sourceId)` is its identity; the text never is.
 * `messages`: an optional system message first, the last one is the user's. Several user messages in a row are the
 * turns of a multi-turn question that a model answers one after the other.
 * `reference` (the demonstration): the answer to the last message; for several user turns in a row, one assistant message each.
 */
export const importPrompt = z
  .object({
    source: sourceName,
    sourceId,
    messages: z.array(importMessage).min(1).max(1000),
    taskType: taskType.optional(),
    language: language.optional(),
    tags,
    reference: z.union([z.string(), z.array(importMessage).min(1)]).optional(),
    metadata: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'ImportPrompt' });
export type ImportPrompt = z.infer<typeof importPrompt>;

/** Text may be empty: a model that said nothing was rated for it. */
export const importResponse = z
  .object({ text: z.string(), model: z.string().min(1).max(300).optional() })
  .meta({ id: 'ImportResponse' });
export type ImportResponse = z.infer<typeof importResponse>;

/** -3 first response much better … 0 tie … 3 second response much better; or both are equally good or bad. */
export const importVerdict = z.union([z.int().min(-3).max(3), z.enum(['both_good', 'both_bad'])]);
export type ImportVerdict = z.infer<typeof importVerdict>;

/** `annotator` is a key within the source, such as `annotator1`; it needs no login. */
export const importRating = z
  .object({
    annotator: z.string().min(1).max(300),
    verdict: importVerdict,
    comment: z.string().optional(),
  })
  .meta({ id: 'ImportRating' });
export type ImportRating = z.infer<typeof importRating>;

export const importPair = z
  .object({
    prompt: importPrompt,
    responses: z.tuple([importResponse, importResponse]),
    ratings: z.array(importRating).min(1).max(1000),
  })
  .meta({ id: 'ImportPair' });
export type ImportPair = z.infer<typeof importPair>;

/** One canonical row: what every layout is turned into. */
export const importRow = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('prompt'), prompt: importPrompt }),
  z.object({ kind: z.literal('pair'), pair: importPair }),
]);
export type ImportRow = z.infer<typeof importRow>;

/** Why a row was skipped. */
export const importProblemCode = z.enum([
  'INVALID_UTF8',
  'INVALID_JSON',
  'INVALID_QUOTES',
  'NUL_CHARACTER',
  'LONE_SURROGATE',
  'NOT_AN_OBJECT',
  'TOO_LONG',
  'TOO_DEEP',
  'TOO_MANY_COLUMNS',
  'COLUMN_COUNT',
  'MISSING_FIELD',
  'WRONG_TYPE',
  'EMPTY_PROMPT',
  'UNKNOWN_ROLE',
  'TURN_ORDER',
  'UNKNOWN_VERDICT',
  'DUPLICATE_ID',
  'MORE_ARRAYS',
]);
export type ImportProblemCode = z.infer<typeof importProblemCode>;

/** `message` is whole and begins with the line; `field` is a path such as `messages[2].role`. `line` counts from 1. */
export const importProblem = z
  .object({
    line: z.int().min(1),
    problem: z.object({ code: importProblemCode, message: z.string(), field: z.string().optional() }),
  })
  .meta({ id: 'ImportProblem' });
export type ImportProblem = z.infer<typeof importProblem>;

/** Values for rows whose file says nothing of them. */
export const importDefaults = z
  .strictObject({ taskType: taskType.optional(), language: language.optional(), tags: tags.optional() })
  .meta({ id: 'ImportDefaults' });
export type ImportDefaults = z.infer<typeof importDefaults>;

/** What a person settles before an import; all of it is found by looking at the file where it is left out. */
export const importSettings = z
  .strictObject({
    container: importContainer.optional(),
    layout: importLayout.optional(),
    kind: importKind.optional(),
    mapping: importMapping.optional(),
    defaults: importDefaults.optional(),
    annotator: z
      .string()
      .min(1)
      .max(300)
      .optional()
      .describe('Who rated, where the file names nobody; "unnamed" if left out.'),
  })
  .meta({ id: 'ImportSettings' });
export type ImportSettings = z.infer<typeof importSettings>;

export const importColumn = z
  .object({
    name: z.string(),
    types: z.array(z.enum(['text', 'number', 'boolean', 'list', 'object', 'empty'])),
    filled: z.number().min(0).max(1).describe('Share of the sampled rows that have a value here.'),
    examples: z.array(z.string()).max(3),
  })
  .meta({ id: 'ImportColumn' });
export type ImportColumn = z.infer<typeof importColumn>;

/** What a look at the first rows of a file tells. `layout` is null where none fits: a person must map the columns. */
export const importPreview = z
  .object({
    container: importContainer,
    gzip: z.boolean(),
    layout: importLayout.nullable(),
    confidence: z.number().min(0).max(1).describe('Share of the sampled rows that the layout reads.'),
    alternatives: z.array(z.object({ layout: importLayout, confidence: z.number().min(0).max(1) })),
    kinds: z.array(importKind),
    kind: importKind.nullable(),
    columns: z.array(importColumn),
    mapping: importMapping,
    samples: z.array(importRow),
    problems: z.array(importProblem),
    sampled: z.int().min(0),
  })
  .meta({ id: 'ImportPreview' });
export type ImportPreview = z.infer<typeof importPreview>;
