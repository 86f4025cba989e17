import { z } from 'zod';
import { page } from '../paging.ts';
import { criterionAnswers, critiques, editedResponse } from './rating-answers.ts';
import { ratingFlag, ratingForm, skipReason } from './rating-form.ts';
import { fewestRanked, mostRanked } from './task-kinds.ts';

/**
 * What an annotator's browser sees and says. Nothing here tells which model wrote a response, what others chose
 * or which pair is gold: a task is known by one random lease token and its responses by their side on the screen.
 */

export const message = z
  .object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof message>;

/** 256 random bits, base64url. */
export const leaseToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'is not a lease token');

const prompt = z.object({ messages: z.array(message) });
const shownResponse = z.object({ text: z.string() });

/** In the order shown: A left, B right. */
const pairTask = z.object({
  kind: z.literal('pair'),
  prompt,
  responses: z.tuple([shownResponse, shownResponse]),
});
const singleTask = z.object({ kind: z.literal('single'), prompt, responses: z.tuple([shownResponse]) });
/** In the order shown, which is another one for each person. */
const rankingTask = z.object({
  kind: z.literal('ranking'),
  prompt,
  responses: z.array(shownResponse).min(fewestRanked).max(mostRanked),
});

/** What an annotator reads. */
export const shownTask = z
  .discriminatedUnion('kind', [pairTask, singleTask, rankingTask])
  .meta({ id: 'ShownTask' });
export type ShownTask = z.infer<typeof shownTask>;

const held = {
  token: leaseToken,
  expiresAt: z.iso.datetime(),
  /** Its prompt carries a tag that the project has for what not everybody wants to read. */
  sensitive: z.boolean(),
};
export const rateTask = z
  .discriminatedUnion('kind', [pairTask.extend(held), singleTask.extend(held), rankingTask.extend(held)])
  .meta({ id: 'RateTask' });
export type RateTask = z.infer<typeof rateTask>;

/** Steps from the middle of the scale, never 0: the end of a scale of n points is n / 2, rounded down. */
const strength = z
  .int()
  .min(-4)
  .max(4)
  .refine((steps) => steps !== 0, 'is 0: say tie instead');

/**
 * A ranking: tiers, the best first. What stands in one tier is equal; what stands in none was not compared. Responses
 * are named by their place in the order in which they were shown, from 0.
 */
export const tiers = z
  .array(
    z
      .array(
        z
          .int()
          .min(0)
          .max(mostRanked - 1),
      )
      .min(1)
      .max(mostRanked),
  )
  .min(1)
  .max(mostRanked)
  .refine((ranking) => new Set(ranking.flat()).size === ranking.flat().length, 'places a response twice')
  .refine((ranking) => ranking.flat().length > 1, 'places one response alone: that compares nothing')
  .meta({ id: 'Tiers' });
export type Tiers = z.infer<typeof tiers>;

const pairVerdicts = [
  z.strictObject({ verdict: z.literal('preference'), strength }),
  z.strictObject({ verdict: z.literal('tie') }),
  z.strictObject({ verdict: z.literal('both_good') }),
  z.strictObject({ verdict: z.literal('both_bad') }),
  z.strictObject({ verdict: z.literal('skip'), reason: skipReason }),
] as const;

/**
 * What can be said of two responses, in terms of the screen. `strength` belongs to `preference` alone: negative prefers
 * the left answer (A), positive the right one (B), from 1 step to half the points of the form's scale.
 */
export const pairVerdict = z.discriminatedUnion('verdict', pairVerdicts).meta({ id: 'PairVerdict' });
export type PairVerdict = z.infer<typeof pairVerdict>;

/**
 * What can be said of a task of any kind. A `grade` is for one response by itself, 1 the worst: up to 2 by thumbs, up
 * to 5 by grades. A `ranking` is for three responses and more.
 */
export const verdict = z
  .discriminatedUnion('verdict', [
    ...pairVerdicts,
    z.strictObject({ verdict: z.literal('grade'), grade: z.int().min(1).max(5) }),
    z.strictObject({ verdict: z.literal('ranking'), tiers }),
  ])
  .meta({ id: 'Verdict' });
export type Verdict = z.infer<typeof verdict>;

/** Sent with PUT under a UUIDv7 that the browser made: a repeat of the same id and body is harmless. */
export const ratingSubmission = z
  .strictObject({
    token: leaseToken,
    verdict,
    comment: z
      .string()
      .max(10_000)
      .refine((text) => !text.includes('\0'), 'holds a NUL character, which cannot be stored')
      .optional(),
    /** Marks on the task, each once. */
    flags: z.array(ratingFlag).max(ratingFlag.options.length).optional(),
    criteria: criterionAnswers.optional(),
    edited: editedResponse.optional(),
    critiques: critiques.optional(),
    /** Version of the form that was on screen. Left out: the one that held when the task was handed out. */
    formVersion: z.int().min(1).max(2_147_483_647).optional(),
    /**
     * Version of the guidelines that the annotator had acknowledged, 0 for none. Left out: the one that held when the
     * task was handed out.
     */
    guidelineVersion: z.int().min(0).max(2_147_483_647).optional(),
    /** Milliseconds with the pair on screen, without hidden-tab and idle time. */
    activeMs: z.number().int().min(0).max(86_400_000),
  })
  .meta({ id: 'RatingSubmission' });
export type RatingSubmission = z.infer<typeof ratingSubmission>;

export const ratingReceipt = z
  .object({
    id: z.uuid(),
    /** stored: new. repeat: this id had been stored before with the same content. */
    outcome: z.enum(['stored', 'repeat']),
    revision: z.int(),
    /** The newest version of the guidelines, so that a change is known of before the next pair; null without any. */
    guidelineVersion: z.int().nullable(),
  })
  .meta({ id: 'RatingReceipt' });
export type RatingReceipt = z.infer<typeof ratingReceipt>;

/** Counting further would cost every claim more than anybody reads from it. */
export const availableLimit = 200;

/** How much there is to do for this person and, where there is nothing, why and until when. */
export const ratingQueue = z
  .object({
    state: z.enum(['ready', 'empty', 'paused', 'qualification']),
    /**
     * Tasks this person could still be given now, those held left out; counting stops at `availableLimit`. Where
     * tasks are mixed with checks it is rounded down to a step: the exact number would tell which is which.
     */
    available: z.int(),
    /** Whether there may be more than `available`. */
    atLeast: z.boolean(),
    /** Tasks this person holds. */
    held: z.int(),
    doneToday: z.int(),
    doneInAll: z.int(),
    /** For all but ready. */
    reason: z
      .enum([
        'no-batch',
        'all-done',
        'with-others',
        'nothing-for-you',
        'for-other-people',
        'enough-of-it',
        'day-done',
        'paused-by-lead',
        'paused-by-checks',
        'to-qualify',
        'not-qualified',
      ])
      .nullable(),
    /** The reason in a sentence. */
    message: z.string().nullable(),
    /** What the lead wrote about a pause, as written; null where nothing was, and for a pause that checks made. */
    leadNote: z.string().nullable(),
    /** When the next task may become free, where that is known. */
    nextFreeAt: z.iso.datetime().nullable(),
    /** Whether the caller leaves sensitive topics to others. */
    avoidsSensitive: z.boolean(),
    /** The newest version of the guidelines; null without any. */
    guidelineVersion: z.int().nullable(),
    /** The highest version that this person has acknowledged; null for none. */
    acknowledgedVersion: z.int().nullable(),
  })
  .meta({ id: 'RatingQueue' });
export type RatingQueue = z.infer<typeof ratingQueue>;

export const claimRequest = z
  .strictObject({
    /** How many tasks the browser wants to hold in all. Fewer come at a batch's tail. */
    hold: z.number().int().min(1).max(5),
  })
  .meta({ id: 'ClaimRequest' });

export const claimAnswer = z
  .object({
    tasks: z.array(rateTask),
    queue: ratingQueue,
    /** What is asked now. */
    form: ratingForm,
  })
  .meta({ id: 'ClaimAnswer' });
export type ClaimAnswer = z.infer<typeof claimAnswer>;

/** Whether the caller leaves sensitive topics to others, until they say otherwise. */
export const sensitiveTopics = z.strictObject({ avoid: z.boolean() }).meta({ id: 'SensitiveTopics' });

/** What renewing and releasing take: tasks the browser holds, by their tokens. */
export const heldTokens = z
  .strictObject({ tokens: z.array(leaseToken).min(1).max(20) })
  .meta({ id: 'HeldTokens' });

export const leaseRenewal = z
  .object({
    leases: z.array(z.object({ token: leaseToken, expiresAt: z.iso.datetime() })),
    /** No longer held by the caller. A rating of theirs is still taken: it may be one more than was wanted. */
    lost: z.array(leaseToken),
  })
  .meta({ id: 'LeaseRenewal' });
export type LeaseRenewal = z.infer<typeof leaseRenewal>;

export const leaseRelease = z.object({ released: z.int() }).meta({ id: 'LeaseRelease' });
export type LeaseRelease = z.infer<typeof leaseRelease>;

/** One of the caller's own ratings, newest first: for undo, history and edits. */
export const myRating = z
  .object({
    token: leaseToken,
    task: shownTask,
    verdict,
    comment: z.string().nullable(),
    flags: z.array(ratingFlag),
    criteria: criterionAnswers,
    edited: editedResponse.nullable(),
    critiques,
    /** The form that the rating was made with. */
    form: ratingForm,
    ratedAt: z.iso.datetime(),
    /** Whether the task is still open to a change by its annotator. */
    editable: z.boolean(),
  })
  .meta({ id: 'MyRating' });
export type MyRating = z.infer<typeof myRating>;

/** The cursor is the token of the page's last rating. */
export const myRatings = page(myRating).meta({ id: 'MyRatings' });
