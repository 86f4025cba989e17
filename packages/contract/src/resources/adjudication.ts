import { z } from 'zod';
import { prose } from '../text.ts';
import { message, pairVerdict } from './rating.ts';
import { criterionAnswers, critiques, editedResponse } from './rating-answers.ts';
import { ratingFlag, ratingForm } from './rating-form.ts';

/** In terms of positions: A is the first response of the pair, for every vote alike, whatever side people saw it on. */
const vote = z.object({
  kind: z.enum(['rating', 'adjudication']),
  annotator: z.string(),
  verdict: z.enum(['preference', 'tie', 'both_good', 'both_bad']),
  /** Negative prefers A; null unless the verdict is a preference. */
  strength: z.int().nullable(),
  scale: z.int().nullable(),
  comment: z.string().nullable(),
  flags: z.array(ratingFlag),
  criteria: criterionAnswers,
  edited: editedResponse.nullable(),
  critiques,
  ratedAt: z.iso.datetime(),
});

/** A rated pair on which people disagree. Which model wrote what is not told: who decides is as blind as who rated. */
export const disagreement = z
  .object({
    taskId: z.uuid(),
    batch: z.object({ id: z.uuid(), name: z.string() }),
    /** adjudicated: somebody has decided. */
    status: z.enum(['done', 'adjudicated']),
    /** Adaptive overlap asked as many people as it may and is still unsure. */
    disputed: z.boolean(),
    promptId: z.uuid(),
    prompt: z.object({ messages: z.array(message) }),
    responses: z.tuple([z.object({ text: z.string() }), z.object({ text: z.string() })]),
    votes: z.array(vote),
  })
  .meta({ id: 'Disagreement' });
export type Disagreement = z.infer<typeof disagreement>;

export const disagreementQuery = z.object({
  /** disputed: those that adaptive overlap gave up on and nobody has decided. */
  scope: z.enum(['disputed', 'all']).default('disputed'),
  batch: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Worst first. `form` is what a decision is made with. */
export const disagreements = z
  .object({ items: z.array(disagreement), form: ratingForm })
  .meta({ id: 'Disagreements' });

/** A decision, in terms of positions: A is the first response. Sent under a UUIDv7 that the caller made. */
export const newAdjudication = z
  .strictObject({
    verdict: pairVerdict.refine((said) => said.verdict !== 'skip', 'is a skip: a decision says something'),
    comment: prose(10_000).optional(),
    formVersion: z.int().min(1).max(2_147_483_647),
  })
  .meta({ id: 'NewAdjudication' });
export type NewAdjudication = z.infer<typeof newAdjudication>;
