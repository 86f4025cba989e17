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

/** A response that a person wrote: it stands above both of the pair. */
export const editedResponse = z
  .strictObject({
    text: z
      .string()
      .max(100_000)
      .refine((text) => text.trim() !== '', 'is blank')
      .refine((text) => !text.includes('\0'), 'holds a NUL character, which cannot be stored'),
    /** The response that it was made from; null where it was written anew. */
    from: side.nullable(),
  })
  .meta({ id: 'EditedResponse' });
export type EditedResponse = z.infer<typeof editedResponse>;
