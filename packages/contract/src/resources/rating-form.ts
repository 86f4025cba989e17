import { z } from 'zod';

/** What is asked about a pair. An odd scale has the tie in its middle, always. */
export const ratingFormSpec = z
  .strictObject({
    kind: z.literal('pair'),
    /** Number of points from "left much better" to "right much better". */
    scale: z.literal(7),
    bothBad: z.boolean(),
    skip: z.boolean(),
    comment: z.enum(['off', 'optional']),
  })
  .meta({ id: 'RatingFormSpec' });
export type RatingFormSpec = z.infer<typeof ratingFormSpec>;

/** The form that a project starts with. */
export const firstRatingForm: RatingFormSpec = {
  kind: 'pair',
  scale: 7,
  bothBad: true,
  skip: true,
  comment: 'optional',
};
