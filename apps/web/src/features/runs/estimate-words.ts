import type { RunShown } from './runs-query.ts';

export type EstimateShown = NonNullable<RunShown['estimate']>;
type Figure = 'seconds' | 'steps' | 'tokens' | 'memoryBytes' | 'diskBytes';

const three = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** "40 s", "12 min", "3.5 h": as exactly as an estimate can be. */
export function formatAbout(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

function formatBytes(bytes: number): string {
  return bytes < 1e8 ? `${three.format(bytes / 1e6)} MB` : `${three.format(bytes / 1e9)} GB`;
}

/** What is estimated, in the order in which people ask for it. */
export const estimatedFigures: { figure: Figure; label: string; format: (value: number) => string }[] = [
  { figure: 'seconds', label: 'Time', format: formatAbout },
  { figure: 'steps', label: 'Steps', format: (value) => three.format(value) },
  { figure: 'tokens', label: 'Tokens', format: (value) => three.format(value) },
  { figure: 'memoryBytes', label: 'Memory, at most', format: formatBytes },
  { figure: 'diskBytes', label: 'Disk, at most', format: formatBytes },
];

/** "4 min to 25 min", or one figure where both ends read alike. */
export function formatRange({ low, high }: { low: number; high: number }, format: (value: number) => string) {
  const [from, to] = [format(low), format(high)];
  return from === to ? from : `${from} to ${to}`;
}

/** What the estimate stands on. */
export function describeBasis({ runs, device }: EstimateShown): string {
  if (runs === 0)
    return 'No finished run is like this one, so it is by what was measured once, on another machine. Five runs like it make it sharp.';
  const like = runs === 1 ? 'one finished run like this one' : `${runs} finished runs like this one`;
  return `By ${like}${device === null ? '' : ` on ${device}`}.`;
}

/** By how much a run took more or less than was expected: "12% more". */
export function describeMiss(took: number, expected: number): string {
  const miss = took / expected - 1;
  if (Math.abs(miss) < 0.005) return 'as expected';
  return `${Math.round(Math.abs(miss) * 100)}% ${miss > 0 ? 'more' : 'less'}`;
}
