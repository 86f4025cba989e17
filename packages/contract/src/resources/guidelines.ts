import { z } from 'zod';
import { page } from '../paging.ts';
import { projectRole } from '../roles.ts';
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
export type Guideline = z.infer<typeof guideline>;

export const newGuideline = z
  .strictObject({
    body: prose(100_000),
    /** The newest version that the author has seen, 0 for none: a newer one is not written over unseen. */
    basedOn: z.int().min(0),
  })
  .meta({ id: 'NewGuideline' });

export const newAcknowledgement = z
  .strictObject({
    /** A version that there is. An older one than was acknowledged before changes nothing that counts. */
    version: z.int().min(1).max(2_147_483_647),
  })
  .meta({ id: 'NewAcknowledgement' });

/** The highest version that the caller has acknowledged, and when first. */
export const acknowledgement = z
  .object({ version: z.int(), acknowledgedAt: z.iso.datetime() })
  .meta({ id: 'Acknowledgement' });
export type Acknowledgement = z.infer<typeof acknowledgement>;

/** Somebody who is to read the guidelines: an annotator, or another member who has rated here. */
export const guidelineReader = z
  .object({
    userId: z.uuid(),
    name: z.string(),
    email: z.string(),
    role: projectRole,
    acknowledged: acknowledgement.nullable(),
  })
  .meta({ id: 'GuidelineReader' });
export type GuidelineReader = z.infer<typeof guidelineReader>;

export const guidelineReaders = page(guidelineReader)
  .extend({
    /** The newest version; null without guidelines. */
    version: z.int().nullable(),
    /** Readers in all, and those among them who have acknowledged the newest version. */
    readers: z.int(),
    upToDate: z.int(),
  })
  .meta({ id: 'GuidelineReaders' });
export type GuidelineReaders = z.infer<typeof guidelineReaders>;
