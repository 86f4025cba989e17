import type { RunMethod } from '../../resources/runs.ts';
import type { WatchedCurve } from './windows.ts';

/** `note`: usual, worth knowing. `warning`: look before it goes on. `danger`: what it makes is hardly of use. */
export type AlertSeverity = 'note' | 'warning' | 'danger';

export type AlertCode =
  | 'not-finite'
  | 'gradient-explodes'
  | 'over-fitting'
  | 'learnt-by-heart'
  | 'length-baseline'
  | 'chosen-falls'
  | 'both-fall'
  | 'reward-hacking'
  | 'gold-falls'
  | 'entropy-collapse'
  | 'cut-off'
  | 'critic-useless'
  | 'clips-often'
  | 'nothing-to-learn'
  | 'stalled';

/** Something that a run's curves show, in plain words. Nothing is done on its own. */
export type RunAlert = {
  code: AlertCode;
  severity: AlertSeverity;
  /** A few words that can stand on a chart. */
  title: string;
  /** What the curves show, with its numbers. */
  happens: string;
  /** Whether that is usual. */
  usual: string;
  watch: string;
  act: string;
  /** Names of the curves it comes from. */
  charts: readonly string[];
};

/** What alerts are told from. Curves in buckets serve as well: a bucket's last value stands for it. */
export type WatchedRun = {
  method: RunMethod;
  curves: ReadonlyMap<string, WatchedCurve>;
  /** Whether its guard has ended it, so that what it published is not what the curves end with. */
  endedByGuard?: boolean | undefined;
  /** The lead of a finished model over what length alone gets on the same held-out rows, as shares. */
  overLength?: { baseline: number; difference: number; low: number; high: number } | undefined;
};

export type AlertRule = (run: WatchedRun) => RunAlert[];

const figure = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

export function tellNumber(value: number): string {
  return figure.format(value);
}

export function tellPercent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
