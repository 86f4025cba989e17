import { availableLimit, type RatingQueue } from '@prefloop/contract';
import type { QualificationStanding, QueueNumbers, QueueStandstill } from '@prefloop/db';

/** What keeps somebody from rating, whatever there is to rate. */
type Blocked = {
  paused: { reason: string | null; by?: 'golds' | null } | null;
  /** Null for who has nothing to pass. */
  qualification: Pick<QualificationStanding, 'state' | 'attemptsLeft' | 'questions' | 'passMark'> | null;
};

type Explained = Pick<RatingQueue, 'state' | 'reason' | 'message' | 'nextFreeAt'>;

const tasks = (n: number) => (n === 1 ? '1 task is' : `${n} tasks are`);

function waitFor(seconds: number): string {
  if (seconds < 90) return 'within a minute or two';
  if (seconds < 90 * 60) return `in about ${Math.round(seconds / 60)} min`;
  return `in about ${Math.round(seconds / 3600)} h`;
}

type Numbers = Pick<QueueNumbers, 'available' | 'held' | 'dailyQuota' | 'leftToday'>;

/** Whether there is something to rate and, where there is nothing, why and until when. */
export function explainQueue(
  numbers: Numbers,
  { paused, qualification }: Blocked,
  standstill: QueueStandstill | null,
): Explained {
  // The tally of their golds is for leads: it would tell how many there were.
  if (paused?.by === 'golds') {
    return {
      state: 'paused',
      reason: 'paused-by-checks',
      message:
        'Your rating is paused: too many of the checks hidden among the pairs did not match what is known of them. ' +
        'Your ratings are kept. Read the guidelines again and talk to your lead, who can resume it.',
      nextFreeAt: null,
    };
  }
  if (paused) {
    const because = paused.reason ? `: ${paused.reason}` : '. Ask them what to do next.';
    return {
      state: 'paused',
      reason: 'paused-by-lead',
      message: `The lead has paused your rating${because}`,
      nextFreeAt: null,
    };
  }
  if (qualification !== null) return { state: 'qualification', ...whatToPass(qualification) };
  if (numbers.available > 0 || numbers.held > 0 || standstill === null) {
    return { state: 'ready', reason: null, message: null, nextFreeAt: null };
  }
  if (numbers.leftToday === 0) {
    return {
      state: 'empty',
      reason: 'day-done',
      message:
        `You have rated ${numbers.dailyQuota === 1 ? '1 task' : `${numbers.dailyQuota} tasks`} today, as many as you ` +
        'are asked for in a day. A day begins at midnight UTC.',
      nextFreeAt: nextMidnight(new Date()).toISOString(),
    };
  }
  return { state: 'empty', ...whyEmpty(standstill) };
}

function nextMidnight(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1));
}

function whatToPass({
  state,
  attemptsLeft,
  questions,
  passMark,
}: NonNullable<Blocked['qualification']>): Omit<Explained, 'state'> {
  if (state === 'failed' && attemptsLeft === 0) {
    return {
      reason: 'not-qualified',
      message:
        'You have not passed the qualification of this project, and no attempt is left. Ask your lead for another one.',
      nextFreeAt: null,
    };
  }
  return {
    reason: 'to-qualify',
    message:
      `Before the first pair you pass a qualification: of ${questions} pairs whose right answer is known you answer ` +
      `${passMark} right.`,
    nextFreeAt: null,
  };
}

function whyEmpty(standstill: QueueStandstill): Omit<Explained, 'state'> {
  const { batches, open, withOthers, enough, forOthers, nextFreeInSeconds, nextFreeAt } = standstill;
  if (withOthers > 0) {
    const when = nextFreeInSeconds === null ? 'soon' : waitFor(nextFreeInSeconds);
    return {
      reason: 'with-others',
      message: `${tasks(withOthers)} with others; the next may be free ${when}.`,
      nextFreeAt: nextFreeAt?.toISOString() ?? null,
    };
  }
  if (enough > 0) {
    return {
      reason: 'enough-of-it',
      message: `You have rated as many tasks of this work as one person may. ${tasks(enough)} left for other people.`,
      nextFreeAt: null,
    };
  }
  if (open > 0) {
    return {
      reason: 'nothing-for-you',
      message: `You have rated or skipped all that you could. ${tasks(open)} left for other people.`,
      nextFreeAt: null,
    };
  }
  if (forOthers > 0) {
    return {
      reason: 'for-other-people',
      message:
        `${tasks(forOthers)} open, but for other people: those whom a lead chose, or who have a skill or a language ` +
        'that is asked for. Your lead can tell you more, and can change it.',
      nextFreeAt: null,
    };
  }
  return batches > 0
    ? {
        reason: 'all-done',
        message: 'Everything that was released is rated. New tasks come when a lead releases the next batch.',
        nextFreeAt: null,
      }
    : {
        reason: 'no-batch',
        message: 'Nothing is released for rating now. Pairs appear here when a lead releases a batch.',
        nextFreeAt: null,
      };
}

const steps = [availableLimit, 50, 10, 1];

/**
 * How many tasks are left for somebody. With golds among them only a step below it: golds are not counted, so the exact
 * number would stand still whenever one is handed out.
 */
export function tellAvailable(
  available: number,
  hasGolds: boolean,
): Pick<RatingQueue, 'available' | 'atLeast'> {
  if (!hasGolds) return { available, atLeast: available >= availableLimit };
  const step = steps.find((step) => step <= available) ?? 0;
  return { available: step, atLeast: step > 0 };
}
