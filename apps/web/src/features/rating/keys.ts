import {
  defaultRatingKeys,
  type RatingFormSpec,
  type RatingKeyId,
  type TaskKind,
  type Verdict,
} from '@prefloop/contract';
import type { rating } from '../../lib/i18n/en/rating.ts';
import type { RatingT } from '../../lib/i18n/i18n.ts';
import { optionsOf, pointOf } from './options.ts';

/**
 * Every key of the rating screen, once. The listener, the labels on the buttons and the help sheet all go by these, so
 * that they cannot disagree.
 */

export type RatingAction =
  | { type: 'rate'; verdict: Verdict }
  /** Puts a response of a ranking next, or takes it out again. */
  | { type: 'place'; response: number }
  /** The next response of a ranking is equal to the one placed before it. */
  | { type: 'join' }
  | { type: 'skip' }
  | { type: 'comment' }
  | { type: 'flag' }
  | { type: 'criteria' }
  | { type: 'edit' }
  | { type: 'critique' }
  | { type: 'undo' }
  | { type: 'keep' }
  /** Leaves sensitive topics to others. */
  | { type: 'leave' }
  | { type: 'raw' }
  | { type: 'compare' }
  | { type: 'fold-prompt' }
  | { type: 'earlier-turns' }
  | { type: 'link-scroll' }
  | { type: 'same-parts' }
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
  /** Only where both answers stand side by side. */
  wideOnly?: true;
};

/** What is on screen: its kind, and how many responses there are. */
type Shown = { kind: TaskKind; responses: number; sensitive?: boolean };
const aPair: Shown = { kind: 'pair', responses: 2 };

type Unbound = Omit<KeyBinding, 'key' | 'label'> & {
  id: keyof typeof rating.keys.labels;
  /** Only where two answers are compared. */
  pairOnly?: true;
};

const skip: Unbound = { id: 'skip', action: { type: 'skip' }, group: 'Rate' };
const comment: Unbound = { id: 'comment', action: { type: 'comment' }, group: 'Rate' };
const flag: Unbound = { id: 'flag', action: { type: 'flag' }, group: 'Rate' };

const leave: Unbound = { id: 'leave', action: { type: 'leave' }, group: 'Move' };

const criteria: Unbound = { id: 'criteria', action: { type: 'criteria' }, group: 'Rate' };
const edit: Unbound = { id: 'edit', action: { type: 'edit' }, group: 'Rate' };
const critique: Unbound = { id: 'critique', action: { type: 'critique' }, group: 'Rate' };

/** What every form has. */
const always: readonly Unbound[] = [
  { id: 'undo', action: { type: 'undo' }, group: 'Move' },
  { id: 'keep', action: { type: 'keep' }, group: 'Move' },
  { id: 'side-a', action: { type: 'side', side: 'A' }, group: 'Read', narrowOnly: true, pairOnly: true },
  { id: 'side-b', action: { type: 'side', side: 'B' }, group: 'Read', narrowOnly: true, pairOnly: true },
  { id: 'fold-prompt', action: { type: 'fold-prompt' }, group: 'Read' },
  { id: 'earlier-turns', action: { type: 'earlier-turns' }, group: 'Read' },
  { id: 'same-parts', action: { type: 'same-parts' }, group: 'Read', pairOnly: true },
  { id: 'link-scroll', action: { type: 'link-scroll' }, group: 'Read', wideOnly: true, pairOnly: true },
  { id: 'raw', action: { type: 'raw' }, group: 'Read' },
  { id: 'compare', action: { type: 'compare' }, group: 'Read', pairOnly: true },
  { id: 'guidelines', action: { type: 'guidelines' }, group: 'Read' },
  { id: 'help', action: { type: 'help' }, group: 'Read' },
];

/** The keys for a task that is rated with this form. */
export function keysOf(
  form: RatingFormSpec,
  t: RatingT,
  keys: Readonly<Record<RatingKeyId, string>> = defaultRatingKeys,
  shown: Shown = aPair,
): readonly KeyBinding[] {
  const { scale, beside } = optionsOf(form, t, shown.kind);
  const options = [...scale, ...beside].map(
    ({ id, verdict, label }): Omit<KeyBinding, 'key'> => ({
      id,
      action: { type: 'rate', verdict },
      label,
      group: 'Rate',
    }),
  );
  const others: Unbound[] = [
    ...(shown.sensitive ? [leave] : []),
    ...(form.skipReasons.length > 0 ? [skip] : []),
    ...(form.comment.allowed ? [comment] : []),
    ...(form.flags.length > 0 ? [flag] : []),
    ...(form.criteria.length > 0 ? [criteria] : []),
    ...(form.editing ? [edit] : []),
    ...(form.critiquing ? [critique] : []),
    ...always,
  ];
  const fitting = others.filter(({ pairOnly }) => shown.kind === 'pair' || !pairOnly);
  return [
    ...(shown.kind === 'ranking' ? placing(form, shown.responses, t) : options),
    ...fitting.map(({ pairOnly: _, ...binding }) => ({ ...binding, label: t(`keys.labels.${binding.id}`) })),
  ].map((binding) => ({ ...binding, key: keys[binding.id] }));
}

function placing({ ranking }: RatingFormSpec, responses: number, t: RatingT): Omit<KeyBinding, 'key'>[] {
  const each = Array.from(
    { length: responses },
    (_, response): Omit<KeyBinding, 'key'> => ({
      id: pointOf(response + 1),
      action: { type: 'place', response },
      label: t('ranking.place', { number: response + 1 }),
      group: 'Rate',
    }),
  );
  const join: Omit<KeyBinding, 'key'> = {
    id: 'tie',
    action: { type: 'join' },
    label: t('ranking.joinLabel'),
    group: 'Rate',
  };
  return ranking.ties ? [...each, join] : each;
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
