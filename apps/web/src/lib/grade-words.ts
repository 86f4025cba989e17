import type { Tiers } from '@prefloop/contract';

/** A grade of a single response for the lead: "Good" by thumbs, "4 of 5" by grades. */
export function gradeWords(grade: number, scale: number): string {
  if (scale === 2) return grade === 1 ? 'Bad' : 'Good';
  return `${grade} of ${scale}`;
}

/** A ranking for the lead: "3 > 1 = 2", the best first, positions named by `nameOf`. */
export function rankingWords(tiers: Tiers, nameOf: (position: number) => string): string {
  return tiers.map((tier) => tier.map(nameOf).join(' = ')).join(' > ');
}
