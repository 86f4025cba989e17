import type { PreferenceRow, PreferenceRules } from '@prefloop/contract';
import type { RatedTask } from '@prefloop/db';
import { charactersOf, preferenceRow } from './preference-rows.ts';

/** Steps of the seven-point scale by which a written response stands above the pair: "better", nobody said by how much. */
const margin = 2;

/**
 * Pairs of each response that somebody wrote with either response that it was put above, whatever the votes say about
 * those two. A text that says the same as a response is no better than it, and gives no pair with it.
 */
export function editedPairs(task: RatedTask, group: string, rules: PreferenceRules): PreferenceRow[] {
  if (rules.edited === 'none') return [];
  const extra = {
    ...(rules.margin === 'none' ? {} : { margin }),
    ...(rules.weight === 'none' ? {} : { weight: 1 }),
  };
  const written = new Set(task.votes.flatMap(({ edited }) => (edited === null ? [] : [edited])));
  return [...written].flatMap((chosen) =>
    [...new Set(task.texts)]
      .filter((text) => text !== '' && text.trim() !== chosen.trim())
      .filter(
        (text) => rules.maxCharacters === null || charactersOf(task, chosen, text) <= rules.maxCharacters,
      )
      .map((rejected) => preferenceRow(task, group, { chosen, rejected, ...extra })),
  );
}
