import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, time } from './columns.ts';
import { modelVersions } from './models.ts';
import { users } from './people.ts';
import { projects } from './projects.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

type Message = { role: 'system' | 'user' | 'assistant'; content: string };

/** One file taken in. Rows refer to it; its cursor makes a broken import resumable. */
export const imports = pgTable('imports', {
  id: id(),
  projectId: uuid()
    .notNull()
    .references(() => projects.id, { onDelete: 'cascade' }),
  kind: text({ enum: ['prompts', 'pairs'] }).notNull(),
  source: text().notNull(),
  layout: text().notNull(),
  status: text({ enum: ['running', 'done', 'failed'] })
    .notNull()
    .default('running'),
  rowsRead: integer().notNull().default(0),
  rowsAdded: integer().notNull().default(0),
  rowsKnown: integer().notNull().default(0),
  rowsSkipped: integer().notNull().default(0),
  /** The first problems, by line; the rest are counted in rowsSkipped. */
  problems: jsonb().$type<{ line: number; code: string; message: string }[]>().notNull().default([]),
  error: text(),
  createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
  createdAt: createdAt(),
  /** When it last wrote rows; silent for long, it is an import whose server was stopped. */
  heardAt: createdAt(),
  finishedAt: time(),
});

export const prompts = pgTable(
  'prompts',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    importId: uuid().references(() => imports.id, { onDelete: 'set null' }),
    /** Identity is (source, sourceId), never the text. */
    source: text().notNull(),
    sourceId: text().notNull(),
    messages: jsonb().$type<Message[]>().notNull(),
    taskType: text(),
    language: text(),
    tags: text().array().notNull().default(sql`'{}'`),
    heldOut: boolean().notNull().default(false),
    /** A demonstration for supervised fine-tuning: the assistant's answer, one message per user turn in a row. */
    reference: jsonb().$type<Message[]>(),
    metadata: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** The turns' text in one string: what lists show and search reads. */
    text: text().notNull(),
    search: tsvector().generatedAlwaysAs(sql`to_tsvector('simple', left(text, 100000))`),
    archivedAt: time(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('prompts_identity').on(t.projectId, t.source, t.sourceId),
    index('prompts_search').using('gin', t.search),
    index('prompts_listing').on(t.projectId, t.id),
    index('prompts_task_type').on(t.projectId, t.taskType),
    index('prompts_tags').using('gin', t.tags),
  ],
);

export const responses = pgTable(
  'responses',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    promptId: uuid()
      .notNull()
      .references(() => prompts.id, { onDelete: 'cascade' }),
    /** Null for responses that came with imported data and for a person's own. */
    modelVersionId: uuid().references(() => modelVersions.id),
    /** The run that made it; the constraint lives in the migration (runs refer to versions too). */
    runId: uuid(),
    importId: uuid().references(() => imports.id, { onDelete: 'set null' }),
    sampleIndex: integer().notNull().default(0),
    text: text().notNull(),
    /** SHA-256 of the text: identical responses are not paired. */
    textHash: text().notNull(),
    sampling: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** The key of the answer's noise: up to 53 bits. */
    seed: bigint({ mode: 'number' }),
    finishReason: text({ enum: ['stop', 'length', 'imported', 'error'] }).notNull(),
    tokens: integer(),
    promptTokens: integer(),
    /** Sum of natural-log probabilities of the sampled tokens under the untempered model. */
    logprob: doublePrecision(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('responses_run_sample')
      .on(t.runId, t.promptId, t.modelVersionId, t.sampleIndex)
      .where(sql`${t.runId} is not null`),
    index().on(t.promptId),
    index().on(t.modelVersionId),
  ],
);
