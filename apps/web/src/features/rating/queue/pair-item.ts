import type { RateTask, RatingQueue, Verdict } from '@prefloop/contract';
import type { TrailEntry } from '../outbox/store.ts';

/** One pair in the line that a person walks along: rated ones behind, the one on screen, fetched ones ahead. */
export type PairItem = {
  token: string;
  task: Pick<RateTask, 'prompt' | 'responses'>;
  /** How it was rated, on this device or in another tab; null while it was not. */
  answer: { verdict: Verdict; comment: string } | null;
};

export type PairLine = {
  items: readonly PairItem[];
  /** Place of the pair on screen; `items.length` where there is none. */
  index: number;
  /** The server's last word on how much there is to do. */
  queue: RatingQueue | null;
  /** loading: nothing came yet. failed: the last attempt to fetch pairs went wrong and is repeated. */
  fetching: 'loading' | 'idle' | 'failed';
  error: unknown;
};

export function itemOfTask(task: RateTask): PairItem {
  const { token, prompt, responses } = task;
  return { token, task: { prompt, responses }, answer: null };
}

export function itemOfTrail(entry: TrailEntry): PairItem {
  const { token, task, verdict, comment } = entry;
  return { token, task, answer: { verdict, comment } };
}
