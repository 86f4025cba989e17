import {
  bestGrade,
  type RatingFormSpec,
  type RatingKeyId,
  ratingKeyId,
  strongest,
  type TaskKind,
  type Tiers,
  type Verdict,
} from '@prefloop/contract';
import type { RatingT } from '../../lib/i18n/i18n.ts';
import { strengthOf } from '../../lib/strength-words.ts';
import { skipWords } from './skip-words.ts';

/** One thing that can be said of a task with one key. */
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
  /** In screen order: of a pair, left is A and right is B; of one response, from bad to good. */
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

/** All that a form lets one say of a task with one key, apart from skipping it: of a ranking, nothing. */
export function optionsOf(form: RatingFormSpec, t: RatingT, kind: TaskKind = 'pair'): RatingOptions {
  if (kind === 'single') return { scale: gradesOf(form, t), beside: [] };
  return kind === 'pair' ? pairOptions(form, t) : { scale: [], beside: [] };
}

function gradesOf({ single }: RatingFormSpec, t: RatingT): RatingOption[] {
  const best = bestGrade[single.scale];
  return Array.from({ length: best }, (_, n) => {
    const grade = n + 1;
    const short = gradeWords(grade, best, t);
    return {
      id: pointOf(grade),
      verdict: { verdict: 'grade', grade },
      label: best === 2 ? short : t('single.graded', { grade, best, words: short }),
      short,
      tiny: best === 2 ? short : String(grade),
      lean: n / (best - 1),
    };
  });
}

function gradeWords(grade: number, best: 2 | 5, t: RatingT): string {
  return best === 2
    ? t(`single.thumbs.${grade === 1 ? 'bad' : 'good'}`)
    : t(`single.grades.${gradeNames[grade - 1] ?? 'middling'}`);
}

const gradeNames = ['veryBad', 'bad', 'middling', 'good', 'veryGood'] as const;

function pairOptions({ pair }: RatingFormSpec, t: RatingT): RatingOptions {
  const most = strongest(pair.scale);
  const odd = pair.scale % 2 === 1;
  const strengths = Array.from({ length: most }, (_, n) => n + 1);
  const left = strengths.toReversed().map((steps, n) => preference(-steps, pair.scale, n + 1, t));
  const right = strengths.map((steps, n) => preference(steps, pair.scale, most + (odd ? 2 : 1) + n, t));
  return {
    scale: [...left, ...(odd ? [tie(pointOf(most + 1), t)] : []), ...right],
    beside: [
      ...(pair.tie && !odd ? [tie('tie', t)] : []),
      ...(pair.bothGood ? [both('both-good', t)] : []),
      ...(pair.bothBad ? [both('both-bad', t)] : []),
    ],
  };
}

/** The id of a point of the scale, or of a response of a ranking, counted from 1. */
export function pointOf(place: number): RatingKeyId {
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
    id: pointOf(place),
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
  if (one.verdict === 'grade') return other.verdict === 'grade' && one.grade === other.grade;
  if (one.verdict === 'ranking') {
    return other.verdict === 'ranking' && orderWords(one.tiers) === orderWords(other.tiers);
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
    case 'grade': {
      const best = bestGrade[form.single.scale];
      const words = gradeWords(verdict.grade, best, t);
      return best === 2 ? words : t('single.graded', { grade: verdict.grade, best, words });
    }
    case 'ranking':
      return orderWords(verdict.tiers);
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

/** "3 > 1 = 2": responses by their number on the screen, the best first; those of one tier in rising order. */
export function orderWords(tiers: Tiers): string {
  return tiers
    .map((tier) => [...tier].sort((one, other) => one - other).map((place) => String(place + 1)))
    .map((numbers) => numbers.join(' = '))
    .join(' > ');
}
