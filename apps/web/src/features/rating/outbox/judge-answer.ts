/** What came back from an attempt to deliver a rating. */
export type DeliveryAnswer =
  | { kind: 'stored' }
  /** No answer at all, or one that did not come from our API. */
  | { kind: 'unreachable' }
  | { kind: 'refused'; status: number; code: string; detail: string };

export type Judgement =
  | { verdict: 'delivered' }
  /** `global`: nothing else would get through either. */
  | { verdict: 'later'; global: boolean }
  /** The session is over: keep everything and wait for its owner. */
  | { verdict: 'sign-in' }
  | { verdict: 'new-id' }
  /** Can never succeed as it is. Kept and shown with its text. */
  | { verdict: 'problem'; code: string; detail: string };

const passing = new Set([408, 425, 429]);

/** Only a refusal in our own words is final; whatever stands between browser and API may answer anything. */
export function judgeAnswer(answer: DeliveryAnswer): Judgement {
  if (answer.kind === 'stored') return { verdict: 'delivered' };
  if (answer.kind === 'unreachable') return { verdict: 'later', global: true };
  if (answer.status === 401) return { verdict: 'sign-in' };
  if (answer.code === 'RATING_ID_TAKEN') return { verdict: 'new-id' };
  if (passing.has(answer.status) || answer.code === 'UNAVAILABLE' || answer.code === 'OVERLOADED') {
    return { verdict: 'later', global: true };
  }
  // A fault at one rating must not hold up the others.
  if (answer.status >= 500) return { verdict: 'later', global: false };
  return { verdict: 'problem', code: answer.code, detail: answer.detail };
}

/** Wait before the next attempt: doubles from one second to a minute, spread so that clients do not march in step. */
export function backoffMs(failures: number, random: number): number {
  const full = Math.min(60_000, 1_000 * 2 ** Math.max(0, failures - 1));
  return Math.round(full * (0.5 + random / 2));
}
