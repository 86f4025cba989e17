/** A histogram's bins travel as metrics, `histogram/NAME/WIDTH/PLACE` with their count: what has a step fits there. */
export const histogramPrefix = 'histogram/';

/** How many values lie in [low, low + width). */
export type HistogramBin = { low: number; count: number };
export type Histogram = { step: number; name: string; width: number; bins: HistogramBin[] };

/** The histograms in rows of metrics, by step and name, bins in order. What is no bin is passed over. */
export function histogramsOf(rows: readonly { name: string; step: number; value: number }[]): Histogram[] {
  const made = new Map<string, Histogram>();
  for (const { name: full, step, value } of rows) {
    const parts = full.slice(histogramPrefix.length).split('/');
    const place = Number(parts.pop());
    const width = Number(parts.pop());
    const name = parts.join('/');
    if (!full.startsWith(histogramPrefix) || name === '' || !Number.isInteger(place) || !(width > 0))
      continue;
    const key = `${step} ${name}`;
    const known = made.get(key) ?? { step, name, width, bins: [] };
    made.set(key, known);
    // Places count from 0; without this, three tenths would begin at 0.30000000000000004.
    known.bins.push({ low: Number((place * width).toPrecision(12)), count: value });
  }
  const histograms = [...made.values()];
  for (const { bins } of histograms) bins.sort((a, b) => a.low - b.low);
  return histograms.sort((a, b) => a.step - b.step || (a.name < b.name ? -1 : 1));
}

/** The share that two histograms of one width have in common: 1 alike, 0 apart. (The overlapping coefficient.) */
export function overlapOf(one: Histogram, other: Histogram): number {
  const total = ({ bins }: Histogram) => bins.reduce((sum, { count }) => sum + count, 0);
  const [ones, others] = [total(one), total(other)];
  const at = new Map(other.bins.map(({ low, count }) => [low, count / others]));
  return one.bins.reduce((sum, { low, count }) => sum + Math.min(count / ones, at.get(low) ?? 0), 0);
}
