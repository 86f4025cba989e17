import { defaultRatingKeys, type RatingFormSpec, type RatingKeyId, type Verdict } from '@prefloop/contract';
import { optionsOf } from './options.ts';

/**
 * Every key of the rating screen, once. The listener, the labels on the buttons and the help sheet all go by these, so
 * that they cannot disagree.
 */

export type RatingAction =
  | { type: 'rate'; verdict: Verdict }
  | { type: 'skip' }
  | { type: 'comment' }
  | { type: 'flag' }
  | { type: 'criteria' }
  | { type: 'edit' }
  | { type: 'undo' }
  | { type: 'keep' }
  | { type: 'raw' }
  | { type: 'compare' }
  | { type: 'fold-prompt' }
  | { type: 'side'; side: 'A' | 'B' }
  | { type: 'guidelines' }
  | { type: 'help' };

export type KeyBinding = {
  id: RatingKeyId;
  /** One character, lower case. */
  key: string;
  action: RatingAction;
  label: string;
  group: 'Rate' | 'Move' | 'Read';
  /** Only where one answer is shown at a time. */
  narrowOnly?: true;
};

type Unbound = Omit<KeyBinding, 'key'>;

const skip: Unbound = { id: 'skip', action: { type: 'skip' }, label: 'Skip, with a reason', group: 'Rate' };
const comment: Unbound = {
  id: 'comment',
  action: { type: 'comment' },
  label: 'Write a comment',
  group: 'Rate',
};
const flag: Unbound = { id: 'flag', action: { type: 'flag' }, label: 'Flag the pair', group: 'Rate' };

const criteria: Unbound = {
  id: 'criteria',
  action: { type: 'criteria' },
  label: 'Answer the criteria',
  group: 'Rate',
};
const edit: Unbound = { id: 'edit', action: { type: 'edit' }, label: 'Write a better answer', group: 'Rate' };

/** What every form has. */
const always: readonly Unbound[] = [
  { id: 'undo', action: { type: 'undo' }, label: 'Go back to the pair before', group: 'Move' },
  { id: 'keep', action: { type: 'keep' }, label: 'Keep the earlier answer and go on', group: 'Move' },
  {
    id: 'side-a',
    action: { type: 'side', side: 'A' },
    label: 'Show answer A',
    group: 'Read',
    narrowOnly: true,
  },
  {
    id: 'side-b',
    action: { type: 'side', side: 'B' },
    label: 'Show answer B',
    group: 'Read',
    narrowOnly: true,
  },
  { id: 'fold-prompt', action: { type: 'fold-prompt' }, label: 'Fold or unfold the prompt', group: 'Read' },
  { id: 'raw', action: { type: 'raw' }, label: 'Raw text or formatted', group: 'Read' },
  { id: 'compare', action: { type: 'compare' }, label: 'Mark what differs, word by word', group: 'Read' },
  { id: 'guidelines', action: { type: 'guidelines' }, label: 'Guidelines', group: 'Read' },
  { id: 'help', action: { type: 'help' }, label: 'All keys', group: 'Read' },
];

/** The keys for a pair that is rated with this form. */
export function keysOf(
  form: RatingFormSpec,
  keys: Readonly<Record<RatingKeyId, string>> = defaultRatingKeys,
): readonly KeyBinding[] {
  const { scale, beside } = optionsOf(form);
  const unbound: Unbound[] = [
    ...[...scale, ...beside].map(
      ({ id, verdict, label }): Unbound => ({ id, action: { type: 'rate', verdict }, label, group: 'Rate' }),
    ),
    ...(form.skipReasons.length > 0 ? [skip] : []),
    ...(form.comment.allowed ? [comment] : []),
    ...(form.flags.length > 0 ? [flag] : []),
    ...(form.criteria.length > 0 ? [criteria] : []),
    ...(form.editing ? [edit] : []),
    ...always,
  ];
  return unbound.map((binding) => ({ ...binding, key: keys[binding.id] }));
}

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

export function actionFor(press: KeyPress, bindings: readonly KeyBinding[]): RatingAction | null {
  const character = characterOf(press);
  return bindings.find((binding) => binding.key === character)?.action ?? null;
}
