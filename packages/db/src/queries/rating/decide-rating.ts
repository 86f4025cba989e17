/** Skipped by so many people, a task is flagged for the lead. */
const skipsToFlag = 3;

/** How one annotator's verdict on one task stands before another one of theirs arrives. */
export type Standing = {
  /** active holds one of the task's reserved places. */
  lease: 'active' | 'rated' | 'skipped' | 'released';
  head: { skip: boolean; counted: boolean; voided: boolean } | null;
  task: { overlap: number | null; done: number; reserved: number; skips: number };
};

/** What the verdict changes. `done`, `reserved` and `skips` are what the task's counts become. */
export type Decision = {
  lease: 'rated' | 'skipped';
  counted: boolean;
  surplus: boolean;
  done: number;
  reserved: number;
  skips: number;
  flagged: boolean;
};

/** Whether a verdict looks for a place in the task: it neither holds one nor took one before, and none is free. */
export function wantsPlace({ lease, head, task }: Standing, skip: boolean): boolean {
  const has = lease === 'active' || (head?.counted ?? false);
  const free = task.overlap === null || task.done + task.reserved < task.overlap;
  return !skip && !has && !free && !head?.voided;
}

/**
 * The state table of ratings, for a first verdict, an edit, a skip, an undone skip and a late arrival alike.
 * `takenOver` says that an expired lease of somebody else gave its place up for this verdict.
 */
export function decideRating(standing: Standing, skip: boolean, takenOver: boolean): Decision {
  const { lease, head, task } = standing;
  const wasCounted = head?.counted ?? false;
  const reserved = task.reserved - (lease === 'active' ? 1 : 0) - (takenOver ? 1 : 0);
  const doneByOthers = task.done - (wasCounted ? 1 : 0);
  const place = task.overlap === null || doneByOthers + reserved < task.overlap;
  const counted = !skip && place && !head?.voided;
  const skips = task.skips - (head?.skip ? 1 : 0) + (skip ? 1 : 0);
  return {
    lease: skip ? 'skipped' : 'rated',
    counted,
    surplus: !skip && !place,
    done: doneByOthers + (counted ? 1 : 0),
    reserved,
    skips,
    flagged: skips >= skipsToFlag,
  };
}

type TaskStatus = 'open' | 'done' | 'adjudicated' | 'withdrawn';

/** Counting alone moves a task between open and done; what a lead decided stays. */
export function statusByCount(status: TaskStatus, overlap: number | null, done: number): TaskStatus {
  if (status !== 'open' && status !== 'done') return status;
  return overlap !== null && done >= overlap ? 'done' : 'open';
}
