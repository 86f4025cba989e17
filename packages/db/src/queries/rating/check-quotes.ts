import { AppError, type Critiques } from '@prefloop/contract';
import { and, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '../../client.ts';
import { responses, taskResponses } from '../../schema/index.ts';
import type { LockedTask } from './lock-task.ts';

/**
 * Looks whether every part that is criticised stands where it is said to stand: whoever reads the critiques later goes
 * by the place. Throws RATING_OFF_FORM.
 */
export async function checkQuotes(
  tx: Transaction,
  { taskId, shownOrder }: LockedTask,
  critiques: Critiques,
): Promise<void> {
  const places = { A: shownOrder[0] ?? 0, B: shownOrder[1] ?? 1 };
  const wanted = [...new Set(critiques.map(({ side }) => places[side]))];
  const rows = await tx
    .select({ position: taskResponses.position, text: responses.text })
    .from(taskResponses)
    .innerJoin(responses, eq(responses.id, taskResponses.responseId))
    .where(and(eq(taskResponses.taskId, taskId), inArray(taskResponses.position, wanted)));
  const texts = new Map(rows.map(({ position, text }) => [position, text]));
  const strayed = critiques.find(
    ({ side, start, quote }) => !(texts.get(places[side]) ?? '').startsWith(quote, start),
  );
  if (strayed === undefined) return;
  const shown = strayed.quote.length > 80 ? `${strayed.quote.slice(0, 80)} …` : strayed.quote;
  throw new AppError('RATING_OFF_FORM', {
    message:
      `A critique names a part that does not stand at place ${strayed.start} of answer ${strayed.side}: “${shown}”. ` +
      'Nothing was stored; mark the part again.',
  });
}
