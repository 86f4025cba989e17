import type { BatchStatus, ConsoleBatch } from '@prefloop/contract';
import type { BatchStanding } from '@prefloop/db';

type Standing = Omit<BatchStanding, 'id' | 'lastRatedAt'> & { status: BatchStatus };

/** Somebody who reads two long answers may need as much. */
const restSeconds = 15 * 60;

const count = (n: number, noun: string) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;

function howLong(seconds: number): string {
  if (seconds < 90 * 60) return count(Math.round(seconds / 60), 'minute');
  if (seconds < 36 * 3600) return count(Math.round(seconds / 3600), 'hour');
  return count(Math.round(seconds / 86_400), 'day');
}

/** Why nothing moves in a batch, the first reason that holds; null where something does. */
export function explainStandstill(standing: Standing): ConsoleBatch['standstill'] {
  const { status, left, disputed } = standing;
  switch (status) {
    case 'draft':
      return { reason: 'draft', message: 'Not released yet.' };
    case 'paused':
      return { reason: 'paused', message: 'Paused: no pair of it is handed out.' };
    case 'closed':
      return {
        reason: 'closed',
        message:
          left > 0
            ? `Closed, with ${count(left, 'rating')} still wanted.`
            : 'Closed; all that was wanted is in.',
      };
    case 'released':
      if (left > 0) return whyNobodyRates(standing);
      return disputed > 0
        ? { reason: 'to-decide', message: `All ratings are in; ${count(disputed, 'pair')} to be decided.` }
        : { reason: 'done', message: 'All that was wanted is in.' };
  }
}

function whyNobodyRates(standing: Omit<Standing, 'status'>): ConsoleBatch['standstill'] {
  const { held, idleSeconds, people, takers, behind } = standing;
  if (held > 0 || (idleSeconds !== null && idleSeconds < restSeconds)) return null;
  if (people === 0) {
    return {
      reason: 'nobody',
      message: 'Nobody may rate: invite annotators, or resume somebody who is paused.',
    };
  }
  if (!takers) {
    return {
      reason: 'nobody-left',
      message: 'Everybody who may rate has rated or skipped what is left. Invite another person.',
    };
  }
  if (behind !== null) {
    return {
      reason: 'behind',
      message: `“${behind}” is served first: its priority is higher, or it came before.`,
    };
  }
  return {
    reason: 'idle',
    message: idleSeconds === null ? 'Nobody has begun.' : `Nobody has rated for ${howLong(idleSeconds)}.`,
  };
}
