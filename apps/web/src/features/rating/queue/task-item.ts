import type { RateTask, RatingForm, RatingQueue, ShownTask } from '@prefloop/contract';
import type { TrailEntry } from '../outbox/store.ts';
import { type Answer, remarksOf } from '../remarks.ts';

/** One task in the line that a person walks along: rated ones behind, the one on screen, fetched ones ahead. */
export type TaskItem = {
  token: string;
  task: ShownTask;
  /** Of a topic that not everybody wants to read: covered until they say so. Never what they rated before. */
  sensitive: boolean;
  /** What is asked about it: the form it came with, which a newer one does not change under somebody's fingers. */
  form: RatingForm;
  /** How it was rated, on this device or in another tab; null while it was not. */
  answer: Answer | null;
};

export type TaskLine = {
  items: readonly TaskItem[];
  /** Place of the pair on screen; `items.length` where there is none. */
  index: number;
  /** The server's last word on how much there is to do. */
  queue: RatingQueue | null;
  /** loading: nothing came yet. failed: the last attempt to fetch pairs went wrong and is repeated. */
  fetching: 'loading' | 'idle' | 'failed';
  error: unknown;
};

export function itemOfTask(
  { token, expiresAt: _, sensitive, ...task }: RateTask,
  form: RatingForm,
): TaskItem {
  return { token, task, sensitive, form, answer: null };
}

export function itemOfTrail(entry: TrailEntry): TaskItem {
  const { token, task, form, verdict } = entry;
  return { token, task, sensitive: false, form, answer: { verdict, ...remarksOf(entry) } };
}
