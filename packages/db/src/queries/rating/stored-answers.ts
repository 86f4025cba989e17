import {
  type CriterionAnswers,
  type Critiques,
  type EditedResponse,
  mirrorCriteria,
  mirrorCritiques,
  mirrorEdited,
} from '@prefloop/contract';

type Said = { criteria: CriterionAnswers; edited: EditedResponse | null; critiques: Critiques };
export type StoredAnswers = {
  answers: { criteria?: CriterionAnswers; critiques?: Critiques };
  editedResponse: string | null;
  editedFrom: number | null;
};

/** What was said of the sides of the screen, as columns in terms of positions: A is position 0. */
export function storedAnswers(said: Said, shownOrder: readonly number[]) {
  const { criteria, edited, critiques } = shownOrder[0] === 0 ? said : mirrored(said);
  const answers: StoredAnswers['answers'] = {
    ...(Object.keys(criteria).length === 0 ? {} : { criteria }),
    ...(critiques.length === 0 ? {} : { critiques }),
  };
  return {
    // As text: the driver would send an object as it thinks best.
    answers: JSON.stringify(answers),
    editedResponse: edited?.text ?? null,
    editedFrom: edited === null || edited.from === null ? null : edited.from === 'A' ? 0 : 1,
  };
}

/** The columns in terms of the sides of the screen, or of positions where nothing was shown. */
export function saidAnswers(row: StoredAnswers, shownOrder: readonly number[] = [0, 1]): Said {
  const { criteria = {}, critiques = [] } = row.answers;
  const edited: EditedResponse | null =
    row.editedResponse === null
      ? null
      : { text: row.editedResponse, from: row.editedFrom === null ? null : row.editedFrom === 0 ? 'A' : 'B' };
  const said = { criteria, edited, critiques };
  return shownOrder[0] === 0 ? said : mirrored(said);
}

function mirrored({ criteria, edited, critiques }: Said): Said {
  return {
    criteria: mirrorCriteria(criteria),
    edited: mirrorEdited(edited),
    critiques: mirrorCritiques(critiques),
  };
}
