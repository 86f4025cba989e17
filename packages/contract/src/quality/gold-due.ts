/**
 * Whether the next task handed to one person is a gold. `since` counts the tasks that were handed to them after the
 * last one (or after they began), `rate` in 0..1 is the share of golds among their tasks, `coin` in [0, 1) is drawn
 * for this task alone.
 *
 * The gap from one gold to the next is drawn evenly from half its mean to one and a half of it, the mean being
 * exactly 1 / rate: golds come neither on a beat nor long after they are due. What is told here is the gap's hazard,
 * so nothing but `since` needs to be kept. A gold that is due and cannot be had stays due.
 */
export function goldDue(since: number, rate: number, coin: number): boolean {
  if (rate <= 0) return false;
  const mean = 1 / Math.min(1, rate);
  const least = Math.ceil(mean / 2);
  // The gaps in question, half a gap on either side of the mean. Mostly no whole number of them has that mean: the
  // gap is drawn from `few` of them or from one more, in the proportion that has.
  const wide = 2 * (mean - least) + 1;
  const few = Math.floor(wide + 1e-9);
  const more = Math.max(0, wide - few);
  const beyond = (gap: number) => {
    const among = (count: number) => 1 - Math.min(count, Math.max(0, gap - least)) / count;
    return (1 - more) * among(few) + more * among(few + 1);
  };
  const reached = beyond(since + 1);
  return reached < 1e-9 || coin >= beyond(since + 2) / reached;
}

/**
 * Which of the next `places` tasks, counted from 0, is a gold: a claim hands out several tasks at once, and the gold
 * has no fixed place among them. Null where none is. One claim has at most one.
 */
export function goldPlace(since: number, places: number, rate: number, coin: () => number): number | null {
  for (let place = 0; place < places; place += 1) {
    if (goldDue(since + place, rate, coin())) return place;
  }
  return null;
}
