import { AppError, offForm, type RatingForm, type RatingSubmission } from '@prefloop/contract';
import type { LockedTask } from './lock-task.ts';

/** The form, if the rating is an answer to it. Throws RATING_OFF_FORM. */
export function fittingForm<Form extends RatingForm>(
  form: Form | null,
  body: Pick<
    RatingSubmission,
    'formVersion' | 'verdict' | 'comment' | 'flags' | 'criteria' | 'edited' | 'critiques'
  >,
  { kind, shownOrder }: Pick<LockedTask, 'kind' | 'shownOrder'>,
): Form {
  if (form === null) {
    throw new AppError('RATING_OFF_FORM', {
      message: `This project's rating form has no version ${body.formVersion}. Nothing was stored; load the page again.`,
    });
  }
  const fault = offForm(form.spec, body, { kind, responses: shownOrder.length });
  if (fault === null) return form;
  throw new AppError('RATING_OFF_FORM', {
    message: `The rating does not fit version ${form.version} of the rating form. ${fault} Nothing was stored; rate it again.`,
  });
}
