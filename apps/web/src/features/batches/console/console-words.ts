import type { ConsoleFigures, Share } from '@prefloop/contract';
import { formatCount, formatDate, formatPlural, formatShare } from '../../../lib/format.ts';

/** "3 Dec 2026", for a day without a time. */
export function formatDay(day: string): string {
  // At noon, so that it is the same day in the reader's own time zone.
  return formatDate(`${day}T12:00:00`);
}

/** "12.3 h", and "24 min" below an hour. */
export function formatHours(ms: number): string {
  return ms < 3_600_000 ? `${Math.round(ms / 60_000)} min` : `${(ms / 3_600_000).toFixed(1)} h`;
}

/** "88% to 95%, n = 120"; why not where there is nothing to tell. */
export function endsWords({ low, high, n, why }: Pick<Share, 'low' | 'high' | 'n' | 'why'>): string {
  if (low === null || high === null) return why ?? `n\u00a0=\u00a0${formatCount(n)}`;
  return `${formatShare(low, 0)} to ${formatShare(high, 0)}, n\u00a0=\u00a0${formatCount(n)}`;
}

/** What a forecast stands on: "by 21 days, 40 ratings a day". */
export function paceWords({ days, perDay }: ConsoleFigures['forecast']): string {
  if (perDay === null) return '';
  return `by ${formatPlural(days, 'day')}, ${perDay.toFixed(perDay < 10 ? 1 : 0)} ratings a day`;
}

/** How an interval stands to a target: only one that is wholly on a side says so. */
export function targetWords({ value, low, high, target }: ConsoleFigures['agreement']): string | null {
  if (target === null) return null;
  const wanted = `target ${target.toFixed(2)}`;
  if (value === null) return wanted;
  if (low !== null && low >= target) return `${wanted}: reached`;
  if (high !== null && high < target) return `${wanted}: below it`;
  return `${wanted}: not sure yet`;
}
