import type { RunAlert } from './alert.ts';
import { medianOf } from './windows.ts';

/** When the newest points of a curve came (milliseconds), and how many points each stands for. */
export type Pace = { readonly times: readonly number[]; readonly counts: readonly number[] };

/** So many times the usual pause, and as many times the longest so far, is a stall. */
const usualPauses = 3;
const longestPauses = 1.5;
/** Shorter silences are nobody's concern. */
const leastMs = 30_000;
const fewestPauses = 3;
const lookedAt = 50;

/** Whether a run at work has fallen silent. Evaluations and saves make pauses too, so the longest one counts as well. */
export function stalledAlert(curves: ReadonlyMap<string, Pace>, now: number): RunAlert | null {
  // The curve with the most points has the run's own rhythm.
  let best: [string, Pace] | undefined;
  let last = 0;
  for (const entry of curves) {
    last = Math.max(last, entry[1].times.at(-1) ?? 0);
    if (!best || entry[1].times.length > best[1].times.length) best = entry;
  }
  if (!best) return null;
  const [name, { times, counts }] = best;
  const from = Math.max(1, times.length - lookedAt);
  const pauses = times
    .slice(from)
    .map((time, at) => ({ all: time - (times[from + at - 1] ?? time), points: counts[from + at] ?? 1 }))
    // What came in one go has no pause between.
    .filter(({ all }) => all > 0);
  if (pauses.length < fewestPauses) return null;
  const usual = medianOf(pauses.map(({ all, points }) => all / Math.max(1, points)));
  const longest = Math.max(...pauses.map(({ all, points }) => all / Math.max(1, points)));
  const silent = now - last;
  if (silent < Math.max(leastMs, usualPauses * usual, longestPauses * longest)) return null;
  return {
    code: 'stalled',
    severity: 'warning',
    title: 'Stalled',
    happens: `Nothing has been told for ${tellSeconds(silent)}; a point every ${tellSeconds(usual)} was usual.`,
    usual: 'While a large model is saved or many held-out rows are evaluated. Otherwise not.',
    watch: 'The log below: its last line tells what it was about to do.',
    act: 'A worker that died is made up for without you. Where the machine is at work no more, cancel the run and launch it again.',
    charts: [name],
  };
}

function tellSeconds(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 90) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  return `${Math.round(seconds / 60)} min`;
}
