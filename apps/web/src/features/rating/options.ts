import {
  type RatingFormSpec,
  type RatingKeyId,
  ratingKeyId,
  strongest,
  type Verdict,
} from '@prefloop/contract';
import { strengthWords } from '../../lib/strength-words.ts';

/** One thing that can be said of a pair with one key. */
export type RatingOption = {
  /** What its key is known by. */
  id: RatingKeyId;
  verdict: Verdict;
  /** Full sentence for the screen reader and the tooltip. */
  label: string;
  /** What is printed on the button. */
  short: string;
  /** The same on a phone, where A and B do not stand at the ends. */
  tiny: string;
  /** How far it leans: 0 in the middle, 1 at the ends of the scale. */
  lean: number;
};

export type RatingOptions = {
  /** In screen order: left is A, right is B. */
  scale: readonly RatingOption[];
  /** What has no place on the scale. */
  beside: readonly RatingOption[];
};

const tiny: Record<number, readonly string[]> = {
  1: [''],
  2: [' bit', ' much'],
  3: [' bit', '', ' much'],
  4: [' tad', ' bit', '', ' much'],
};

const tie = (id: RatingKeyId): RatingOption => ({
  id,
  verdict: { verdict: 'tie' },
  label: 'Tie: equally good',
  short: 'Tie',
  tiny: 'Tie',
  lean: 0,
});

const bothGood: RatingOption = {
  id: 'both-good',
  verdict: { verdict: 'both_good' },
  label: 'Both are good',
  short: 'Both good',
  tiny: 'Both good',
  lean: 0,
};

const bothBad: RatingOption = {
  id: 'both-bad',
  verdict: { verdict: 'both_bad' },
  label: 'Both are bad',
  short: 'Both bad',
  tiny: 'Both bad',
  lean: 0,
};

/** All that a form lets one say of a pair, apart from skipping it. */
export function optionsOf({ pair }: Pick<RatingFormSpec, 'pair'>): RatingOptions {
  const most = strongest(pair.scale);
  const odd = pair.scale % 2 === 1;
  const strengths = Array.from({ length: most }, (_, n) => n + 1);
  const left = strengths.toReversed().map((steps, n) => preference(-steps, pair.scale, n + 1));
  const right = strengths.map((steps, n) => preference(steps, pair.scale, most + (odd ? 2 : 1) + n));
  return {
    scale: [...left, ...(odd ? [tie(point(most + 1))] : []), ...right],
    beside: [
      ...(pair.tie && !odd ? [tie('tie')] : []),
      ...(pair.bothGood ? [bothGood] : []),
      ...(pair.bothBad ? [bothBad] : []),
    ],
  };
}

/** The id of a point of the scale, counted from 1 at the left. */
function point(place: number): RatingKeyId {
  return ratingKeyId.parse(`option-${place}`);
}

function preference(strength: number, points: number, place: number): RatingOption {
  const side = strength < 0 ? 'A' : 'B';
  const steps = Math.abs(strength);
  const most = strongest(points);
  const words = strengthWords(steps, points);
  return {
    id: point(place),
    verdict: { verdict: 'preference', strength },
    label: `${side} is ${words}`,
    short: most === 1 ? `${side} better` : shortWords(words, points),
    tiny: `${side}${tiny[most]?.[steps - 1] ?? ''}`,
    lean: steps / most,
  };
}

/** What is little needs no "better" after it; with eight buttons in a row there is no room for one. */
function shortWords(words: string, points: number): string {
  const alone = points > 7 ? /^(slightly|barely|much) better$/ : /^(slightly|barely) better$/;
  const short = alone.exec(words)?.[1] ?? words;
  return `${short.charAt(0).toUpperCase()}${short.slice(1)}`;
}

/** The option that a verdict is; undefined for skips, and for what another form could say. */
export function optionFor({ scale, beside }: RatingOptions, verdict: Verdict): RatingOption | undefined {
  return [...scale, ...beside].find((option) => same(option.verdict, verdict));
}

/** Whether two verdicts say the same. */
export function same(one: Verdict, other: Verdict): boolean {
  if (one.verdict === 'preference') {
    return other.verdict === 'preference' && one.strength === other.strength;
  }
  if (one.verdict === 'skip') return other.verdict === 'skip' && one.reason === other.reason;
  return one.verdict === other.verdict;
}

/** A verdict in words, as its form puts it: for the history, announcements and the mark of an earlier answer. */
export function describeVerdict(verdict: Verdict, form: RatingFormSpec): string {
  switch (verdict.verdict) {
    case 'tie':
      return 'Tie';
    case 'both_good':
      return 'Both good';
    case 'both_bad':
      return 'Both bad';
    case 'skip': {
      const found = form.skipReasons.find(({ code }) => code === verdict.reason);
      return `Skipped: ${found?.label ?? verdict.reason}`;
    }
    case 'preference':
      return `${verdict.strength < 0 ? 'A' : 'B'} is ${strengthWords(verdict.strength, form.pair.scale)}`;
  }
}
