import { sql } from 'drizzle-orm';

/** What a rating of a pair can say, strength aside. */
export const verdictCategories = ['first', 'second', 'tie', 'both_good', 'both_bad'] as const;
export type VerdictCategory = (typeof verdictCategories)[number];

/** The category of the rating `r`: a preference by the position that it is for, any other verdict by its name. */
export const verdictCategory = sql`case
  when r.verdict = 'preference' and r.strength < 0 then 'first'
  when r.verdict = 'preference' then 'second'
  else r.verdict end`;
