/** How far an average looks back, as a share of the axis that is shown. */
const reach = { light: 0.02, strong: 0.1 } as const;

export type Smoothing = keyof typeof reach;

/**
 * A running average over the axis: older values count by a factor e less for each `reach` of the axis that lies
 * between, so points that are unevenly apart count by where they lie, not by their number. No value stays none, and
 * the first ones are not drawn towards 0.
 */
export function smoothed(
  at: readonly number[],
  values: readonly (number | null)[],
  smoothing: Smoothing,
): (number | null)[] {
  const [first, last] = [at[0] ?? 0, at.at(-1) ?? 0];
  const scale = reach[smoothing] * (last - first);
  let [sum, weight, before] = [0, 0, first];
  return values.map((value, index) => {
    if (value === null) return null;
    const here = at[index] ?? before;
    const kept = scale > 0 ? Math.exp((before - here) / scale) : 0;
    sum = sum * kept + value;
    weight = weight * kept + 1;
    before = here;
    return sum / weight;
  });
}
