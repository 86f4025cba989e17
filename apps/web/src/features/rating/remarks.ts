import {
  type CriterionAnswers,
  type Critiques,
  type EditedResponse,
  missingCriteria,
  type RatingFlag,
  type RatingFormSpec,
  type RatingSubmission,
  type Tiers,
  type Verdict,
} from '@prefloop/contract';

/** What goes with a rating beside its verdict. */
export type Remarks = {
  comment: string;
  flags: readonly RatingFlag[];
  criteria: CriterionAnswers;
  edited: EditedResponse | null;
  critiques: Critiques;
  /** A ranking as far as it is, sent as the verdict once it is whole; empty for every other kind of task. */
  tiers: Tiers;
};

/** How a task was rated. */
export type Answer = Remarks & { verdict: Verdict };

export const noRemarks: Remarks = {
  comment: '',
  flags: [],
  criteria: {},
  edited: null,
  critiques: [],
  tiers: [],
};

type Sent = Pick<RatingSubmission, 'comment' | 'flags' | 'criteria' | 'edited' | 'critiques'>;

export function isEmpty(remarks: Remarks): boolean {
  return remarks.tiers.length === 0 && Object.keys(sentRemarks(remarks)).length === 0;
}

/** Remarks as they are sent: what is empty is left out. */
export function sentRemarks({ comment, flags, criteria, edited, critiques }: Omit<Remarks, 'tiers'>) {
  return {
    ...(comment === '' ? {} : { comment }),
    ...(flags.length === 0 ? {} : { flags: [...flags] }),
    ...(Object.keys(criteria).length === 0 ? {} : { criteria }),
    ...(edited === null ? {} : { edited }),
    ...(critiques.length === 0 ? {} : { critiques }),
  };
}

/** Remarks of what was sent, or was kept before there were all of them. */
export function remarksOf(sent: Kept | (Sent & { verdict: Verdict })): Remarks {
  const { comment = '', flags = [], criteria = {}, edited = null, critiques = [] } = sent;
  return { comment, flags, criteria, edited, critiques, tiers: tiersOf(sent) };
}

type Kept = { [Name in keyof Remarks]?: Remarks[Name] | undefined } & { verdict?: Verdict };

function tiersOf(sent: Kept): Tiers {
  return sent.verdict?.verdict === 'ranking' ? sent.verdict.tiers : (sent.tiers ?? []);
}

/** What the form does not take this verdict without, and that is not there. */
export function lacking(
  form: RatingFormSpec,
  verdict: Verdict,
  { comment, criteria }: Pick<Remarks, 'comment' | 'criteria'>,
): 'criteria' | 'comment' | null {
  if (missingCriteria(form, verdict, criteria).length > 0) return 'criteria';
  return form.comment.requiredFor.includes(verdict.verdict) && comment.trim() === '' ? 'comment' : null;
}

export function toggled(flags: readonly RatingFlag[], flag: RatingFlag): RatingFlag[] {
  return flags.includes(flag) ? flags.filter((each) => each !== flag) : [...flags, flag];
}
