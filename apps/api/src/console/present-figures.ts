import {
  type ConsoleFigures,
  type Estimate,
  estimate,
  type Forecast,
  fewestActiveDays,
  forecastDays,
  poolEstimates,
} from '@prefloop/contract';
import type { BatchAgreementRow, ConsoleCounts, Scope } from '@prefloop/db';
import { noSide, presentShare } from '../batches/present-batch.ts';

const moment = (at: string) => new Date(at).toISOString();

/** The day so many days after `today`. */
function dayAfter(today: string, days: number): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** When `left` ratings will be in, by the complete days before `today`. */
function presentForecast(left: number, days: readonly number[], today: string): Forecast {
  const activeDays = days.filter((count) => count > 0).length;
  const perDay = days.length === 0 ? null : days.reduce((sum, count) => sum + count, 0) / days.length;
  const told = { days: days.length, activeDays, perDay };
  const without = (why: string): Forecast => ({ range: null, why, ...told });
  if (left === 0) return without('Nothing is left to be rated.');
  if (activeDays < fewestActiveDays) {
    return without(
      `Not enough yet: a forecast takes ${fewestActiveDays} complete days with ratings in the last four weeks, and there ${activeDays === 1 ? 'is' : 'are'} ${activeDays}.`,
    );
  }
  const inDays = forecastDays(left, days);
  if (!inDays) return without('At this pace it takes more than two years.');
  return {
    range: {
      soonest: dayAfter(today, inDays.soonest),
      likely: dayAfter(today, inDays.likely),
      latest: dayAfter(today, inDays.latest),
    },
    why: null,
    ...told,
  };
}

/** The figure that a worker kept for one batch; written from this very schema, but a jsonb column promises nothing. */
export function keptAlpha({ alpha }: Pick<BatchAgreementRow, 'alpha'>): Estimate {
  const parsed = estimate.safeParse(alpha);
  const why = 'Not computed yet: its page does that.';
  return parsed.success ? parsed.data : { value: null, n: 0, low: null, high: null, why };
}

function presentAgreement(
  rows: readonly BatchAgreementRow[],
  target: number | null,
): ConsoleFigures['agreement'] {
  const known = rows
    .map((row) => ({ ...keptAlpha(row), asOf: row.asOf }))
    .filter(({ value }) => value !== null);
  const pooled = poolEstimates(known);
  const oldest = known.flatMap(({ asOf }) => (asOf === null ? [] : [moment(asOf)])).sort()[0] ?? null;
  const counts = { asOf: oldest, computed: known.length, rated: rows.length, target };
  if (pooled) {
    const { value, n, low, high } = pooled;
    return { value, n, low, high, why: low === null ? 'A batch has no interval.' : null, ...counts };
  }
  const [only] = rows;
  const why =
    rows.length === 0
      ? 'No batch has a counted rating yet.'
      : rows.length === 1 && only
        ? keptAlpha(only).why
        : 'Not computed for any batch yet: the page of a batch does that.';
  return { value: null, n: 0, low: null, high: null, why, ...counts };
}

type Told = {
  scope: Scope;
  counts: ConsoleCounts;
  left: ConsoleFigures['left'];
  days: { today: number; days: number[] };
  agreement: readonly BatchAgreementRow[];
  target: number | null;
};

export function presentFigures({ scope, counts, left, days, agreement, target }: Told): ConsoleFigures {
  const { said, skips, flagged, lefts, sided, counted } = counts;
  const nothing = 'Nobody rated here in this period.';
  return {
    asOf: moment(scope.now),
    today: scope.today,
    since: scope.since === null ? null : moment(scope.since),
    until: scope.until === null ? null : moment(scope.until),
    left,
    forecast: presentForecast(left.ratings, days.days, scope.today),
    throughput: { today: days.today, period: counted },
    agreement: presentAgreement(agreement, target),
    skipped: presentShare(skips, said, nothing),
    flagged: presentShare(flagged, said, nothing),
    leftChoice: presentShare(lefts, sided, noSide),
  };
}
