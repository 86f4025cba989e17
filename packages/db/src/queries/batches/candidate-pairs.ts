import type { BatchComposition } from '@prefloop/contract';
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { prompts, responses } from '../../schema/index.ts';
import { promptCondition } from '../prompts/list-prompts.ts';

type Source = { projectId: string; composition: BatchComposition };

function matching({ projectId, composition: { filter } }: Source): SQL {
  const condition = and(
    promptCondition(projectId, filter),
    filter.runIds ? inArray(responses.runId, filter.runIds) : undefined,
    filter.versionIds ? inArray(responses.modelVersionId, filter.versionIds) : undefined,
  );
  return sql`select ${responses.id} as id, ${responses.promptId} as prompt_id, ${responses.textHash} as text_hash,
      ${responses.modelVersionId} as version_id, ${responses.finishReason} as finish_reason
    from ${responses} join ${prompts} on ${eq(prompts.id, responses.promptId)}
    where ${condition}`;
}

function meeting({ pairing }: BatchComposition): SQL {
  if (pairing.kind !== 'across') return sql`a.id < b.id`;
  const [one, other] = pairing.versions;
  return sql`a.version_id = ${one} and b.version_id = ${other}`;
}

/**
 * Common table expressions from responses to the pairs that a composition draws:
 * matching → usable → met (every pair, marked where its texts are equal or met before) → fit → drawn.
 * All that is left to chance comes from hashes of the seed and the responses' ids, so it can be repeated.
 */
export function candidatePairs(source: Source): SQL {
  const { pairing, seed, limit } = source.composition;
  const perPrompt = pairing.kind === 'all' ? undefined : pairing.perPrompt;
  const hash = (salt: number) => sql`hashtextextended(a.id::text || b.id::text, ${seed + salt}::bigint)`;
  return sql`matching as materialized (${matching(source)}),
    usable as (select * from matching where finish_reason <> 'error'),
    met as materialized (
      select a.prompt_id, a.id as first_id, b.id as second_id, a.text_hash = b.text_hash as identical,
        ${hash(0)} as draw, (${hash(1)} & 1) = 1 as swap, (${hash(2)} >> 33)::int4 as shuffle,
        row_number() over (
          partition by a.prompt_id, least(a.text_hash, b.text_hash), greatest(a.text_hash, b.text_hash)
          order by ${hash(0)}
        ) as nth
      from usable a join usable b on b.prompt_id = a.prompt_id and ${meeting(source.composition)}
    ),
    fit as materialized (
      select *, row_number() over (partition by prompt_id order by draw) as rank
      from met where not identical and nth = 1
    ),
    drawn as materialized (
      select * from fit ${perPrompt === undefined ? sql`` : sql`where rank <= ${perPrompt}`}
      order by draw ${limit === undefined ? sql`` : sql`limit ${limit}`}
    )`;
}

/** Pairs that would be drawn if it were not for the limit. */
export function countBeforeLimit({ pairing }: BatchComposition): SQL {
  const perPrompt = pairing.kind === 'all' ? undefined : pairing.perPrompt;
  return perPrompt === undefined
    ? sql`(select count(*)::int from fit)`
    : sql`(select count(*)::int from fit where rank <= ${perPrompt})`;
}
