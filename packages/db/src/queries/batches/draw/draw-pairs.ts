import type { BatchPairing } from '@prefloop/contract';
import { type SQL, sql } from 'drizzle-orm';
import { chance, type Draw } from './draw.ts';

type Pairing = Extract<BatchPairing, { kind: 'all' | 'random' | 'across' }>;

function meeting(pairing: Pairing): SQL {
  if (pairing.kind !== 'across') return sql`a.id < b.id`;
  const [one, other] = pairing.versions;
  return sql`a.version_id = ${one} and b.version_id = ${other}`;
}

/**
 * met (every two responses that meet, marked where their texts are equal or met before) → fit. Which of the two stands
 * at position 0 is drawn for each pair, so that a position tells nothing about a model.
 */
export function drawPairs(pairing: Pairing, seed: number): Draw {
  const hash = (salt: number) => chance(sql`a.id::text || b.id::text`, seed + salt);
  return {
    steps: sql`met as materialized (
      select a.prompt_id, a.text_hash = b.text_hash as identical, ${hash(0)} as draw,
        case when (${hash(1)} & 1) = 1 then array[b.id, a.id] else array[a.id, b.id] end as response_ids,
        (${hash(2)} >> 33)::int4 as shuffle,
        row_number() over (
          partition by a.prompt_id, least(a.text_hash, b.text_hash), greatest(a.text_hash, b.text_hash)
          order by ${hash(0)}
        ) as nth
      from usable a join usable b on b.prompt_id = a.prompt_id and ${meeting(pairing)}
    ),
    fit as materialized (
      select *, row_number() over (partition by prompt_id order by draw) as rank
      from met where not identical and nth = 1
    )`,
    counts: {
      lone: sql`(select count(distinct prompt_id)::int from matching
        where prompt_id not in (select prompt_id from met))`,
      identical: sql`(select count(*)::int from met where identical)`,
      repeated: sql`(select count(*)::int from met where not identical and nth > 1)`,
    },
  };
}
