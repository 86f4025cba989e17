import { randomInt } from 'node:crypto';
import { AppError } from '@prefloop/contract';
import { sql } from 'drizzle-orm';
import type { Transaction } from '../../client.ts';
import { qualificationAttempts, qualificationQuestions } from '../../schema/index.ts';
import { makeLeaseToken } from '../rating/lease-token.ts';

type Drawn = {
  taskId: string;
  explanation: string;
  place: number;
  questions: number;
  passMark: number;
  order: 'stated' | 'random';
};

/**
 * Begins an attempt: all its questions are drawn at once, those that this person has met least often before the others.
 * The caller has locked the annotator. Throws TASK_STATE where there are fewer golds than an attempt asks.
 */
export async function beginAttempt(tx: Transaction, annotatorId: string, number: number): Promise<void> {
  const { rows } = await tx.execute<Drawn>(sql`
    select i.task_id as "taskId", i.explanation, i.place, q.questions, q.pass_mark as "passMark", q."order"
    from annotators a
    join qualifications q on q.project_id = a.project_id
    join qualification_items i on i.project_id = q.project_id
    cross join lateral (
      select count(*) as times from (
        select 1 from qualification_questions asked join qualification_attempts earlier on earlier.id = asked.attempt_id
        where earlier.annotator_id = a.id and asked.task_id = i.task_id
        union all select 1 from leases l where l.annotator_id = a.id and l.task_id = i.task_id
      ) met
    ) met
    where a.id = ${annotatorId}
    order by met.times, case when q."order" = 'random' then random() end, i.place
    limit (select w.questions from qualifications w join annotators b on b.project_id = w.project_id
      where b.id = ${annotatorId})`);
  const [rule] = rows;
  if (!rule || rows.length < rule.questions) {
    throw new AppError('TASK_STATE', {
      message:
        'This qualification has too few questions now. Tell your lead; nothing was counted against you.',
    });
  }
  const { questions, passMark } = rule;
  const [attempt] = await tx
    .insert(qualificationAttempts)
    .values({ annotatorId, number, questions, passMark })
    .returning({ id: qualificationAttempts.id });
  if (!attempt) throw new Error('insert returned no row');
  const asked =
    rule.order === 'stated' ? rows.toSorted((one, other) => one.place - other.place) : shuffled(rows);
  await tx.insert(qualificationQuestions).values(
    asked.map(({ taskId, explanation }, place) => ({
      attemptId: attempt.id,
      place,
      taskId,
      explanation,
      token: makeLeaseToken(),
      shownOrder: randomInt(2) === 0 ? [0, 1] : [1, 0],
    })),
  );
}

/** Fisher and Yates: what was met before came last in the draw, and is not to stand last. */
function shuffled<Item>(items: readonly Item[]): Item[] {
  const all = [...items];
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    const [one, two] = [all[last], all[other]];
    if (one === undefined || two === undefined) throw new Error('a place outside of the list');
    all[last] = two;
    all[other] = one;
  }
  return all;
}
