import { z } from 'zod';

/** A response of a pair: the sides of the screen to an annotator, the order of the pair (A first) to everybody else. */
const side = z.enum(['A', 'B']);

const grade = z.int().min(1).max(5);

/** What is said under one criterion: which response is better by it, or a grade for each, 5 the best. */
export const criterionAnswer = z
  .union([
    z.enum(['A', 'B', 'equal']),
    z
      .strictObject({ A: grade.exactOptional(), B: grade.exactOptional() })
      .refine(({ A, B }) => A !== undefined || B !== undefined, 'grades neither response'),
  ])
  .meta({ id: 'CriterionAnswer' });
export type CriterionAnswer = z.infer<typeof criterionAnswer>;

/** By the codes of the form's criteria. */
export const criterionAnswers = z
  .record(z.string().max(40), criterionAnswer)
  .meta({ id: 'CriterionAnswers' });
export type CriterionAnswers = z.infer<typeof criterionAnswers>;

const written = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => text.trim() !== '', 'is blank')
    .refine((text) => !text.includes('\0'), 'holds a NUL character, which cannot be stored');

/** A response that a person wrote: it stands above both of the pair. */
export const editedResponse = z
  .strictObject({
    text: written(100_000),
    /** The response that it was made from; null where it was written anew. */
    from: side.nullable(),
  })
  .meta({ id: 'EditedResponse' });
export type EditedResponse = z.infer<typeof editedResponse>;

export const longestQuote = 10_000;
export const longestCritique = 2_000;
export const mostCritiques = 20;

/** What a person has to say about one part of a response. */
export const critique = z
  .strictObject({
    side,
    /** Where the part begins in the response's text, in UTF-16 code units. */
    start: z.int().min(0).max(2_147_483_647),
    /** The part itself, letter by letter as it stands there. */
    quote: written(longestQuote),
    text: written(longestCritique),
  })
  .meta({ id: 'Critique' });
export type Critique = z.infer<typeof critique>;

export const critiques = z.array(critique).max(mostCritiques).meta({ id: 'Critiques' });
export type Critiques = z.infer<typeof critiques>;
