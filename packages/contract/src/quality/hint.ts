/** Something about one annotator's work in a batch that a lead may want to look at. Nothing is done on its own. */
export type Hint<Kind extends string, Evidence> = {
  kind: Kind;
  /** The numbers that the sentence stands on. */
  evidence: Evidence;
  sentence: string;
};

/** As people read it: 3%, 0.4%, and never 0% or 100% where it is not. */
export function tellShare(share: number): string {
  const percent = share * 100;
  if (share === 0 || share === 1) return `${percent}%`;
  if (percent < 0.1) return 'less than 0.1%';
  if (percent > 99.9) return 'more than 99.9%';
  return `${Number(percent.toFixed(percent < 1 || percent > 99 ? 1 : 0))}%`;
}

/** A small chance as people read it: once in 3,400 times. */
export function tellOdds(chance: number): string {
  if (chance < 1e-9) return 'less than once in a billion times';
  return `once in ${Math.round(1 / chance).toLocaleString('en')} times`;
}
