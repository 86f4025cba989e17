import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Db } from '../../client.ts';
import { models, modelVersions, prompts, responses } from '../../schema/index.ts';

/** A page of the answers a run made, oldest first, so that a reader can go on from the last one it saw. */
export async function listRunResponses(
  db: Db,
  runId: string,
  paging: { after?: string | undefined; limit: number },
) {
  return db
    .select({
      id: responses.id,
      promptId: responses.promptId,
      promptExcerpt: sql<string>`left(${prompts.text}, 300)`,
      versionId: responses.modelVersionId,
      model: models.name,
      version: modelVersions.version,
      sampleIndex: responses.sampleIndex,
      text: responses.text,
      finishReason: responses.finishReason,
      tokens: responses.tokens,
      promptTokens: responses.promptTokens,
      logprob: responses.logprob,
      seed: responses.seed,
      createdAt: responses.createdAt,
    })
    .from(responses)
    .innerJoin(prompts, eq(prompts.id, responses.promptId))
    .leftJoin(modelVersions, eq(modelVersions.id, responses.modelVersionId))
    .leftJoin(models, eq(models.id, modelVersions.modelId))
    .where(and(eq(responses.runId, runId), paging.after ? gt(responses.id, paging.after) : undefined))
    .orderBy(asc(responses.id))
    .limit(paging.limit);
}

export type RunResponseRow = Awaited<ReturnType<typeof listRunResponses>>[number];

/** Which answers of a run there are already, as `prompt version index`: a later attempt leaves these out. */
export async function listAnswered(db: Db, runId: string): Promise<Set<string>> {
  const rows = await db
    .select({
      promptId: responses.promptId,
      versionId: responses.modelVersionId,
      sampleIndex: responses.sampleIndex,
    })
    .from(responses)
    .where(eq(responses.runId, runId));
  return new Set(rows.map((row) => `${row.promptId} ${row.versionId} ${row.sampleIndex}`));
}
