import { z } from 'zod';
import { prose } from '../text.ts';
import { share } from './batches.ts';
import { gold, goldAnswer } from './golds.ts';
import { leaseToken, message, pairVerdict, ratingSubmission } from './rating.ts';
import { ratingForm } from './rating-form.ts';

/** What one attempt asks, and how many a person has. */
const rule = {
  questions: z.int().min(1).max(100),
  passMark: z.int().min(1).max(100),
  attempts: z.int().min(1).max(20),
};

/** stated: as the lead put them, for everybody. random: drawn for each attempt. */
const order = z.enum(['stated', 'random']);

/** A gold, with the explanation that is shown after the answer. */
const item = gold
  .pick({ promptId: true, prompt: true, responses: true, answer: true, explanation: true })
  .extend({ goldId: z.uuid(), batch: z.string() })
  .meta({ id: 'QualificationItem' });
export type QualificationItem = z.infer<typeof item>;

/** The qualification of a project, for its leads. */
export const qualification = z
  .object({
    /** Whether whoever rates has to pass it first. */
    enabled: z.boolean(),
    ...rule,
    order,
    items: z.array(item),
  })
  .meta({ id: 'Qualification' });
export type Qualification = z.infer<typeof qualification>;

/** Golds in use of the whole project: what a qualification is put together from. */
export const qualificationCandidates = z
  .object({ items: z.array(item) })
  .meta({ id: 'QualificationCandidates' });

/** The whole qualification, as it is to be from now on. */
export const newQualification = z
  .strictObject({
    enabled: z.boolean(),
    ...rule,
    order,
    /** In the stated order. */
    items: z
      .array(z.strictObject({ goldId: z.uuid(), explanation: prose(2_000) }))
      .max(200)
      .refine((all) => new Set(all.map(({ goldId }) => goldId)).size === all.length, 'names a gold twice'),
  })
  .refine(({ passMark, questions }) => passMark <= questions, {
    path: ['passMark'],
    message: 'is more than an attempt asks',
  })
  .refine(({ enabled, items, questions }) => !enabled || items.length >= questions, {
    path: ['items'],
    message: 'has fewer golds than an attempt asks: choose more, or ask fewer',
  })
  .meta({ id: 'NewQualification' });
export type NewQualification = z.infer<typeof newQualification>;

const attemptResult = z.enum(['open', 'passed', 'failed']);

const attempt = z.object({
  number: z.int(),
  questions: z.int(),
  passMark: z.int(),
  result: attemptResult,
  answered: z.int(),
  right: z.int(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});

/** A member of the project who rates, and how they stand with its qualification. */
export const qualificationPerson = z
  .object({
    userId: z.uuid(),
    name: z.string(),
    /** exempt: leads. waived: a lead let them off. */
    state: z.enum(['exempt', 'waived', 'passed', 'failed', 'in-progress', 'not-begun']),
    since: z.iso.datetime().nullable(),
    attemptsLeft: z.int(),
    /** Of all that they were asked in all attempts. */
    right: share,
    attempts: z.array(attempt),
  })
  .meta({ id: 'QualificationPerson' });
export type QualificationPerson = z.infer<typeof qualificationPerson>;

export const qualificationPeople = z
  .object({ items: z.array(qualificationPerson) })
  .meta({ id: 'QualificationPeople' });

/** One answer, in terms of the gold's positions. */
export const qualificationAnswers = z
  .object({
    items: z.array(
      z.object({
        attempt: z.int(),
        place: z.int(),
        asked: z.string(),
        /** What was said: a gold's answer, or a skip. */
        said: z.union([goldAnswer, z.literal('skip')]),
        answer: goldAnswer,
        right: z.boolean(),
        comment: z.string().nullable(),
        activeMs: z.int(),
        answeredAt: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'QualificationAnswers' });

export const qualificationWaiver = z
  .strictObject({ waived: z.boolean() })
  .meta({ id: 'QualificationWaiver' });

/** What is right, in terms of the screen. */
const shownAnswer = z.enum(['left', 'right', 'tie', 'both_good', 'both_bad']);

/**
 * How the caller stands with the project's qualification. What is right about a question is told only once it was
 * answered.
 */
export const myQualification = z
  .object({
    /**
     * none: nothing stands in the way. to-begin: the first attempt can begin. question: one is to be answered.
     * explained: it was answered, and what is right is told. passed: the last explanation was read, and work begins.
     * failed: so it was, and the mark was missed; another attempt can begin where one is left.
     */
    state: z.enum(['none', 'to-begin', 'question', 'explained', 'passed', 'failed']),
    questions: z.int(),
    passMark: z.int(),
    /** Number of the attempt that is told of; 0 before the first. */
    attempt: z.int(),
    /** That can still be begun. */
    attemptsLeft: z.int(),
    answered: z.int(),
    right: z.int(),
    question: z
      .object({
        token: leaseToken,
        prompt: z.object({ messages: z.array(message) }),
        /** In the order shown: A left, B right. */
        responses: z.tuple([z.object({ text: z.string() }), z.object({ text: z.string() })]),
      })
      .nullable(),
    explained: z
      .object({ verdict: pairVerdict, right: z.boolean(), answer: shownAnswer, explanation: z.string() })
      .nullable(),
    /** What is asked about a pair: the project's newest rating form. */
    form: ratingForm,
  })
  .meta({ id: 'MyQualification' });
export type MyQualification = z.infer<typeof myQualification>;

/** The first answer to a question stays: one that comes again, or from another tab, changes nothing. */
export const qualificationAnswer = ratingSubmission
  .extend({ verdict: pairVerdict })
  .meta({ id: 'QualificationAnswer' });
export type QualificationAnswer = z.infer<typeof qualificationAnswer>;

export const qualificationStep = z
  .strictObject({
    /** Token of the question whose explanation was read; null to begin an attempt. */
    from: leaseToken.nullable(),
  })
  .meta({ id: 'QualificationStep' });
