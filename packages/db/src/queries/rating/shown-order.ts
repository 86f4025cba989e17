/** Positions of a pair's two responses in the order shown, left first. */
export type ShownOrder = [number, number];

/** How often position 0 and position 1 stood on the left so far. */
export type LeftCounts = { first: number; second: number };

/**
 * The side that was left less often goes left: within the task first, so that its ratings see both orders, then
 * over what this annotator saw of the batch. `coin` in [0, 1) decides where both are even. Positions were drawn at
 * random when the batch was composed, so a side tells nothing about a model.
 */
export function chooseShownOrder(inTask: LeftCounts, byAnnotator: LeftCounts, coin: number): ShownOrder {
  const lead = inTask.first - inTask.second || byAnnotator.first - byAnnotator.second || coin - 0.5;
  return lead < 0 ? [0, 1] : [1, 0];
}

/**
 * Turns a strength between the screen's terms (negative: left) and those of positions (negative: position 0).
 * Its own inverse.
 */
export function mirrorStrength(strength: number, shownOrder: readonly number[]): number {
  return shownOrder[0] === 0 ? strength : -strength;
}
