import type { PreferenceRules } from '@prefloop/contract';

/** The verdict that leads under the rule, or null where none does. */
export function leaderOf<Verdict>(
  counts: ReadonlyMap<Verdict, number>,
  votes: number,
  majority: PreferenceRules['majority'],
): Verdict | null {
  const [best, next] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!best || best[1] === next?.[1]) return null;
  if (majority === 'absolute' && best[1] * 2 <= votes) return null;
  if (majority === 'unanimous' && best[1] < votes) return null;
  return best[0];
}
