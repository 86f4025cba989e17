import { AppError } from '@prefloop/contract';
import { and, desc, eq } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { guidelineAcknowledgements, guidelines } from '../../schema/index.ts';
import type { Annotator } from './ensure-annotator.ts';

export function unknownGuideline(version: number): AppError {
  return new AppError('GUIDELINE_UNKNOWN', {
    message: `This project's guidelines have no version ${version}. Nothing was stored; load the page again.`,
  });
}

/**
 * Notes that an annotator has read a version, once: a repeat keeps the first time. Answers the highest version that
 * they have acknowledged, which an older one that arrives late does not lower. Throws GUIDELINE_UNKNOWN.
 */
export async function acknowledgeGuideline(db: DbOrTransaction, annotator: Annotator, version: number) {
  const [guideline] = await db
    .select({ id: guidelines.id })
    .from(guidelines)
    .where(and(eq(guidelines.projectId, annotator.projectId), eq(guidelines.version, version)));
  if (!guideline) throw unknownGuideline(version);
  await db
    .insert(guidelineAcknowledgements)
    .values({ annotatorId: annotator.id, guidelineId: guideline.id })
    .onConflictDoNothing();
  const [highest] = await db
    .select({ version: guidelines.version, acknowledgedAt: guidelineAcknowledgements.createdAt })
    .from(guidelineAcknowledgements)
    .innerJoin(guidelines, eq(guidelines.id, guidelineAcknowledgements.guidelineId))
    .where(eq(guidelineAcknowledgements.annotatorId, annotator.id))
    .orderBy(desc(guidelines.version))
    .limit(1);
  if (!highest) throw new Error('an acknowledgement that was just written is gone');
  return highest;
}
