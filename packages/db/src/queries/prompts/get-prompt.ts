import { and, asc, eq, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import {
  annotators,
  batches,
  golds,
  models,
  modelVersions,
  prompts,
  ratings,
  responses,
  taskResponses,
  tasks,
} from '../../schema/index.ts';

/** A prompt with its responses, the tasks they stand in and what was rated; null when the project has no such prompt. */
export async function getPrompt(db: DbOrTransaction, projectId: string, promptId: string) {
  const [prompt] = await db
    .select()
    .from(prompts)
    .where(and(eq(prompts.projectId, projectId), eq(prompts.id, promptId)));
  if (!prompt) return null;

  const answers = await db
    .select({
      id: responses.id,
      text: responses.text,
      finishReason: responses.finishReason,
      tokens: responses.tokens,
      logprob: responses.logprob,
      seed: responses.seed,
      sampling: responses.sampling,
      runId: responses.runId,
      modelVersionId: responses.modelVersionId,
      model: models.name,
      version: modelVersions.version,
      scores: sql<{ model: string; version: number; score: number | null }[]>`coalesce((
        select jsonb_agg(jsonb_build_object('model', m.name, 'version', v.version, 'score', s.score)
          order by m.name, v.version)
        from response_scores s join model_versions v on v.id = s.version_id join models m on m.id = v.model_id
        where s.response_id = ${responses.id}), '[]')`,
      createdAt: responses.createdAt,
    })
    .from(responses)
    .leftJoin(modelVersions, eq(modelVersions.id, responses.modelVersionId))
    .leftJoin(models, eq(models.id, modelVersions.modelId))
    .where(eq(responses.promptId, promptId))
    .orderBy(asc(responses.id))
    .limit(200);

  const pairs = await db
    .select({
      taskId: tasks.id,
      kind: tasks.kind,
      batch: batches.name,
      status: tasks.status,
      done: tasks.done,
      overlap: tasks.overlap,
      position: taskResponses.position,
      responseId: taskResponses.responseId,
      batchId: tasks.batchId,
      goldVerdict: golds.verdict,
      goldStrength: golds.strength,
    })
    .from(tasks)
    .leftJoin(golds, eq(golds.taskId, tasks.id))
    .innerJoin(batches, eq(batches.id, tasks.batchId))
    .innerJoin(taskResponses, eq(taskResponses.taskId, tasks.id))
    .where(eq(tasks.promptId, promptId))
    .orderBy(asc(tasks.id), asc(taskResponses.position))
    .limit(400);

  const votes = await db
    .select({
      taskId: ratings.taskId,
      annotator: annotators.name,
      kind: ratings.kind,
      verdict: ratings.verdict,
      strength: ratings.strength,
      grade: ratings.grade,
      ranking: ratings.ranking,
      scale: ratings.scale,
      flags: ratings.flags,
      skipReason: ratings.skipReason,
      comment: ratings.comment,
      counted: ratings.counted,
      updatedAt: ratings.updatedAt,
    })
    .from(ratings)
    .innerJoin(tasks, eq(tasks.id, ratings.taskId))
    .innerJoin(annotators, eq(annotators.id, ratings.annotatorId))
    .where(eq(tasks.promptId, promptId))
    .orderBy(asc(ratings.createdAt))
    .limit(1_000);

  return { prompt, responses: answers, pairs, votes };
}
