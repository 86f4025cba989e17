import { z } from 'zod';
import { page, pageQuery } from '../paging.ts';
import { batch, share } from './batches.ts';
import { tiers } from './rating.ts';
import { criterionAnswers, critiques, editedResponse } from './rating-answers.ts';
import { ratingFlag, skipReason, verdictKind } from './rating-form.ts';
import { estimate, figure } from './statistics.ts';

/** Numbers for who leads the labeling, and the rows behind them. */

const n = z.int().min(0);

/** Of the IANA data base. An offset such as "+02:00" is none: Postgres reads its sign the other way round. */
const timeZone = z
  .string()
  .max(60)
  .regex(/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/, 'is not the name of a time zone')
  .refine(isTimeZone, 'is not the name of a time zone');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Which ratings are counted: of one batch or of all, by the day on which they were first given. */
export const consoleScope = z.object({
  batch: z.uuid().optional(),
  /** week: today and the six days before. days: from `from` to `to`. */
  period: z.enum(['all', 'week', 'today', 'days']).default('all'),
  /** First and last day, both inside; either may be left out. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Where days begin and end. */
  timeZone: timeZone.default('UTC'),
});
export type ConsoleScope = z.infer<typeof consoleScope>;

/** When all that is wanted will be in. Null with the reason in `why`. */
export const forecast = z
  .object({
    /** Days of the time zone: 95 of 100 simulated futures end from `soonest` to `latest`, half of them by `likely`. */
    range: z.object({ soonest: z.iso.date(), likely: z.iso.date(), latest: z.iso.date() }).nullable(),
    why: z.string().nullable(),
    /** Days that it stands on, those on which somebody rated, and counted ratings per day over all of them. */
    days: n,
    activeDays: n,
    perDay: z.number().nullable(),
  })
  .meta({ id: 'Forecast' });
export type Forecast = z.infer<typeof forecast>;

/** Krippendorff's alpha over verdicts, as a worker last computed it for each batch. */
const consoleAgreement = estimate.extend({
  /** When the oldest of the figures was computed from its ratings. */
  asOf: z.iso.datetime().nullable(),
  /** Batches with ratings that have a figure, and all that have ratings. */
  computed: n,
  rated: n,
  /** What the lead wants it to be; null where nothing is set. */
  target: z.number().nullable(),
});

/** Imported ratings, golds and voided ratings are in none of these. */
export const consoleFigures = z
  .object({
    /** By the database's clock. */
    asOf: z.iso.datetime(),
    today: z.iso.date(),
    /** The period's first moment and the first one after it; null where it is open. */
    since: z.iso.datetime().nullable(),
    until: z.iso.datetime().nullable(),
    /** Wanted by released batches, or by the chosen batch whatever its state; whatever the period. */
    left: z.object({ ratings: n, pairs: n }),
    forecast,
    /** Ratings that count: given today, and in the period. */
    throughput: z.object({ today: n, period: n }),
    /** Of all time, whatever the period. */
    agreement: consoleAgreement,
    /** Of ratings and skips together. */
    skipped: share,
    flagged: share,
    /** Of preferences. */
    leftChoice: share,
  })
  .meta({ id: 'ConsoleFigures' });
export type ConsoleFigures = z.infer<typeof consoleFigures>;

export const consolePerson = z
  .object({
    id: z.uuid(),
    name: z.string(),
    /** Whether they have an account; who came with imported ratings has none, and cannot be paused. */
    user: z.boolean(),
    /** Golds and voided ratings left out, as on a batch's page. */
    ratings: n,
    skips: n,
    /** Of everything they did here: skips, golds and voided ratings included. */
    activeMs: n,
    goldsRight: share,
    /** Mean share of the others on the same pairs that said the same, by the newest statistics of each batch. */
    withOthers: figure,
    leftChoice: share,
    lastSeenAt: z.iso.datetime().nullable(),
    paused: z
      .object({ since: z.iso.datetime(), by: z.enum(['lead', 'golds']), reason: z.string().nullable() })
      .nullable(),
  })
  .meta({ id: 'ConsolePerson' });
export type ConsolePerson = z.infer<typeof consolePerson>;

export const consolePeople = z.object({ items: z.array(consolePerson) }).meta({ id: 'ConsolePeople' });

/** Median active times in milliseconds, skips left out. Apart from the rest: a million ratings take some seconds. */
export const consoleTimes = z
  .object({
    medianActiveMs: figure,
    people: z.array(
      z.object({
        id: z.uuid(),
        medianActiveMs: figure,
        /** Where they rate far faster than the others: the evidence, in a sentence. */
        speed: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'ConsoleTimes' });
export type ConsoleTimes = z.infer<typeof consoleTimes>;

export const standstillReason = z.enum([
  'draft',
  'paused',
  'closed',
  'done',
  'to-decide',
  'nobody',
  'nobody-left',
  'behind',
  'idle',
]);
export type StandstillReason = z.infer<typeof standstillReason>;

export const consoleBatch = batch
  .extend({
    left: n,
    /** Pairs that are with somebody now. */
    held: n,
    /** Pairs that wait for a decision. */
    disputed: n,
    lastRatedAt: z.iso.datetime().nullable(),
    /** Why nothing moves; null where it does. */
    standstill: z.object({ reason: standstillReason, message: z.string() }).nullable(),
    agreement: estimate.extend({ asOf: z.iso.datetime().nullable() }),
  })
  .meta({ id: 'ConsoleBatch' });
export type ConsoleBatch = z.infer<typeof consoleBatch>;

export const consoleBatchPage = page(consoleBatch).meta({ id: 'ConsoleBatchPage' });

/** What raising the overlap of a batch would ask for. */
export const overlapCost = z
  .object({
    overlap: z.int(),
    /** Ratings beyond those that are wanted now, and pairs that are done and would open again. */
    ratings: n,
    reopened: n,
    /** Active time that so many took in this batch so far, on average; null where none carries a time. */
    activeMs: z.number().nullable(),
  })
  .meta({ id: 'OverlapCost' });
export type OverlapCost = z.infer<typeof overlapCost>;

/** ISO 4217. */
const currency = z.string().regex(/^[A-Z]{3}$/, 'is not the code of a currency: three capital letters');

export const payRate = z
  .strictObject({
    unit: z.enum(['hour', 'rating']),
    /** In units of the currency: at most four digits after the point. */
    rate: z
      .string()
      .regex(/^\d{1,7}(\.\d{1,4})?$/, 'is not an amount: up to seven digits, and four after the point'),
    currency,
  })
  .meta({ id: 'PayRate' });
export type PayRate = z.infer<typeof payRate>;

export const consoleSettings = z
  .object({
    /** Krippendorff's alpha that the lead wants. */
    agreementTarget: z.number().min(0).max(1).nullable(),
    pay: payRate.nullable(),
  })
  .meta({ id: 'ConsoleSettings' });
export type ConsoleSettings = z.infer<typeof consoleSettings>;

export const consoleSettingsChange = z
  .strictObject(consoleSettings.partial().shape)
  .meta({ id: 'ConsoleSettingsChange' });
export type ConsoleSettingsChange = z.infer<typeof consoleSettingsChange>;

/** Voided ratings are work that was done: they are paid unless the lead leaves them out. */
export const payQuery = consoleScope.extend({ voided: z.enum(['paid', 'left-out']).default('paid') });

/** Work delivered here. Golds and late ratings are in it, imported ratings are not. */
const workDone = z.object({
  ratings: n,
  skips: n,
  /** Over ratings and skips. */
  activeMs: n,
  /** Of those ratings, the ones that were voided. */
  voided: n,
  /** In units of the currency, as a decimal number; null without a rate. */
  amount: z.string().nullable(),
});

export const pay = z
  .object({
    rate: payRate.nullable(),
    items: z.array(workDone.extend({ id: z.uuid(), name: z.string() })),
    /** The sum of the rounded amounts. */
    total: workDone,
  })
  .meta({ id: 'Pay' });
export type Pay = z.infer<typeof pay>;

export const consoleExportQuery = payQuery.extend({ table: z.enum(['figures', 'people', 'batches', 'pay']) });

/** Which ratings a list shows; what is left out does not restrict. */
export const ratingFilter = consoleScope.extend({
  annotator: z.uuid().optional(),
  /** rated: anything but a skip. */
  verdict: z.union([z.literal('rated'), verdictKind]).optional(),
  /** Preferences by the side that they were for; shown: of either side, where it is known. */
  side: z.enum(['left', 'right', 'shown']).optional(),
  flag: z.union([z.literal('any'), ratingFlag]).optional(),
  skipReason: skipReason.optional(),
  /** Checks among the pairs: none of them, only them, or by whether the answer was right. */
  gold: z.enum(['none', 'only', 'judged', 'right', 'wrong']).optional(),
  /** standing: not voided. counted: those that count. late: came when no place was free. */
  state: z.enum(['standing', 'counted', 'late', 'voided']).optional(),
  /** here: rated on this platform. imported: came with a file. */
  origin: z.enum(['here', 'imported']).optional(),
  /** Only those with an active time. */
  timed: z.literal('yes').optional(),
});
export type RatingFilter = z.infer<typeof ratingFilter>;

export const ratingListQuery = ratingFilter.extend(pageQuery.shape);

/** A rating as a lead looks it up. In terms of positions: first is the response at position 0. */
export const ratingRow = z
  .object({
    id: z.uuid(),
    /** When it was first given, and last changed. */
    ratedAt: z.iso.datetime(),
    changedAt: z.iso.datetime(),
    annotator: z.object({ id: z.uuid(), name: z.string() }),
    batch: z.object({ id: z.uuid(), name: z.string() }),
    promptId: z.uuid(),
    /** Its beginning. */
    prompt: z.string(),
    verdict: verdictKind,
    /** Negative prefers the first response; null unless the verdict is a preference. */
    strength: z.int().nullable(),
    /** Of a single response, 1 the worst; null elsewhere. */
    grade: z.int().nullable(),
    /** Points of the scale of the strength or the grade. */
    scale: z.int().nullable(),
    /** Tiers of positions, best first; null unless responses were ranked. */
    ranking: tiers.nullable(),
    /** The side that was preferred; null where there is none or nobody knows. */
    side: z.enum(['left', 'right']).nullable(),
    skipReason: z.string().nullable(),
    comment: z.string().nullable(),
    flags: z.array(ratingFlag),
    criteria: criterionAnswers,
    edited: editedResponse.nullable(),
    critiques,
    activeMs: n.nullable(),
    state: z.enum(['counted', 'late', 'voided', 'skip']),
    origin: z.enum(['here', 'imported']),
    gold: z.enum(['none', 'right', 'wrong', 'unjudged']),
    revision: z.int(),
  })
  .meta({ id: 'RatingRow' });
export type RatingRow = z.infer<typeof ratingRow>;

export const ratingPage = page(ratingRow).extend({ total: n }).meta({ id: 'RatingPage' });
