import { z } from 'zod';
import { page } from '../paging.ts';
import { line } from '../text.ts';

/** Points from "left much better" to "right much better"; an odd number has the tie in its middle. */
export const ratingScale = z.union([z.literal(2), z.literal(3), z.literal(4), z.literal(7), z.literal(8)]);
export type RatingScale = z.infer<typeof ratingScale>;

export const singleScale = z.enum(['thumbs', 'grades']);
export type SingleScale = z.infer<typeof singleScale>;

/** What a rating is put down as, whatever its strength or reason. */
export const verdictKind = z.enum(['preference', 'tie', 'both_good', 'both_bad', 'grade', 'ranking', 'skip']);
export type VerdictKind = z.infer<typeof verdictKind>;

/** What an annotator may mark a task with, beside rating it. */
export const ratingFlag = z
  .enum(['harmful', 'personal-data', 'broken', 'off-topic'])
  .meta({ id: 'RatingFlag' });
export type RatingFlag = z.infer<typeof ratingFlag>;

const code = (of: string) =>
  z
    .string()
    .regex(/^[a-z0-9](?:-?[a-z0-9]){0,39}$/, `is not the code of a ${of}: small letters, digits and hyphens`);

/** The name that a skip is stored under; what it says to people stands in the form. */
export const skipReason = code('reason').meta({ id: 'SkipReason' });

export const skipChoice = z
  .strictObject({
    code: skipReason,
    label: line(60),
    /** A second line, or nothing. */
    hint: z.union([z.literal(''), line(120)]),
  })
  .meta({ id: 'SkipChoice' });
export type SkipChoice = z.infer<typeof skipChoice>;

/** The name that the answers to a criterion are stored under. */
export const criterionCode = code('criterion');

/** A further question about a pair, asked beside the verdict. */
export const criterion = z
  .strictObject({
    code: criterionCode,
    label: line(40),
    /** What it means, or nothing. */
    hint: z.union([z.literal(''), line(160)]),
    /** sides: which response is better by it, or equal. grades: 1 to 5 for each response. */
    answer: z.enum(['sides', 'grades']),
    /** Whether no verdict is taken without an answer to it. */
    required: z.boolean(),
  })
  .meta({ id: 'Criterion' });
export type Criterion = z.infer<typeof criterion>;

const differ = (values: readonly unknown[]) => new Set(values).size === values.length;

/** What is asked about a task, and how it may be answered. A project's forms are versions; none ever changes. */
export const ratingFormSpec = z
  .strictObject({
    pair: z
      .strictObject({
        scale: ratingScale,
        /** Whether "equal" can be said. Always on odd scales, whose middle it is; a key of its own on even ones. */
        tie: z.boolean(),
        bothGood: z.boolean(),
        bothBad: z.boolean(),
      })
      .refine(({ scale, tie }) => tie || scale % 2 === 0, {
        path: ['tie'],
        message: 'cannot be off: an odd scale has the tie in its middle',
      }),
    /** How one response is graded by itself: good or bad, or 1 to 5. */
    single: z.strictObject({ scale: singleScale }).prefault({ scale: 'thumbs' }),
    ranking: z
      .strictObject({
        /** Whether responses may be placed as equal. */
        ties: z.boolean(),
        /** Whether responses may be left without a place. */
        partial: z.boolean(),
      })
      .prefault({ ties: true, partial: true }),
    /** In the order of the menu, whose keys are 1 to 9. Without a reason there is no skipping. */
    skipReasons: z
      .array(skipChoice)
      .max(9)
      .refine((reasons) => differ(reasons.map(({ code }) => code)), 'has a reason twice')
      .refine((reasons) => differ(reasons.map(({ label }) => label)), 'has a label twice'),
    flags: z.array(ratingFlag).refine(differ, 'has a flag twice'),
    /** In the order in which they are asked. Without any in versions from before there were criteria. */
    criteria: z
      .array(criterion)
      .max(12)
      .refine((criteria) => differ(criteria.map(({ code }) => code)), 'has a criterion twice')
      .refine((criteria) => differ(criteria.map(({ label }) => label)), 'has a label twice')
      .default([]),
    /** Whether people may write a better response: one of the two edited, or one of their own. */
    editing: z.boolean().default(false),
    /** Whether people may mark parts of a response and say what about them. */
    critiquing: z.boolean().default(false),
    comment: z
      .strictObject({
        allowed: z.boolean(),
        /** The kinds of rating that are not taken without a comment. */
        requiredFor: z.array(verdictKind).refine(differ, 'has a kind twice'),
      })
      .refine(({ allowed, requiredFor }) => allowed || requiredFor.length === 0, {
        path: ['requiredFor'],
        message: 'asks for a comment that is not allowed',
      }),
  })
  .meta({ id: 'RatingFormSpec' });
export type RatingFormSpec = z.infer<typeof ratingFormSpec>;

/** What an annotator's browser knows of a form. */
export const ratingForm = z.object({ version: z.int(), spec: ratingFormSpec }).meta({ id: 'RatingForm' });
export type RatingForm = z.infer<typeof ratingForm>;

export const ratingFormVersion = ratingForm
  .extend({
    createdAt: z.iso.datetime(),
    createdBy: z.string().nullable(),
    /** Ratings, of anybody, that were made with it. */
    ratings: z.int(),
  })
  .meta({ id: 'RatingFormVersion' });
export type RatingFormVersion = z.infer<typeof ratingFormVersion>;

export const ratingFormVersions = page(ratingFormVersion).meta({ id: 'RatingFormVersions' });

export const newRatingForm = z
  .strictObject({
    spec: ratingFormSpec,
    /** The newest version that the author has seen: a newer one is not put aside unseen. */
    basedOn: z.int().min(1),
  })
  .meta({ id: 'NewRatingForm' });

/** The form that a project starts with. */
export const firstRatingForm: RatingFormSpec = {
  pair: { scale: 7, tie: true, bothGood: false, bothBad: true },
  single: { scale: 'thumbs' },
  ranking: { ties: true, partial: true },
  skipReasons: [
    { code: 'cannot-judge', label: 'I cannot judge this', hint: 'It needs knowledge I do not have' },
    { code: 'off-topic', label: 'Does not belong here', hint: 'Wrong language or task' },
    { code: 'broken', label: 'Broken', hint: 'Empty, cut off or unreadable' },
    { code: 'harmful', label: 'Harmful', hint: 'I do not want to read this' },
    { code: 'personal-data', label: 'Personal data', hint: 'It names or exposes a real person' },
    { code: 'other', label: 'Another reason', hint: 'Say which in a comment' },
  ],
  flags: ['harmful', 'personal-data', 'broken', 'off-topic'],
  criteria: [],
  editing: false,
  critiquing: false,
  comment: { allowed: true, requiredFor: [] },
};
