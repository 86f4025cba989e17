import { seededRandom } from './seeded-random.ts';

/** Fewer days with ratings than these say nothing of the days to come. */
export const fewestActiveDays = 5;
/** Complete days that a forecast looks back on, at most. */
export const forecastWindow = 28;
/** From here on a date says nothing. */
const farthest = 730;
const futures = 1_000;

export type DaysLeft = { soonest: number; likely: number; latest: number };

/**
 * How many days from now `left` ratings take, by 1,000 simulated futures. `days` are the counts of the complete days
 * looked back on, those without a rating as 0. Each future first draws as many days from them with replacement, since
 * other days could have been seen (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 6), then its
 * own days from that draw until enough ratings are in. The ends are the 2.5% and 97.5% quantiles of the futures' lengths:
 * they take in the unevenness of days, not a change of the work. Seeded: equal days give equal forecasts. Null where
 * a future takes more than two years.
 */
export function forecastDays(left: number, days: readonly number[]): DaysLeft | null {
  if (left <= 0) return { soonest: 0, likely: 0, latest: 0 };
  const random = seededRandom(1);
  const draw = (from: readonly number[]) => from[Math.floor(random() * from.length)] ?? 0;
  const lengths = Array.from({ length: futures }, () => {
    const seen = days.map(() => draw(days));
    let length = 0;
    for (let rated = 0; rated < left && length <= farthest; length += 1) rated += draw(seen);
    return length;
  }).sort((one, other) => one - other);
  const at = (share: number) => lengths[Math.min(futures - 1, Math.floor(share * futures))] ?? farthest + 1;
  const told = { soonest: at(0.025), likely: at(0.5), latest: at(0.975) };
  return told.latest > farthest ? null : told;
}
