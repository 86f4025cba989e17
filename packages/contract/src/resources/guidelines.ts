import { z } from 'zod';
import { prose } from '../text.ts';

export const guideline = z
  .object({
    version: z.int(),
    /** Markdown. */
    body: z.string(),
    createdAt: z.iso.datetime(),
    createdBy: z.string().nullable(),
  })
  .meta({ id: 'Guideline' });

export const newGuideline = z
  .strictObject({
    body: prose(100_000),
    /** The newest version that the author has seen, 0 for none: a newer one is not written over unseen. */
    basedOn: z.int().min(0),
  })
  .meta({ id: 'NewGuideline' });
