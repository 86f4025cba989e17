/**
 * Every key of the rating screen, once. The listener, the labels on the buttons and the help sheet all read this
 * table, so that they cannot disagree.
 */

export type RatingAction =
  | { type: 'rate'; step: 1 | 2 | 3 | 4 | 5 | 6 | 7 }
  | { type: 'both-bad' }
  | { type: 'skip' }
  | { type: 'comment' }
  | { type: 'undo' }
  | { type: 'keep' }
  | { type: 'raw' }
  | { type: 'compare' }
  | { type: 'fold-prompt' }
  | { type: 'side'; side: 'A' | 'B' }
  | { type: 'guidelines' }
  | { type: 'help' };

export type KeyBinding = {
  /** One character, lower case. */
  key: string;
  action: RatingAction;
  label: string;
  group: 'Rate' | 'Move' | 'Read';
  /** Only where one answer is shown at a time. */
  narrowOnly?: true;
};

export const keyBindings: readonly KeyBinding[] = [
  { key: '1', action: { type: 'rate', step: 1 }, label: 'A is much better', group: 'Rate' },
  { key: '2', action: { type: 'rate', step: 2 }, label: 'A is better', group: 'Rate' },
  { key: '3', action: { type: 'rate', step: 3 }, label: 'A is slightly better', group: 'Rate' },
  { key: '4', action: { type: 'rate', step: 4 }, label: 'Tie: equally good', group: 'Rate' },
  { key: '5', action: { type: 'rate', step: 5 }, label: 'B is slightly better', group: 'Rate' },
  { key: '6', action: { type: 'rate', step: 6 }, label: 'B is better', group: 'Rate' },
  { key: '7', action: { type: 'rate', step: 7 }, label: 'B is much better', group: 'Rate' },
  { key: 'x', action: { type: 'both-bad' }, label: 'Both are bad', group: 'Rate' },
  { key: 's', action: { type: 'skip' }, label: 'Skip, with a reason', group: 'Rate' },
  { key: 'c', action: { type: 'comment' }, label: 'Write a comment', group: 'Rate' },
  { key: 'z', action: { type: 'undo' }, label: 'Go back to the pair before', group: 'Move' },
  { key: 'y', action: { type: 'keep' }, label: 'Keep the earlier answer and go on', group: 'Move' },
  { key: 'a', action: { type: 'side', side: 'A' }, label: 'Show answer A', group: 'Read', narrowOnly: true },
  { key: 'b', action: { type: 'side', side: 'B' }, label: 'Show answer B', group: 'Read', narrowOnly: true },
  { key: 'p', action: { type: 'fold-prompt' }, label: 'Fold or unfold the prompt', group: 'Read' },
  { key: 'm', action: { type: 'raw' }, label: 'Raw text or formatted', group: 'Read' },
  { key: 'd', action: { type: 'compare' }, label: 'Mark what differs, word by word', group: 'Read' },
  { key: 'g', action: { type: 'guidelines' }, label: 'Guidelines', group: 'Read' },
  { key: '?', action: { type: 'help' }, label: 'All keys', group: 'Read' },
];

/** The parts of a KeyboardEvent that decide. */
export type KeyPress = {
  key: string;
  code: string;
  repeat: boolean;
  isComposing: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
};

/**
 * The character that a key press means, or null for one that must never rate: a held key, a shortcut of the browser,
 * a character being composed. Shift stays allowed, since `?` and the digits of some layouts need it.
 */
export function characterOf(press: KeyPress): string | null {
  if (press.repeat || press.isComposing || press.ctrlKey || press.metaKey || press.altKey) return null;
  // French and Czech layouts give digits with Shift only; the row of digits is meant by its place.
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(press.code)?.[1];
  if (digit !== undefined && !['?', '/'].includes(press.key)) return digit;
  const character = press.key.toLowerCase();
  if (/^[a-z?]$/.test(character)) return character;
  // Cyrillic, Greek and other layouts: the letter that stands in this place on a Latin one.
  const letter = /^Key([A-Z])$/.exec(press.code)?.[1];
  return letter !== undefined && character.length === 1 ? letter.toLowerCase() : null;
}

export function actionFor(press: KeyPress): RatingAction | null {
  const character = characterOf(press);
  return keyBindings.find((binding) => binding.key === character)?.action ?? null;
}

/** The key printed on a button. */
export function keyFor(type: RatingAction['type']): string {
  const found = keyBindings.find((binding) => binding.action.type === type);
  return found === undefined ? '' : found.key.toUpperCase();
}
