import { strongest } from './off-form.ts';

/**
 * A strength in steps of the seven-point scale, whatever scale it was given on, its sign kept: the end of any scale
 * is 3, and the one strength of a scale without any is "better", 2.
 */
export function sevenPointStrength(strength: number, scale: number): number {
  const most = strongest(scale);
  return most === 1 ? 2 * Math.sign(strength) : (3 * strength) / most;
}

/** All that a rating can be in these steps, a tie among them, rising. */
export const sevenPointStrengths: readonly number[] = [0.75, 1, 1.5, 2, 2.25, 3]
  .flatMap((steps) => [-steps, steps])
  .concat(0)
  .sort((a, b) => a - b);
