import {
  type RatingFormSpec,
  type RatingKeyId,
  ratingKeyId,
  strongest,
  type Verdict,
} from '@prefloop/contract';
import type { RatingT } from '../../lib/i18n/i18n.ts';
import { strengthOf } from '../../lib/strength-words.ts';
import { skipWords } from './skip-words.ts';

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

function tie(id: RatingKeyId, t: RatingT): RatingOption {
  const [label, short, tiny] = [t('tie.label'), t('tie.short'), t('tie.tiny')];
  return { id, verdict: { verdict: 'tie' }, label, short, tiny, lean: 0 };
}

function both(id: 'both-good' | 'both-bad', t: RatingT): RatingOption {
  const [kind, words] =
    id === 'both-good' ? (['both_good', 'bothGood'] as const) : (['both_bad', 'bothBad'] as const);
  const short = t(`${words}.short`);
  return { id, verdict: { verdict: kind }, label: t(`${words}.label`), short, tiny: short, lean: 0 };
}

/** All that a form lets one say of a pair, apart from skipping it. */
export function optionsOf({ pair }: Pick<RatingFormSpec, 'pair'>, t: RatingT): RatingOptions {
  const most = strongest(pair.scale);
  const odd = pair.scale % 2 === 1;
  const strengths = Array.from({ length: most }, (_, n) => n + 1);
  const left = strengths.toReversed().map((steps, n) => preference(-steps, pair.scale, n + 1, t));
  const right = strengths.map((steps, n) => preference(steps, pair.scale, most + (odd ? 2 : 1) + n, t));
  return {
    scale: [...left, ...(odd ? [tie(point(most + 1), t)] : []), ...right],
    beside: [
      ...(pair.tie && !odd ? [tie('tie', t)] : []),
      ...(pair.bothGood ? [both('both-good', t)] : []),
      ...(pair.bothBad ? [both('both-bad', t)] : []),
    ],
  };
}

/** The id of a point of the scale, counted from 1 at the left. */
function point(place: number): RatingKeyId {
  return ratingKeyId.parse(`option-${place}`);
}

function preference(strength: number, points: number, place: number, t: RatingT): RatingOption {
  const side = strength < 0 ? 'A' : 'B';
  const steps = Math.abs(strength);
  const most = strongest(points);
  const much = strengthOf(steps, points);
  // Eight buttons in a row have room for one word each.
  const length = points > 7 ? 'tight' : 'short';
  return {
    id: point(place),
    verdict: { verdict: 'preference', strength },
    label: t('prefer', { side, strength: t(`strength.${much}.long`) }),
    short: most === 1 ? t('preferShort', { side }) : t(`strength.${much}.${length}`),
    tiny: t(`strength.${much}.tiny`, { side }),
    lean: steps / most,
  };
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
export function describeVerdict(verdict: Verdict, form: RatingFormSpec, t: RatingT): string {
  switch (verdict.verdict) {
    case 'tie':
      return t('tie.short');
    case 'both_good':
      return t('bothGood.short');
    case 'both_bad':
      return t('bothBad.short');
    case 'skip': {
      const found = form.skipReasons.find(({ code }) => code === verdict.reason);
      return t('skipped', { reason: found ? skipWords(found, t).label : verdict.reason });
    }
    case 'preference': {
      const much = strengthOf(verdict.strength, form.pair.scale);
      return t('prefer', { side: verdict.strength < 0 ? 'A' : 'B', strength: t(`strength.${much}.long`) });
    }
  }
}
