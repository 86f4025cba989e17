import { sql } from 'drizzle-orm';
import { chance, type Draw } from './draw.ts';

/** apart (every response, numbered among those of its prompt with the same text): what rankings begin with as well. */
export function apartByText(seed: number) {
  return sql`apart as materialized (
      select prompt_id, id, ${chance(sql`id::text`, seed)} as draw,
        row_number() over (partition by prompt_id, text_hash order by ${chance(sql`id::text`, seed)}) as nth
      from usable
    )`;
}

export const repeatedTexts = sql`(select count(*)::int from apart where nth > 1)`;

/** apart → fit: each response by itself, and no text twice for one prompt. */
export function drawSingles(seed: number): Draw {
  return {
    steps: sql`${apartByText(seed)},
    fit as materialized (
      select prompt_id, array[id] as response_ids, draw,
        (${chance(sql`id::text`, seed + 2)} >> 33)::int4 as shuffle,
        row_number() over (partition by prompt_id order by draw) as rank
      from apart where nth = 1
    )`,
    counts: { repeated: repeatedTexts },
  };
}
