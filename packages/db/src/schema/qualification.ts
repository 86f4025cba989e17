import type { QualificationAnswer } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, time } from './columns.ts';
import { annotators, guidelines, projects, ratingForms } from './projects.ts';
import { golds, tasks } from './rating.ts';

/** What whoever rates in a project has to pass first; no row: nothing. */
export const qualifications = pgTable(
  'qualifications',
  {
    projectId: uuid()
      .primaryKey()
      .references(() => projects.id, { onDelete: 'cascade' }),
    enabled: boolean().notNull(),
    /** Of one attempt. */
    questions: integer().notNull(),
    passMark: integer().notNull(),
    /** Of one person. */
    attempts: integer().notNull(),
    order: text({ enum: ['stated', 'random'] }).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    check('qualifications_mark', sql`${t.passMark} between 1 and ${t.questions} and ${t.attempts} > 0`),
  ],
);

/** The golds that a qualification asks about. */
export const qualificationItems = pgTable(
  'qualification_items',
  {
    taskId: uuid()
      .primaryKey()
      .references(() => golds.taskId, { onDelete: 'cascade' }),
    projectId: uuid()
      .notNull()
      .references(() => qualifications.projectId, { onDelete: 'cascade' }),
    place: integer().notNull(),
    explanation: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [unique('qualification_items_place').on(t.projectId, t.place)],
);

/** One person's go at it, by the rule that held when it began. */
export const qualificationAttempts = pgTable(
  'qualification_attempts',
  {
    id: id(),
    annotatorId: uuid()
      .notNull()
      .references(() => annotators.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    questions: integer().notNull(),
    passMark: integer().notNull(),
    result: text({ enum: ['open', 'passed', 'failed'] })
      .notNull()
      .default('open'),
    endedAt: time(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('qualification_attempts_number').on(t.annotatorId, t.number),
    uniqueIndex('qualification_attempts_open').on(t.annotatorId).where(sql`${t.result} = 'open'`),
    check('qualification_attempts_end', sql`(${t.result} = 'open') = (${t.endedAt} is null)`),
  ],
);

/**
 * A question of an attempt and its answer. Answers stand here and not among the ratings, so that they count for nothing
 * there: one pair may be answered in each attempt, and never changes hands.
 */
export const qualificationQuestions = pgTable(
  'qualification_questions',
  {
    attemptId: uuid()
      .notNull()
      .references(() => qualificationAttempts.id, { onDelete: 'cascade' }),
    place: integer().notNull(),
    taskId: uuid()
      .notNull()
      .references(() => tasks.id, { onDelete: 'cascade' }),
    token: text().notNull().unique(),
    /** Response positions in the order shown, left first. */
    shownOrder: smallint().array().notNull(),
    /** As it stood when the attempt began. */
    explanation: text().notNull(),
    /** As it was sent: in terms of the screen. */
    answer: jsonb().$type<Omit<QualificationAnswer, 'token'>>(),
    /** A skip is not right. */
    right: boolean(),
    formId: uuid().references(() => ratingForms.id),
    guidelineId: uuid().references(() => guidelines.id),
    answeredAt: time(),
    /** When its author went on from the explanation. */
    readAt: time(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.attemptId, t.place] }),
    unique('qualification_questions_once').on(t.attemptId, t.taskId),
    index().on(t.taskId),
    check('qualification_questions_answer', sql`(${t.answer} is null) = (${t.answeredAt} is null)`),
    check('qualification_questions_judged', sql`(${t.right} is null) = (${t.answer} is null)`),
    check('qualification_questions_read', sql`${t.readAt} is null or ${t.answeredAt} is not null`),
  ],
);
