import type { Tiers } from '@prefloop/contract';

/** How often each position stood first so far, of a pair on the left; a position that is not there never did. */
export type TimesFirst = ReadonlyMap<number, number>;

/**
 * Positions in the order in which a task of so many responses is shown. First comes the one that came first less often:
 * within the task, so that its ratings see all beginnings, then over what this annotator saw of the batch. Chance
 * decides between what is even, and the order of the rest. Positions were drawn at random when the batch was composed,
 * so a place tells nothing about a model. `random` gives numbers in [0, 1).
 */
export function chooseShownOrder(
  responses: number,
  inTask: TimesFirst,
  byAnnotator: TimesFirst,
  random: () => number,
): number[] {
  const times = (counts: TimesFirst, position: number) => counts.get(position) ?? 0;
  const drawn = shuffled(
    Array.from({ length: responses }, (_, position) => position),
    random,
  );
  const first = drawn.reduce((best, position) => {
    const behind =
      times(inTask, best) - times(inTask, position) ||
      times(byAnnotator, best) - times(byAnnotator, position);
    return behind > 0 ? position : best;
  });
  return [first, ...drawn.filter((position) => position !== first)];
}

/** Fisher and Yates. */
function shuffled(positions: readonly number[], random: () => number): number[] {
  const order = [...positions];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  return order;
}

/**
 * Turns a strength between the screen's terms (negative: left) and those of positions (negative: position 0).
 * Its own inverse.
 */
export function mirrorStrength(strength: number, shownOrder: readonly number[]): number {
  return shownOrder[0] === 0 ? strength : -strength;
}

/** Places on the screen turned into positions. */
export function storedTiers(tiers: Tiers, shownOrder: readonly number[]): Tiers {
  // Within a tier the order says nothing: one spelling for one ranking.
  return tiers.map((tier) => tier.map((place) => shownOrder[place] ?? place).toSorted((a, b) => a - b));
}

/** Positions turned into places on the screen. */
export function shownTiers(tiers: Tiers, shownOrder: readonly number[]): Tiers {
  return tiers.map((tier) => tier.map((position) => shownOrder.indexOf(position)).toSorted((a, b) => a - b));
}
