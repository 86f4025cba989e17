import { createHash, randomInt } from 'node:crypto';
import { AppError, type NewAttentionCheck } from '@prefloop/contract';
import { and, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Db } from '../../client.ts';
import { batches, golds, prompts, responses, taskResponses, tasks } from '../../schema/index.ts';
import { type Actor, recordAudit } from '../people/audit.ts';
import { refuseAmongOthers, verdictOf } from './create-golds.ts';

type Where = { projectId: string; batchId: string };

/**
 * Puts a pair that a lead wrote among a batch's golds. Its prompt is archived from the start: it is for people alone, and
 * no model is asked it or learns from it. Throws NOT_FOUND, and TASK_STATE where the batch is not one of pairs.
 */
export async function createAttentionCheck(
  db: Db,
  by: Actor,
  { projectId, batchId }: Where,
  { prompt, responses: texts, answer, explanation }: NewAttentionCheck,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [batch] = await tx
      .select({ taskKind: batches.taskKind })
      .from(batches)
      .where(and(eq(batches.projectId, projectId), eq(batches.id, batchId)));
    if (!batch) throw new AppError('NOT_FOUND', { message: 'This project has no such batch.' });
    refuseAmongOthers(batch.taskKind);
    const [promptId, taskId] = [v7(), v7()];
    await tx.insert(prompts).values({
      id: promptId,
      projectId,
      source: 'attention checks',
      sourceId: promptId,
      messages: [{ role: 'user', content: prompt }],
      text: prompt,
      archivedAt: sql`now()`,
    });
    const swap = randomInt(2) === 1;
    const written = (swap ? texts.toReversed() : texts).map((text) => ({ id: v7(), text }));
    await tx.insert(responses).values(
      written.map(({ id, text }) => ({
        id,
        projectId,
        promptId,
        text,
        textHash: createHash('sha256').update(text).digest('hex'),
        finishReason: 'imported' as const,
      })),
    );
    const shuffle = randomInt(-(2 ** 30), 2 ** 30);
    await tx
      .insert(tasks)
      .values({ id: taskId, projectId, batchId, promptId, kind: 'pair', overlap: null, shuffle });
    await tx
      .insert(taskResponses)
      .values(written.map(({ id: responseId }, position) => ({ taskId, position, responseId })));
    const said = verdictOf(answer, swap);
    await tx.insert(golds).values({ taskId, ...said, explanation, attention: true, createdBy: by.actorId });
    await recordAudit(tx, by, { action: 'attention-check.created', projectId, subject: batchId });
  });
}
