import type { GoldAnswer, QualificationAnswer } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import type { prompts } from '../../schema/index.ts';
import { answerOf, textsOfTask } from '../quality/list-golds.ts';
import type { Annotator } from '../rating/ensure-annotator.ts';

/** A question whose explanation was not read yet: it is to be answered, or it was and is told about. */
export type QualificationQuestion = {
  attemptId: string;
  place: number;
  token: string;
  shownOrder: number[];
  messages: (typeof prompts.$inferSelect)['messages'];
  /** By position. */
  texts: string[];
  said: Omit<QualificationAnswer, 'token'> | null;
  right: boolean | null;
  /** What is right, in terms of the positions. Not for who has not answered. */
  answer: GoldAnswer;
  explanation: string;
};

export type QualificationStanding = {
  state: 'none' | 'to-begin' | 'question' | 'explained' | 'passed' | 'failed';
  questions: number;
  passMark: number;
  /** 0 before the first. */
  attempt: number;
  attemptsLeft: number;
  answered: number;
  right: number;
  question: QualificationQuestion | null;
};

type Row = Omit<QualificationStanding, 'state'> & { result: 'open' | 'passed' | 'failed' | null };

const nothing: QualificationStanding = {
  state: 'none',
  questions: 0,
  passMark: 0,
  attempt: 0,
  attemptsLeft: 0,
  answered: 0,
  right: 0,
  question: null,
};

/** How somebody stands with their project's qualification. */
export async function readQualificationStanding(
  db: DbOrTransaction,
  { id, toQualify }: Pick<Annotator, 'id' | 'toQualify'>,
): Promise<QualificationStanding> {
  if (!toQualify) return nothing;
  const { rows } = await db.execute<Row>(sql`
    select coalesce(attempt.questions, q.questions) as "questions",
      coalesce(attempt.pass_mark, q.pass_mark) as "passMark", coalesce(attempt.number, 0) as "attempt",
      greatest(0, q.attempts + a.extra_attempts - coalesce(attempt.number, 0)) as "attemptsLeft",
      said.answered, said."right", attempt.result, now.question
    from annotators a
    join qualifications q on q.project_id = a.project_id
    left join lateral (
      select * from qualification_attempts where annotator_id = a.id order by number desc limit 1
    ) attempt on true
    cross join lateral (
      select count(answered_at)::int as "answered", (count(*) filter (where "right"))::int as "right"
      from qualification_questions where attempt_id = attempt.id
    ) said
    left join lateral (
      select jsonb_build_object('attemptId', asked.attempt_id, 'place', asked.place, 'token', asked.token,
        'shownOrder', to_jsonb(asked.shown_order), 'messages', p.messages, 'texts', ${textsOfTask},
        'said', asked.answer, 'right', asked."right",
        'answer', ${answerOf(sql`g.verdict`, sql`g.strength`)}, 'explanation', asked.explanation) as question
      from qualification_questions asked
      join tasks t on t.id = asked.task_id join prompts p on p.id = t.prompt_id join golds g on g.task_id = t.id
      where asked.attempt_id = attempt.id and asked.read_at is null
      order by asked.place limit 1
    ) now on true
    where a.id = ${id}`);
  const [row] = rows;
  if (!row) return nothing;
  const { result, ...rest } = row;
  return { state: stateOf(row), ...rest };
}

function stateOf({ result, question }: Row): QualificationStanding['state'] {
  if (question) return question.said === null ? 'question' : 'explained';
  if (result === null) return 'to-begin';
  return result === 'open' ? 'question' : result;
}
