import type { RatingFlag, RatingFormSpec, Verdict } from '@prefloop/contract';

/** What goes with a rating beside its verdict. */
export type Remarks = { comment: string; flags: readonly RatingFlag[] };

/** How a pair was rated. */
export type Answer = Remarks & { verdict: Verdict };

export const noRemarks: Remarks = { comment: '', flags: [] };

export function isEmpty({ comment, flags }: Remarks): boolean {
  return comment === '' && flags.length === 0;
}

/** Whether the form does not take this verdict without a comment, and there is none. */
export function lacksComment(form: RatingFormSpec, verdict: Verdict, { comment }: Remarks): boolean {
  return form.comment.requiredFor.includes(verdict.verdict) && comment.trim() === '';
}

export function toggled(flags: readonly RatingFlag[], flag: RatingFlag): RatingFlag[] {
  return flags.includes(flag) ? flags.filter((each) => each !== flag) : [...flags, flag];
}
