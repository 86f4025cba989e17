import { AppError, type NewQualification } from '@prefloop/contract';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Db } from '../../client.ts';
import { golds, qualificationItems, qualifications, tasks } from '../../schema/index.ts';
import { type Actor, recordAudit } from '../people/audit.ts';

/**
 * Sets a project's qualification as a whole. Attempts that have begun keep their questions and their mark, and whoever
 * has passed stays passed. Throws NOT_FOUND where an item is no gold in use of this project.
 */
export async function setQualification(
  db: Db,
  by: Actor,
  projectId: string,
  { items, ...rule }: NewQualification,
): Promise<void> {
  await db.transaction(async (tx) => {
    // First, so that two leads who save at once take turns.
    await tx
      .insert(qualifications)
      .values({ projectId, ...rule })
      .onConflictDoUpdate({ target: qualifications.projectId, set: rule });
    const ids = items.map(({ goldId }) => goldId);
    const known = await tx
      .select({ id: golds.taskId })
      .from(golds)
      .innerJoin(tasks, eq(tasks.id, golds.taskId))
      .where(and(eq(tasks.projectId, projectId), inArray(golds.taskId, ids), isNull(golds.retiredAt)))
      .for('key share', { of: golds });
    if (known.length < ids.length) {
      throw new AppError('NOT_FOUND', {
        message: 'One of these golds was retired, or is none of this project. Load the page again.',
      });
    }
    await tx.delete(qualificationItems).where(eq(qualificationItems.projectId, projectId));
    if (items.length > 0) {
      await tx
        .insert(qualificationItems)
        .values(
          items.map(({ goldId, explanation }, place) => ({ taskId: goldId, projectId, place, explanation })),
        );
    }
    const detail = { ...rule, golds: items.length };
    await recordAudit(tx, by, { action: 'qualification.changed', projectId, detail });
  });
}
