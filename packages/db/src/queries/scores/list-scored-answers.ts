import type { ScoredAnswer } from '@prefloop/contract';
import { and, asc, eq, isNotNull, ne, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { responseScores, responses } from '../../schema/index.ts';

/** What a run's models answered, each with what a reward model gives it. Answers that could not be had are left out. */
export async function listScoredAnswers(
  db: DbOrTransaction,
  runId: string,
  rewardVersionId: string,
): Promise<ScoredAnswer[]> {
  const rows = await db
    .select({
      versionId: sql<string>`${responses.modelVersionId}`,
      promptId: responses.promptId,
      score: responseScores.score,
      tokens: responses.tokens,
      cutOff: sql<boolean>`${responses.finishReason} = 'length'`,
    })
    .from(responses)
    .leftJoin(
      responseScores,
      and(eq(responseScores.responseId, responses.id), eq(responseScores.versionId, rewardVersionId)),
    )
    .where(
      and(
        eq(responses.runId, runId),
        isNotNull(responses.modelVersionId),
        ne(responses.finishReason, 'error'),
      ),
    )
    .orderBy(asc(responses.id));
  return rows;
}
