import type { RateTask, RatingForm } from '@prefloop/contract';
import type { Answer } from '../remarks.ts';
import { itemOfTask, type TaskItem, type TaskLine } from './task-item.ts';

/** How far back one can go. */
export const stepsBack = 20;

type Line = Pick<TaskLine, 'items' | 'index'>;

/** Pairs after the one on screen that were not rated yet. */
export function ahead({ items, index }: Line): readonly TaskItem[] {
  return items.slice(index + 1).filter((item) => item.answer === null);
}

/** Pairs that this tab holds and has not rated, the one on screen included. */
export function unrated({ items }: Line): readonly TaskItem[] {
  return items.filter((item) => item.answer === null);
}

/**
 * Puts what the server handed out behind what is there. A task it no longer lists is dropped unless it is on screen;
 * one whose rating is still on its way is not shown again.
 */
export function takeIn(
  line: Line,
  { tasks, form }: { tasks: readonly RateTask[]; form: RatingForm },
  rated: ReadonlySet<string>,
): Line {
  const listed = new Set(tasks.map((task) => task.token));
  const { items, index } = line;
  const kept = items.filter(
    (item, place) => place <= index || item.answer !== null || listed.has(item.token),
  );
  const known = new Set(kept.map((item) => item.token));
  const fresh = tasks
    .filter((task) => !known.has(task.token) && !rated.has(task.token))
    .map((task) => itemOfTask(task, form));
  return { items: [...kept, ...fresh], index };
}

/** How many pairs were rated here that the server, when it listed `tasks`, still took for unrated; skips left out. */
export function undelivered({ items }: Line, tasks: readonly RateTask[]): number {
  const listed = new Set(tasks.map((task) => task.token));
  return items.filter(({ token, answer }) => {
    return answer !== null && answer.verdict.verdict !== 'skip' && listed.has(token);
  }).length;
}

/** Takes out what is sensitive and not rated, also from the screen: what was behind it comes there. */
export function withoutSensitive({ items, index }: Line): Line {
  return { items: items.filter((item) => !item.sensitive || item.answer !== null), index };
}

/** Marks a pair as rated, wherever it stands in the line. */
export function markRated(line: Line, token: string, answer: Answer): Line {
  return { ...line, items: line.items.map((item) => (item.token === token ? { ...item, answer } : item)) };
}

/** Another tab rated a pair: it need not be shown here, unless it is on screen or behind. */
export function markRatedElsewhere(line: Line, token: string, answer: Answer): Line {
  const place = line.items.findIndex((item) => item.token === token);
  if (place < 0) return line;
  if (place <= line.index) return markRated(line, token, answer);
  return { ...line, items: line.items.filter((item) => item.token !== token) };
}

/** One pair on; what lies further back than anyone can go is let go of. */
export function stepOn({ items, index }: Line): Line {
  const next = Math.min(index + 1, items.length);
  const surplus = Math.max(0, next - stepsBack);
  return { items: items.slice(surplus), index: next - surplus };
}

export function stepBack({ items, index }: Line): Line {
  return { items, index: Math.max(0, index - 1) };
}

/** Lays a pair on the desk, before the one that is on it; a pair that is in the line already is only moved to. */
export function layOn({ items, index }: Line, item: TaskItem): Line {
  const place = items.findIndex(({ token }) => token === item.token);
  if (place >= 0 && place <= index) return { items, index: place };
  return { items: [...items.slice(0, index), item, ...items.slice(index)], index };
}
