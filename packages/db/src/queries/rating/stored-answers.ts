import { type CriterionAnswers, type EditedResponse, mirrorCriteria, mirrorEdited } from '@prefloop/contract';

type Said = { criteria: CriterionAnswers; edited: EditedResponse | null };
type Stored = {
  answers: { criteria?: CriterionAnswers };
  editedResponse: string | null;
  editedFrom: number | null;
};

/** What was said of the sides of the screen, as columns in terms of positions: A is position 0. */
export function storedAnswers({ criteria, edited }: Said, shownOrder: readonly number[]) {
  const mirrored = shownOrder[0] !== 0;
  const written = mirrored ? mirrorEdited(edited) : edited;
  const answers =
    Object.keys(criteria).length === 0 ? {} : { criteria: mirrored ? mirrorCriteria(criteria) : criteria };
  return {
    // As text: the driver would send an object as it thinks best.
    answers: JSON.stringify(answers),
    editedResponse: written?.text ?? null,
    editedFrom: written === null || written.from === null ? null : written.from === 'A' ? 0 : 1,
  };
}

/** The columns in terms of the sides of the screen, or of positions where nothing was shown. */
export function saidAnswers(row: Stored, shownOrder: readonly number[] = [0, 1]): Said {
  const mirrored = shownOrder[0] !== 0;
  const criteria = row.answers.criteria ?? {};
  const edited: EditedResponse | null =
    row.editedResponse === null
      ? null
      : { text: row.editedResponse, from: row.editedFrom === null ? null : row.editedFrom === 0 ? 'A' : 'B' };
  return {
    criteria: mirrored ? mirrorCriteria(criteria) : criteria,
    edited: mirrored ? mirrorEdited(edited) : edited,
  };
}
