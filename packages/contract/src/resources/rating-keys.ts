import { z } from 'zod';

/** Everything on the rating screen that a single key does. `option-1` is the first point of the scale, at the left. */
export const ratingKeyId = z
  .enum([
    'option-1',
    'option-2',
    'option-3',
    'option-4',
    'option-5',
    'option-6',
    'option-7',
    'option-8',
    'tie',
    'both-good',
    'both-bad',
    'skip',
    'comment',
    'flag',
    'undo',
    'keep',
    'side-a',
    'side-b',
    'fold-prompt',
    'raw',
    'compare',
    'guidelines',
    'help',
  ])
  .meta({ id: 'RatingKeyId' });
export type RatingKeyId = z.infer<typeof ratingKeyId>;

/** Which key does what, until somebody changes it. */
export const defaultRatingKeys: Record<RatingKeyId, string> = {
  'option-1': '1',
  'option-2': '2',
  'option-3': '3',
  'option-4': '4',
  'option-5': '5',
  'option-6': '6',
  'option-7': '7',
  'option-8': '8',
  tie: 't',
  'both-good': 'v',
  'both-bad': 'x',
  skip: 's',
  comment: 'c',
  flag: 'f',
  undo: 'z',
  keep: 'y',
  'side-a': 'a',
  'side-b': 'b',
  'fold-prompt': 'p',
  raw: 'm',
  compare: 'd',
  guidelines: 'g',
  help: '?',
};

const key = z.string().regex(/^[a-z0-9?]$/, 'must be one letter from a to z, one digit or ?');

/** A person's own keys (WCAG 2.2, 2.1.4: single keys can be switched off and changed). */
export const ratingKeys = z
  .strictObject({
    /** Whether single keys do anything at all. */
    on: z.boolean(),
    /** Those that differ from the usual ones. */
    own: z.partialRecord(ratingKeyId, key),
  })
  .refine(({ own }) => {
    const keys = Object.values({ ...defaultRatingKeys, ...own });
    return new Set(keys).size === keys.length;
  }, 'gives one key to two things')
  .meta({ id: 'RatingKeys' });
export type RatingKeys = z.infer<typeof ratingKeys>;

export const usualRatingKeys: RatingKeys = { on: true, own: {} };
