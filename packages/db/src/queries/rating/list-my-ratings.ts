import { and, desc, eq, sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { annotators, batches, leases, prompts, ratingForms, ratings, tasks } from '../../schema/index.ts';

const texts = sql<string[]>`(
  select json_agg(r.text order by place.position)
  from task_responses place join responses r on r.id = place.response_id
  where place.task_id = ${tasks.id}
)`;

type Which = { projectId: string; userId: string; after?: string | undefined; limit: number };

/**
 * A user's own ratings and skips, newest first, each with the task as it was shown. `after` is the token of the
 * last one of the page before.
 */
export async function listMyRatings(db: DbOrTransaction, { projectId, userId, after, limit }: Which) {
  const older = sql`(${ratings.createdAt}, ${ratings.id}) < (
    select last.created_at, last.id from ratings last
    join leases place on place.task_id = last.task_id and place.annotator_id = last.annotator_id
    where place.token = ${after} and last.kind = 'rating'
  )`;
  return db
    .select({
      token: leases.token,
      kind: tasks.kind,
      shownOrder: leases.shownOrder,
      messages: prompts.messages,
      texts,
      verdict: ratings.verdict,
      strength: ratings.strength,
      grade: ratings.grade,
      ranking: ratings.ranking,
      skipReason: ratings.skipReason,
      comment: ratings.comment,
      flags: ratings.flags,
      answers: ratings.answers,
      editedResponse: ratings.editedResponse,
      editedFrom: ratings.editedFrom,
      form: { version: ratingForms.version, spec: ratingForms.spec },
      ratedAt: ratings.createdAt,
      taskStatus: tasks.status,
      batchStatus: batches.status,
    })
    .from(ratings)
    .innerJoin(annotators, eq(annotators.id, ratings.annotatorId))
    .innerJoin(leases, and(eq(leases.taskId, ratings.taskId), eq(leases.annotatorId, ratings.annotatorId)))
    .innerJoin(tasks, eq(tasks.id, ratings.taskId))
    .innerJoin(batches, eq(batches.id, ratings.batchId))
    .innerJoin(prompts, eq(prompts.id, tasks.promptId))
    .innerJoin(ratingForms, eq(ratingForms.id, ratings.formId))
    .where(
      and(
        eq(annotators.projectId, projectId),
        eq(annotators.userId, userId),
        eq(ratings.kind, 'rating'),
        after === undefined ? undefined : older,
      ),
    )
    .orderBy(desc(ratings.createdAt), desc(ratings.id))
    .limit(limit);
}

export type MyRatingRow = Awaited<ReturnType<typeof listMyRatings>>[number];
