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
    'criteria',
    'edit',
    'critique',
    'undo',
    'keep',
    'leave',
    'side-a',
    'side-b',
    'fold-prompt',
    'earlier-turns',
    'link-scroll',
    'same-parts',
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
  criteria: 'r',
  edit: 'e',
  critique: 'k',
  undo: 'z',
  keep: 'y',
  leave: 'q',
  'side-a': 'a',
  'side-b': 'b',
  'fold-prompt': 'p',
  'earlier-turns': 'o',
  'link-scroll': 'l',
  'same-parts': 'u',
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
    own: z
      .partialRecord(ratingKeyId, key)
      .refine((own) => differ(Object.values(own)), 'gives one key to two things'),
  })
  .meta({ id: 'RatingKeys' });
export type RatingKeys = z.infer<typeof ratingKeys>;

/** What is saved: nothing is left to `keysWith` to sort out. */
export const newRatingKeys = ratingKeys
  .refine(({ own }) => differ(Object.values({ ...defaultRatingKeys, ...own })), 'gives one key to two things')
  .meta({ id: 'NewRatingKeys' });

export const usualRatingKeys: RatingKeys = { on: true, own: {} };

/**
 * The key of everything. What came into being after somebody had given its usual key to something else takes the first
 * letter that is free.
 */
export function keysWith(own: RatingKeys['own']): Record<RatingKeyId, string> {
  const keys: Record<RatingKeyId, string> = { ...defaultRatingKeys, ...own };
  for (const id of ratingKeyId.options) {
    if (own[id] === undefined && Object.values(own).includes(keys[id])) {
      const used = new Set(Object.values(keys));
      keys[id] = letters.find((letter) => !used.has(letter)) ?? keys[id];
    }
  }
  return keys;
}

const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789'];

function differ(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
