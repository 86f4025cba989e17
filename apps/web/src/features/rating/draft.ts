import { isEmpty, noRemarks, type Remarks } from './remarks.ts';

/** What was said of a pair that is not rated yet, and what stood there before each of the last changes, oldest first. */
export type Draft = { remarks: Remarks; before: readonly Remarks[] };

export const noDraft: Draft = { remarks: noRemarks, before: [] };

/** As many as pairs that one can go back to. */
const mostBefore = 20;

/** The draft with a change made. One that goes on with the last, as typing does, is taken back together with it. */
export function changed(draft: Draft, part: Partial<Remarks>, goesOn = false): Draft {
  const remarks = { ...draft.remarks, ...part };
  if (goesOn && draft.before.length > 0) return { ...draft, remarks };
  return { remarks, before: [...draft.before, draft.remarks].slice(-mostBefore) };
}

/** The draft without its last change; null where there is none to take back. */
export function takenBack({ before }: Draft): Draft | null {
  const remarks = before.at(-1);
  return remarks === undefined ? null : { remarks, before: before.slice(0, -1) };
}

/** Whether there is nothing to keep. */
export function isBlank({ remarks, before }: Draft): boolean {
  return before.length === 0 && isEmpty(remarks);
}
