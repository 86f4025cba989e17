import { z } from 'zod';
import { importKind, importSettings } from '../import.ts';
import { page, pageQuery } from '../paging.ts';
import { goldAnswer } from './golds.ts';
import { message, tiers } from './rating.ts';
import { ratingFlag, verdictKind } from './rating-form.ts';
import { taskKind } from './task-kinds.ts';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
/** A query value that may be given once or several times. */
const several = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]));

/** Which prompts. Several values of one field mean any of them; several tags mean all of them. */
export const promptFilterQuery = z.object({
  search: z.string().max(500).optional(),
  taskType: several.optional(),
  language: several.optional(),
  tag: several.optional(),
  source: several.optional(),
  heldOut: flag.optional(),
  hasReference: flag.optional(),
});

export const promptListQuery = promptFilterQuery.extend(pageQuery.shape);

const promptFacts = {
  id: z.uuid(),
  source: z.string(),
  sourceId: z.string(),
  taskType: z.string().nullable(),
  language: z.string().nullable(),
  tags: z.array(z.string()),
  heldOut: z.boolean(),
  createdAt: z.iso.datetime(),
};

export const promptItem = z
  .object({
    ...promptFacts,
    /** The first 300 characters of what the user asks. */
    excerpt: z.string(),
    turns: z.int(),
    hasReference: z.boolean(),
    responses: z.int(),
    tasks: z.int(),
  })
  .meta({ id: 'PromptItem' });
export type PromptItem = z.infer<typeof promptItem>;

export const promptPage = page(promptItem).extend({ total: z.int() }).meta({ id: 'PromptPage' });

const facet = z.object({ value: z.string(), count: z.int() });
export const promptFacets = z
  .object({
    taskTypes: z.array(facet),
    languages: z.array(facet),
    sources: z.array(facet),
    tags: z.array(facet),
  })
  .meta({ id: 'PromptFacets' });
export type PromptFacets = z.infer<typeof promptFacets>;

export const promptResponse = z
  .object({
    id: z.uuid(),
    text: z.string(),
    /** Who answered: a model version, or the model's name in imported data. */
    author: z.string().nullable(),
    modelVersionId: z.uuid().nullable(),
    runId: z.uuid().nullable(),
    finishReason: z.enum(['stop', 'length', 'imported', 'error']),
    tokens: z.int().nullable(),
    logprob: z.number().nullable(),
    seed: z.int().nullable(),
    /** What reward models give it; null: it was cut off, or is too long for that one. */
    scores: z.array(z.object({ model: z.string(), version: z.int(), score: z.number().nullable() })),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'PromptResponse' });

export const promptTask = z
  .object({
    id: z.uuid(),
    batch: z.string(),
    batchId: z.uuid(),
    kind: taskKind,
    /** What is right, where it is a gold; leads alone are told of golds. */
    gold: goldAnswer.nullable(),
    status: z.enum(['open', 'done', 'adjudicated', 'withdrawn']),
    done: z.int(),
    overlap: z.int().nullable(),
    /** In order of position. */
    responseIds: z.array(z.uuid()),
    ratings: z.array(
      z.object({
        annotator: z.string(),
        kind: z.enum(['rating', 'adjudication']),
        verdict: verdictKind,
        /** In terms of positions: negative prefers the first response, positive the second. */
        strength: z.int().nullable(),
        /** Of a single response, 1 the worst. */
        grade: z.int().nullable(),
        /** Points of the scale of the strength or the grade. */
        scale: z.int().nullable(),
        /** Tiers of positions, best first. */
        ranking: tiers.nullable(),
        flags: z.array(ratingFlag),
        skipReason: z.string().nullable(),
        comment: z.string().nullable(),
        counted: z.boolean(),
        ratedAt: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'PromptTask' });

export const promptDetail = z
  .object({
    ...promptFacts,
    messages: z.array(message),
    reference: z.array(message).nullable(),
    metadata: z.record(z.string(), z.unknown()),
    responses: z.array(promptResponse),
    tasks: z.array(promptTask),
  })
  .meta({ id: 'PromptDetail' });
export type PromptDetail = z.infer<typeof promptDetail>;

export const importRecord = z
  .object({
    id: z.uuid(),
    kind: importKind,
    source: z.string(),
    layout: z.string(),
    status: z.enum(['running', 'done', 'failed']),
    rowsRead: z.int(),
    rowsAdded: z.int(),
    /** Rows that an earlier import had brought. */
    rowsKnown: z.int(),
    rowsSkipped: z.int(),
    /** The first hundred of the skipped rows, by line. */
    problems: z.array(z.object({ line: z.int(), code: z.string(), message: z.string() })),
    error: z.string().nullable(),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ImportRecord' });
export type ImportRecord = z.infer<typeof importRecord>;

/** `settings` travels as JSON in the query, since the body is the file itself. */
const settingsInQuery = z
  .string()
  .max(20_000)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  })
  .pipe(importSettings);

export const importPreviewQuery = z.object({
  source: z.string().min(1).max(300),
  settings: settingsInQuery.optional(),
});

export const importQuery = importPreviewQuery.extend({ settings: settingsInQuery.optional() });
