import { eq } from 'drizzle-orm';
import type { Db } from '../../client.ts';
import { annotators } from '../../schema/index.ts';
import type { Annotator } from './ensure-annotator.ts';
import { releaseOutside } from './release-outside.ts';

/**
 * Whether an annotator leaves the project's sensitive topics to others, from now on and until they say otherwise. What
 * they hold of them goes back at once.
 */
export async function setAvoidsSensitive(db: Db, annotator: Annotator, avoids: boolean): Promise<Annotator> {
  const { id, projectId, userId } = annotator;
  return db.transaction(async (tx) => {
    await tx.update(annotators).set({ avoidsSensitive: avoids }).where(eq(annotators.id, id));
    if (avoids) await releaseOutside(tx, { projectId, userId });
    return { ...annotator, avoidsSensitive: avoids };
  });
}
