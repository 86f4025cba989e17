import { sql } from 'drizzle-orm';
import { chance, type Draw } from './draw.ts';
import { apartByText, repeatedTexts } from './draw-singles.ts';

/**
 * apart → numbered (responses with a text of their own, in a drawn order) → fit: as many whole rankings of `size` as a
 * prompt has responses for. Positions are drawn anew, so that they tell nothing of the order.
 */
export function drawRankings(size: number, seed: number): Draw {
  return {
    steps: sql`${apartByText(seed)},
    numbered as materialized (
      select prompt_id, id, draw, (row_number() over of_prompt - 1) / ${size}::int as nth,
        count(*) over (partition by prompt_id) / ${size}::int as wholes
      from apart where nth = 1
      window of_prompt as (partition by prompt_id order by draw)
    ),
    fit as materialized (
      select prompt_id, array_agg(id order by ${chance(sql`id::text`, seed + 1)}) as response_ids,
        min(draw) as draw, (${chance(sql`min(id::text)`, seed + 2)} >> 33)::int4 as shuffle, nth + 1 as rank
      from numbered where nth < wholes group by prompt_id, nth
    )`,
    counts: {
      tooFew: sql`(select count(distinct prompt_id)::int from matching
        where prompt_id not in (select prompt_id from fit))`,
      repeated: repeatedTexts,
      incomplete: sql`(select count(*)::int from numbered where wholes > 0 and nth = wholes)`,
    },
  };
}
