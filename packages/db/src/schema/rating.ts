import type { AdaptiveOverlap, CriterionAnswers, Critiques, Tiers } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, time } from './columns.ts';
import { users } from './people.ts';
import { annotators, guidelines, projects, ratingForms } from './projects.ts';
import { prompts, responses } from './prompts.ts';

/** A set of tasks released for rating. */
export const batches = pgTable(
  'batches',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** What all of its tasks ask. */
    taskKind: text({ enum: ['pair', 'single', 'ranking'] })
      .notNull()
      .default('pair'),
    status: text({ enum: ['draft', 'released', 'paused', 'closed'] })
      .notNull()
      .default('draft'),
    strategy: text({ enum: ['finish-started', 'random', 'least-rated', 'golds-first'] })
      .notNull()
      .default('finish-started'),
    /** Ratings wanted per task. */
    overlap: integer().notNull().default(1),
    /** Higher is served first. */
    priority: integer().notNull().default(0),
    leaseMinutes: integer().notNull().default(30),
    /** Whose it is alone; null: anybody's. */
    userIds: uuid().array(),
    /** Whoever rates it has all of them. */
    skills: text().array().notNull().default([]),
    /** Whether people get only prompts in a language of theirs. */
    matchLanguage: boolean().notNull().default(false),
    /** Tasks of it that one person may rate; null: no limit. */
    perPerson: integer(),
    /** From `overlap` ratings on, one more at a time while the verdict is unsure; null where all tasks get the same. */
    adaptive: jsonb().$type<AdaptiveOverlap>(),
    /** Share of golds among the tasks handed to one person, while the batch has golds. */
    goldRate: doublePrecision().notNull().default(0.1),
    /** Active time in which nobody can have read such a pair; for a hint alone. */
    minimumActiveMs: integer(),
    /** How its tasks were composed, so that a person can see it later. */
    composition: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    releasedAt: time(),
  },
  (t) => [
    unique().on(t.projectId, t.name),
    index().on(t.projectId, t.status),
    check('batches_overlap', sql`${t.overlap} between 1 and 50`),
    check('batches_gold_rate', sql`${t.goldRate} between 0 and 0.5`),
  ],
);

const hasPlace = (t: Record<'status' | 'done' | 'reserved' | 'overlap', AnyPgColumn>) =>
  sql`${t.status} = 'open' and ${t.done} + ${t.reserved} < ${t.overlap}`;

/** One thing to rate. `done + reserved <= overlap` is what makes over-assignment impossible. */
export const tasks = pgTable(
  'tasks',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    batchId: uuid()
      .notNull()
      .references(() => batches.id, { onDelete: 'cascade' }),
    promptId: uuid()
      .notNull()
      .references(() => prompts.id, { onDelete: 'cascade' }),
    /** That of its batch, here as well because every claim and every rating asks for it. */
    kind: text({ enum: ['pair', 'single', 'ranking'] }).notNull(),
    status: text({ enum: ['open', 'done', 'adjudicated', 'withdrawn'] })
      .notNull()
      .default('open'),
    /** How it came into a batch with active selection; null in all others. */
    arm: text({ enum: ['active', 'random'] }),
    /** Null for golds, which have no limit. */
    overlap: integer(),
    done: integer().notNull().default(0),
    reserved: integer().notNull().default(0),
    skips: integer().notNull().default(0),
    flagged: boolean().notNull().default(false),
    /** All the ratings that may be had are in, and the verdict is still unsure: for somebody to decide. */
    disputed: boolean().notNull().default(false),
    /** When its raters' records were first added to; once for each task. */
    settledAt: time(),
    /** Random, drawn once: ties in the order of service are broken by it, not by age. */
    shuffle: integer().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    check('tasks_no_over_assignment', sql`${t.overlap} is null or ${t.done} + ${t.reserved} <= ${t.overlap}`),
    index('tasks_disputed').on(t.projectId).where(sql`${t.disputed} and ${t.status} = 'done'`),
    check('tasks_counts', sql`${t.done} >= 0 and ${t.reserved} >= 0`),
    index('tasks_state').on(t.batchId, t.status),
    // Only tasks with a free place: those that are full, by what people hold as well, would all be passed over in each claim.
    index('tasks_free').on(t.batchId, t.done, t.shuffle).where(hasPlace(t)),
    index('tasks_free_random').on(t.batchId, t.shuffle).where(hasPlace(t)),
    index('tasks_golds').on(t.batchId).where(sql`${t.overlap} is null`),
    index().on(t.promptId),
    index().on(t.projectId),
  ],
);

export const taskResponses = pgTable(
  'task_responses',
  {
    taskId: uuid()
      .notNull()
      .references(() => tasks.id, { onDelete: 'cascade' }),
    position: smallint().notNull(),
    responseId: uuid()
      .notNull()
      .references(() => responses.id, { onDelete: 'cascade' }),
  },
  (t) => [
    primaryKey({ columns: [t.taskId, t.position] }),
    unique().on(t.taskId, t.responseId),
    index().on(t.responseId),
  ],
);

/**
 * A task handed to one annotator until a time. One row per (task, annotator), kept for good:
 * the shown side is fixed there and survives reloads and re-leases.
 */
export const leases = pgTable(
  'leases',
  {
    id: id(),
    taskId: uuid()
      .notNull()
      .references(() => tasks.id, { onDelete: 'cascade' }),
    annotatorId: uuid()
      .notNull()
      .references(() => annotators.id, { onDelete: 'cascade' }),
    batchId: uuid()
      .notNull()
      .references(() => batches.id, { onDelete: 'cascade' }),
    /** What the annotator's browser knows it by: 128 random bits, nothing derived from rows. */
    token: text().notNull().unique(),
    /** Response positions in the order shown, of a pair the left one first. */
    shownOrder: smallint().array().notNull(),
    /** active holds a reserved slot; rated, skipped and released do not. */
    state: text({ enum: ['active', 'rated', 'skipped', 'released'] })
      .notNull()
      .default('active'),
    claimedAt: createdAt(),
    renewedAt: createdAt(),
    expiresAt: time().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('leases_task_annotator').on(t.taskId, t.annotatorId),
    index('leases_annotator').on(t.annotatorId, t.batchId, t.state),
    index('leases_held').on(t.annotatorId).where(sql`${t.state} = 'active'`),
    index('leases_expiry').on(t.batchId, t.state, t.expiresAt),
  ],
);

/** The head: how one annotator's verdict on one task stands now. */
export const ratings = pgTable(
  'ratings',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    batchId: uuid()
      .notNull()
      .references(() => batches.id, { onDelete: 'cascade' }),
    taskId: uuid()
      .notNull()
      .references(() => tasks.id, { onDelete: 'cascade' }),
    annotatorId: uuid()
      .notNull()
      .references(() => annotators.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['rating', 'adjudication'] })
      .notNull()
      .default('rating'),
    verdict: text({
      enum: ['preference', 'tie', 'both_good', 'both_bad', 'grade', 'ranking', 'skip'],
    }).notNull(),
    /** preference only: steps from the middle, without 0, in terms of positions; negative prefers position 0. */
    strength: smallint(),
    /** grade only: of a single response, 1 the worst. */
    grade: smallint(),
    /** Points of the scale that the strength or the grade was given on; 7 for imported data. */
    scale: smallint(),
    /** ranking only: tiers of positions, best first. */
    ranking: jsonb().$type<Tiers>(),
    /** What the form asks beyond the verdict, in terms of positions: A is position 0. */
    answers: jsonb().$type<{ criteria?: CriterionAnswers; critiques?: Critiques }>().notNull().default({}),
    skipReason: text(),
    comment: text(),
    flags: text({ enum: ['harmful', 'personal-data', 'broken', 'off-topic'] })
      .array()
      .notNull()
      .default([]),
    /** What the annotator wrote as better than both, and the position of the response that it was made from, if any. */
    editedResponse: text(),
    editedFrom: smallint(),
    /** Null where the data was imported: those stay out of left-choice rates. */
    shownOrder: smallint().array(),
    /** False for skips, surplus and voided ratings: left out of `done` and of snapshots by default. */
    counted: boolean().notNull(),
    surplus: boolean().notNull().default(false),
    voidedAt: time(),
    /** On a gold that was not retired: whether the verdict is the right one. Null for skips and everywhere else. */
    goldRight: boolean(),
    activeMs: integer(),
    formId: uuid().references(() => ratingForms.id),
    guidelineId: uuid().references(() => guidelines.id),
    revision: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [
    unique('ratings_one_per_annotator').on(t.taskId, t.annotatorId, t.kind),
    index().on(t.batchId, t.annotatorId),
    index().on(t.annotatorId, t.createdAt),
    index('ratings_golds').on(t.annotatorId, t.createdAt).where(sql`${t.goldRight} is not null`),
    index().on(t.projectId, t.createdAt),
    check('ratings_strength', sql`(${t.verdict} = 'preference') = (${t.strength} is not null)`),
    check('ratings_grade', sql`(${t.verdict} = 'grade') = (${t.grade} is not null)`),
    check('ratings_ranking', sql`(${t.verdict} = 'ranking') = (${t.ranking} is not null)`),
    check('ratings_scale', sql`(coalesce(${t.strength}, ${t.grade}) is null) = (${t.scale} is null)`),
    check('ratings_grade_range', sql`${t.grade} is null or ${t.grade} between 1 and ${t.scale}`),
    check(
      'ratings_strength_range',
      sql`${t.strength} is null or (${t.strength} <> 0 and abs(${t.strength}) <= ${t.scale} / 2)`,
    ),
    check('ratings_edited', sql`${t.editedFrom} is null or ${t.editedResponse} is not null`),
    check('ratings_skip', sql`${t.verdict} <> 'skip' or not ${t.counted}`),
  ],
);

/** Append-only; keyed by the client's UUIDv7, so that a retry is harmless. */
export const ratingRevisions = pgTable(
  'rating_revisions',
  {
    id: uuid().primaryKey(),
    ratingId: uuid()
      .notNull()
      .references(() => ratings.id, { onDelete: 'cascade' }),
    revision: integer().notNull(),
    /** The verdict as sent; its canonical hash decides whether a repeated id is a repeat. */
    body: jsonb().$type<Record<string, unknown>>().notNull(),
    bodyHash: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [unique().on(t.ratingId, t.revision)],
);

/** A task whose right verdict is known; looks like any other. */
export const golds = pgTable('golds', {
  taskId: uuid()
    .primaryKey()
    .references(() => tasks.id, { onDelete: 'cascade' }),
  verdict: text({ enum: ['preference', 'tie', 'both_good', 'both_bad'] }).notNull(),
  /** preference only, in terms of the task's positions: its sign is what counts. */
  strength: smallint(),
  explanation: text().notNull().default(''),
  /** A pair that a lead wrote and that says itself which answer to choose; counted apart. */
  attention: boolean().notNull().default(false),
  /** Handed to nobody any more; what people said of it counts neither for nor against them. */
  retiredAt: time(),
  createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
  createdAt: createdAt(),
});

/** How many tasks of a batch were handed to an annotator since the last gold; kept where the batch has golds. */
export const goldGaps = pgTable(
  'gold_gaps',
  {
    annotatorId: uuid()
      .notNull()
      .references(() => annotators.id, { onDelete: 'cascade' }),
    batchId: uuid()
      .notNull()
      .references(() => batches.id, { onDelete: 'cascade' }),
    since: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.annotatorId, t.batchId] }), index().on(t.batchId)],
);

/**
 * What the console counts of `ratings`, added up over quarters of an hour: every time zone's days begin on one. Kept by
 * triggers within the transaction of each change (migration 0017), never written otherwise; adjudications are in none.
 * standing: not voided, and on no gold. here: made on this platform.
 */
export const ratingTallies = pgTable(
  'rating_tallies',
  {
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    batchId: uuid()
      .notNull()
      .references(() => batches.id, { onDelete: 'cascade' }),
    annotatorId: uuid()
      .notNull()
      .references(() => annotators.id, { onDelete: 'cascade' }),
    /** Its first moment; a rating belongs to the one in which it was first given. */
    quarter: time().notNull(),
    /** Standing ratings, and skips; those of both that are here, the skips among them, those with a mark. */
    ratings: integer().notNull(),
    skips: integer().notNull(),
    said: integer().notNull(),
    saidSkips: integer().notNull(),
    flagged: integer().notNull(),
    /** Standing and here, and counted. */
    counted: integer().notNull(),
    /** Standing preferences whose left side is known, and those for it. */
    sided: integer().notNull(),
    lefts: integer().notNull(),
    /** Answers to golds that are judged, and the right ones. */
    goldsAnswered: integer().notNull(),
    goldsRight: integer().notNull(),
    /** Everything here, golds and voided ratings included: ratings, skips and their active time. */
    workRatings: integer().notNull(),
    workSkips: integer().notNull(),
    workMs: bigint({ mode: 'number' }).notNull(),
    /** The part of it that was voided. */
    voidedRatings: integer().notNull(),
    voidedMs: bigint({ mode: 'number' }).notNull(),
    /** When the last of them was first given. */
    lastAt: time().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.batchId, t.annotatorId, t.quarter] }),
    index().on(t.projectId, t.quarter),
    index().on(t.annotatorId),
  ],
);
