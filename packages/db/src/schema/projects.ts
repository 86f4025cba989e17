import type { PayRate, RatingFormSpec } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, time } from './columns.ts';
import { users } from './people.ts';

export const projects = pgTable(
  'projects',
  {
    id: id(),
    /** Stands in URLs; never changes. */
    slug: text().notNull().unique(),
    name: text().notNull(),
    description: text().notNull().default(''),
    demo: boolean().notNull().default(false),
    archivedAt: time(),
    /** Pairs that one person may rate in a day; null: no limit. */
    dailyQuota: integer(),
    /** Prompts with one of these are covered until somebody wants to see them. */
    sensitiveTags: text().array().notNull().default(['sensitive']),
    createdAt: createdAt(),
  },
  (t) => [check('projects_slug_form', sql`${t.slug} ~ '^[a-z0-9](-?[a-z0-9])*$'`)],
);

export const memberships = pgTable(
  'memberships',
  {
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text({ enum: ['lead', 'engineer', 'annotator', 'viewer'] }).notNull(),
    skills: text().array().notNull().default([]),
    languages: text().array().notNull().default([]),
    /** Null: the project's. */
    dailyQuota: integer(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.userId] }), index().on(t.userId)],
);

/** Versions of what annotators are told; a rating stores the one it was made under. */
export const guidelines = pgTable(
  'guidelines',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    version: integer().notNull(),
    body: text().notNull(),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (t) => [unique().on(t.projectId, t.version)],
);

/** Versions of what is asked about each task: its scale, reasons to skip, flags, comment rules. */
export const ratingForms = pgTable(
  'rating_forms',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    version: integer().notNull(),
    spec: jsonb().$type<RatingFormSpec>().notNull(),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (t) => [unique().on(t.projectId, t.version)],
);

/** Who rates: a user in a project, or a rater from imported data, who needs no login. */
export const annotators = pgTable(
  'annotators',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    userId: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** For imported raters: their name in the source. */
    externalKey: text(),
    name: text().notNull(),
    pausedAt: time(),
    /** A lead's words, or the tally of golds that paused them. */
    pausedReason: text(),
    /** Null: a lead. */
    pausedBy: text({ enum: ['golds'] }),
    /** Golds are counted from here on. */
    resumedAt: time(),
    /** When they passed the project's qualification, or a lead let them off; passed once, it stays passed. */
    qualifiedAt: time(),
    qualifiedBy: text({ enum: ['attempt', 'waiver'] }),
    /** Attempts at it that a lead granted beyond the rule. */
    extraAttempts: integer().notNull().default(0),
    /** They leave prompts with the project's sensitive tags to others. */
    avoidsSensitive: boolean().notNull().default(false),
    /** Their record: tasks settled with a rating of theirs, and the sum of the posteriors of what they said there. */
    settledTasks: integer().notNull().default(0),
    settledAgreement: doublePrecision().notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('annotators_project_user').on(t.projectId, t.userId),
    uniqueIndex('annotators_project_external').on(t.projectId, t.externalKey),
    check('annotators_qualified', sql`(${t.qualifiedAt} is null) = (${t.qualifiedBy} is null)`),
  ],
);

/** Which versions of the guidelines an annotator said to have read, each once and when first: the highest one counts. */
export const guidelineAcknowledgements = pgTable(
  'guideline_acknowledgements',
  {
    annotatorId: uuid()
      .notNull()
      .references(() => annotators.id, { onDelete: 'cascade' }),
    guidelineId: uuid()
      .notNull()
      .references(() => guidelines.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.annotatorId, t.guidelineId] }), index().on(t.guidelineId)],
);

/** Append-only: who did what to what, when, from where. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: id(),
    actorId: uuid(),
    projectId: uuid(),
    action: text().notNull(),
    subject: text(),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    ip: text(),
    createdAt: createdAt(),
  },
  (t) => [index().on(t.projectId, t.createdAt), index().on(t.actorId, t.createdAt)],
);

/** What a project's lead sets on the console. No row: nothing is set. */
export const consoleSettings = pgTable(
  'console_settings',
  {
    projectId: uuid()
      .primaryKey()
      .references(() => projects.id, { onDelete: 'cascade' }),
    /** Krippendorff's alpha that is wanted. */
    agreementTarget: doublePrecision(),
    pay: jsonb().$type<PayRate>(),
    createdAt: createdAt(),
  },
  (t) => [check('console_settings_target', sql`${t.agreementTarget} between 0 and 1`)],
);
