import type { Battle, BattleCounts, BattleOutcome, Matchup, WinRate } from '@prefloop/contract';
import { formatCount, formatPlural, formatShare } from '../../lib/format.ts';
import { strengthWords } from '../../lib/strength-words.ts';
import { versionName } from '../../lib/versions.ts';

/** "61% (48% to 73%)"; null where there is no rating yet. */
export function tellRate({ value, low, high }: WinRate): string | null {
  if (value === null || low === null || high === null) return null;
  return `${formatShare(value, 0)} (${formatShare(low, 0)} to ${formatShare(high, 0)})`;
}

/** What stands over a matchup, as one sentence. */
export function tellMatchup({ newer, older, winRate }: Matchup): string {
  const { value, low, high, n, prompts, why } = winRate;
  if (value === null || low === null || high === null) return why ?? '';
  const evidence = `n = ${formatPlural(n, 'rating')} on ${formatPlural(prompts, 'prompt')}`;
  return `${versionName(newer)} wins ${formatShare(value, 0)} (${formatShare(low, 0)} to ${formatShare(high, 0)}, ${evidence}) against ${versionName(older)}.`;
}

/** The side that people prefer as far as the interval tells; null while one half lies within it. */
export function preferredSide({ low, high }: WinRate): 'newer' | 'older' | null {
  if (low !== null && low > 0.5) return 'newer';
  return high !== null && high < 0.5 ? 'older' : null;
}

/** What the interval allows to say. */
export function tellVerdict({ newer, older, winRate }: Matchup): string {
  const side = preferredSide(winRate);
  if (side === null) return '50% lies within the interval, so it is open which of the two people prefer.';
  return side === 'newer'
    ? `All of the interval lies above 50%: people prefer ${versionName(newer)}.`
    : `All of the interval lies below 50%: people prefer ${versionName(older)}.`;
}

/** The four ways in which a rating comes out, in the order of the bar. */
export const outcomes: readonly { outcome: BattleOutcome; count: keyof BattleCounts }[] = [
  { outcome: 'newer', count: 'newer' },
  { outcome: 'tie', count: 'tie' },
  { outcome: 'both_bad', count: 'bothBad' },
  { outcome: 'older', count: 'older' },
];

export function outcomeWords({
  newer,
  older,
}: Pick<Matchup, 'newer' | 'older'>): Record<BattleOutcome, string> {
  return {
    newer: `${versionName(newer)} better`,
    older: `${versionName(older)} better`,
    tie: 'Equal or both good',
    both_bad: 'Both bad',
  };
}

/** One rating in terms of the two versions: "Tuned v2, much better". */
export function tellBattle(
  { verdict, outcome, strength, scale }: Battle,
  sides: Pick<Matchup, 'newer' | 'older'>,
): string {
  switch (verdict) {
    case 'tie':
      return 'Equal';
    case 'both_good':
      return 'Both good';
    case 'both_bad':
      return 'Both bad';
    case 'preference': {
      const winner = versionName(outcome === 'newer' ? sides.newer : sides.older);
      return `${winner}, ${strengthWords(strength ?? 0, scale ?? 7)}`;
    }
  }
}

/** "12 of 30 pairs rated" */
export function tellPairs({ pairs, ratedPairs }: Pick<Matchup, 'pairs' | 'ratedPairs'>): string {
  return `${formatCount(ratedPairs)} of ${formatCount(pairs)}`;
}
