import type { GoldAnswer, QualificationAnswer } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { answerOf } from '../quality/list-golds.ts';

export type QualificationAnswerRow = {
  attempt: number;
  place: number;
  messages: { role: 'system' | 'user' | 'assistant'; content: string }[];
  said: Omit<QualificationAnswer, 'token'>;
  shownOrder: number[];
  answer: GoldAnswer;
  right: boolean;
  answeredAt: string;
};

/** What a member of a project said in all attempts at its qualification, in the order of asking. */
export async function listQualificationAnswers(
  db: DbOrTransaction,
  { projectId, userId }: { projectId: string; userId: string },
): Promise<QualificationAnswerRow[]> {
  const { rows } = await db.execute<QualificationAnswerRow>(sql`
    select attempt.number as "attempt", asked.place, p.messages, asked.answer as "said",
      asked.shown_order as "shownOrder", ${answerOf(sql`g.verdict`, sql`g.strength`)} as "answer", asked."right",
      asked.answered_at as "answeredAt"
    from annotators a
    join qualification_attempts attempt on attempt.annotator_id = a.id
    join qualification_questions asked on asked.attempt_id = attempt.id and asked.answer is not null
    join golds g on g.task_id = asked.task_id
    join tasks t on t.id = g.task_id join prompts p on p.id = t.prompt_id
    where a.project_id = ${projectId} and a.user_id = ${userId}
    order by attempt.number, asked.place`);
  return rows;
}
