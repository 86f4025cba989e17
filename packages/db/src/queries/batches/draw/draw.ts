import { type SQL, sql } from 'drizzle-orm';

/** What a kind of task is drawn from, and what of it cannot be rated. */
export type Draw = {
  /**
   * Common table expressions after `usable`, the last of them `fit`: every task that could be made, with `prompt_id`,
   * `response_ids` in the order of positions, `draw` and `shuffle`, and its `rank` within its prompt.
   */
  steps: SQL;
  counts: Partial<Record<'lone' | 'tooFew' | 'identical' | 'repeated' | 'incomplete' | 'unscored', SQL>>;
};

/** A number that chance would give for these ids, always the same under one seed. */
export const chance = (ids: SQL, salt: number) => sql`hashtextextended(${ids}, ${salt}::bigint)`;
