import { characterOf } from '../keys.ts';

/** A digit chooses from a menu whose keys are 1 and up; false for any other key. */
export function chooseFrom<Choice>(
  choices: readonly Choice[],
  event: KeyboardEvent,
  choose: (choice: Choice) => void,
): boolean {
  const chosen = choices[Number(characterOf(event)) - 1];
  if (chosen === undefined) return false;
  choose(chosen);
  return true;
}
