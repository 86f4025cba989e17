import { z } from 'zod';
import { line, prose } from '../text.ts';
import { share } from './batches.ts';
import { message } from './rating.ts';

/** What is right about a pair, in terms of positions: first prefers the response at position 0. */
export const goldAnswer = z
  .enum(['first', 'second', 'tie', 'both_good', 'both_bad'])
  .meta({ id: 'GoldAnswer' });
export type GoldAnswer = z.infer<typeof goldAnswer>;

const pair = {
  promptId: z.uuid(),
  prompt: z.object({ messages: z.array(message) }),
  /** By position. Which model wrote what is not told. */
  responses: z.tuple([z.object({ text: z.string() }), z.object({ text: z.string() })]),
};

export const gold = z
  .object({
    id: z.uuid(),
    ...pair,
    answer: goldAnswer,
    explanation: z.string(),
    /** It says itself which answer to choose: counted apart from other golds. */
    attention: z.boolean(),
    /** Right answers of all that were given, skips left out. */
    right: share,
    /** Not handed out any more. */
    retiredAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Gold' });
export type Gold = z.infer<typeof gold>;

export const goldList = z.object({ items: z.array(gold) }).meta({ id: 'GoldList' });

/** A pair whose verdict is beyond doubt: three people or more and all of one mind, or decided by a lead. */
export const goldProposal = z
  .object({
    taskId: z.uuid(),
    batch: z.string(),
    ...pair,
    answer: goldAnswer,
    /** Ratings that say so; the decision is none of them. */
    votes: z.int(),
    adjudicated: z.boolean(),
  })
  .meta({ id: 'GoldProposal' });
export type GoldProposal = z.infer<typeof goldProposal>;

export const goldProposals = z.object({ items: z.array(goldProposal) }).meta({ id: 'GoldProposals' });

export const newGolds = z
  .strictObject({
    golds: z
      .array(
        z.strictObject({
          /** The pair to copy; it stays what it is. */
          taskId: z.uuid(),
          /** In terms of its positions. */
          answer: goldAnswer,
          explanation: prose(2_000).default(''),
        }),
      )
      .min(1)
      .max(200)
      .refine((all) => new Set(all.map(({ taskId }) => taskId)).size === all.length, 'names a pair twice'),
  })
  .meta({ id: 'NewGolds' });
export type NewGolds = z.infer<typeof newGolds>;

const said = prose(20_000).refine((text) => text.trim() !== '', 'is empty');

/** A pair that a lead wrote, and that says itself which answer to choose. */
export const newAttentionCheck = z
  .strictObject({
    prompt: said,
    responses: z
      .tuple([said, said])
      .refine(([one, other]) => one.trim() !== other.trim(), 'are the same text'),
    /** In terms of these responses. */
    answer: goldAnswer,
    explanation: prose(2_000).default(''),
  })
  .meta({ id: 'NewAttentionCheck' });
export type NewAttentionCheck = z.infer<typeof newAttentionCheck>;

export const goldsAdded = z.object({ added: z.int() }).meta({ id: 'GoldsAdded' });

const hint = z.object({
  kind: z.enum(['too-fast', 'much-faster', 'same-answer', 'long-run', 'copied-comments']),
  /** The evidence, in a sentence. */
  sentence: z.string(),
});

/** Somebody who rates in a batch, as a lead looks after them. */
export const batchPerson = z
  .object({
    id: z.uuid(),
    name: z.string(),
    /** Whether they have an account; who came with imported ratings has none, and cannot be paused. */
    user: z.boolean(),
    /** Of the golds of this batch that they answered, attention checks left out. */
    goldsRight: share,
    attentionRight: share,
    /** Null while they may rate. `by`: whether a lead did it or their golds. */
    paused: z
      .object({ since: z.iso.datetime(), by: z.enum(['lead', 'golds']), reason: z.string().nullable() })
      .nullable(),
    /** Their golds are counted from then on. */
    resumedAt: z.iso.datetime().nullable(),
    /** What re-queueing would do: ratings to be voided, and pairs that are done and would open again. */
    requeue: z.object({ ratings: z.int(), reopened: z.int() }),
    /** Nothing is done about them on its own. */
    hints: z.array(hint),
  })
  .meta({ id: 'BatchPerson' });
export type BatchPerson = z.infer<typeof batchPerson>;

export const batchPeople = z.object({ items: z.array(batchPerson) }).meta({ id: 'BatchPeople' });

/** The reason is shown to the person. */
export const annotatorPause = z.strictObject({ reason: line(500) }).meta({ id: 'AnnotatorPause' });

/** What re-queueing did. */
export const requeued = z.object({ ratings: z.int(), reopened: z.int() }).meta({ id: 'Requeued' });
