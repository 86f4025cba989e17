import { randomInt } from 'node:crypto';
import { AppError, type GoldAnswer, type NewGolds, type TaskKind } from '@prefloop/contract';
import { and, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Db, Transaction } from '../../client.ts';
import { batches, golds, taskResponses, tasks } from '../../schema/index.ts';
import { type Actor, recordAudit } from '../people/audit.ts';

type Creation = NewGolds & { projectId: string; batchId: string };

type Source = {
  id: string;
  promptId: string;
  first: string;
  second: string;
  /** Where the same two responses are still open to people. */
  openIn: string | null;
  here: boolean;
};

/**
 * Copies pairs into a batch as golds: same prompt and responses, positions drawn anew, no limit of ratings. All or
 * none. Throws NOT_FOUND, TASK_STATE where people still rate the pair or the batch is not
 * one of pairs, and CONFLICT where the batch has it already:
 * whoever met it twice would know that it is a check.
 */
export async function createGolds(db: Db, by: Actor, creation: Creation): Promise<void> {
  const { projectId, batchId, golds: wanted } = creation;
  await db.transaction(async (tx) => {
    const [batch] = await tx
      .select({ taskKind: batches.taskKind })
      .from(batches)
      .where(and(eq(batches.projectId, projectId), eq(batches.id, batchId)))
      .for('no key update');
    if (!batch) throw new AppError('NOT_FOUND', { message: 'This project has no such batch.' });
    refuseAmongOthers(batch.taskKind);
    const sources = await readSources(tx, creation);
    const made = wanted.map(({ taskId, answer, explanation }) => {
      const source = sources.get(taskId);
      if (!source) throw new AppError('NOT_FOUND', { message: `This project has no pair ${taskId}.` });
      refuse(source);
      const swap = randomInt(2) === 1;
      const responseIds = swap ? [source.second, source.first] : [source.first, source.second];
      const said = verdictOf(answer, swap);
      return { id: v7(), promptId: source.promptId, responseIds, said, explanation };
    });
    refuseTwins(made);
    const shuffle = () => randomInt(-(2 ** 30), 2 ** 30);
    const place = { projectId, batchId, kind: 'pair' as const, overlap: null };
    await tx
      .insert(tasks)
      .values(made.map(({ id, promptId }) => ({ ...place, id, promptId, shuffle: shuffle() })));
    await tx
      .insert(taskResponses)
      .values(
        made.flatMap(({ id: taskId, responseIds }) =>
          responseIds.map((responseId, position) => ({ taskId, position, responseId })),
        ),
      );
    await tx.insert(golds).values(
      made.map(({ id, said, explanation }) => ({
        taskId: id,
        ...said,
        explanation,
        createdBy: by.actorId,
      })),
    );
    const detail = { golds: made.length };
    await recordAudit(tx, by, { action: 'gold.created', projectId, subject: batchId, detail });
  });
}

/** A pair among tasks of another kind would tell at once that it is a check. Throws TASK_STATE. */
export function refuseAmongOthers(kind: TaskKind): void {
  if (kind === 'pair') return;
  throw new AppError('TASK_STATE', {
    message:
      'A check is a pair, and this batch has none: people would know it at once. Choose a batch of pairs.',
  });
}

async function readSources(tx: Transaction, { projectId, batchId, golds: wanted }: Creation) {
  const { rows } = await tx.execute<Source>(sql`
    select t.id, t.prompt_id as "promptId", a.response_id as "first", b.response_id as "second",
      (select batch.name from tasks same join batches batch on batch.id = same.batch_id
        where ${samePair} and same.status = 'open' and same.overlap is not null and batch.status <> 'closed'
        limit 1) as "openIn",
      exists (select 1 from tasks same
        where ${samePair} and same.batch_id = ${batchId} and same.status <> 'withdrawn') as "here"
    from tasks t
    join task_responses a on a.task_id = t.id and a.position = 0
    join task_responses b on b.task_id = t.id and b.position = 1
    where t.project_id = ${projectId} and t.kind = 'pair'
      and t.id = any(${sql.param(wanted.map(({ taskId }) => taskId))}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The task `same` has the two responses of `a` and `b`, in any order. */
export const samePair = sql`same.id in (
  select one.task_id from task_responses one
  join task_responses other on other.task_id = one.task_id and other.response_id = b.response_id
  where one.response_id = a.response_id)`;

function refuse({ openIn, here }: Source): void {
  if (here) {
    throw new AppError('CONFLICT', {
      message:
        'This batch has the pair already, as a pair or as a check. Whoever met it twice would know: choose another batch.',
    });
  }
  if (openIn !== null) {
    throw new AppError('TASK_STATE', {
      message: `People are still rating this pair in "${openIn}". It can become a check once it is rated.`,
    });
  }
}

function refuseTwins(made: { responseIds: string[] }[]): void {
  const pairs = made.map(({ responseIds }) => responseIds.toSorted().join());
  if (new Set(pairs).size === pairs.length) return;
  throw new AppError('CONFLICT', { message: 'Two of these pairs have the same two responses. Choose one.' });
}

/** As it is stored, in terms of the copy's positions. */
export function verdictOf(answer: GoldAnswer, swap: boolean) {
  if (answer !== 'first' && answer !== 'second') return { verdict: answer, strength: null };
  return { verdict: 'preference' as const, strength: (answer === 'first') === swap ? 1 : -1 };
}
