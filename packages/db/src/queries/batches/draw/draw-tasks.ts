import type { BatchComposition } from '@prefloop/contract';
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { prompts, responses } from '../../../schema/index.ts';
import { promptCondition } from '../../prompts/list-prompts.ts';
import type { Draw } from './draw.ts';
import { drawActive, unscoredPairs } from './draw-active.ts';
import { drawPairs } from './draw-pairs.ts';
import { drawRankings } from './draw-rankings.ts';
import { drawSingles } from './draw-singles.ts';

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

function drawOf({ pairing, seed }: BatchComposition): Draw {
  switch (pairing.kind) {
    case 'single':
      return drawSingles(seed);
    case 'ranking':
      return drawRankings(pairing.size, seed);
    default:
      return drawPairs(pairing, seed);
  }
}

function drawByChance(wanted: SQL, limit: number | undefined): SQL {
  return sql`drawn as materialized (
      select *, null::text as arm from fit where ${wanted}
      order by draw ${limit === undefined ? sql`` : sql`limit ${limit}`}
    )`;
}

/**
 * Common table expressions from responses to the tasks that a composition draws:
 * matching → usable → … → fit → drawn.
 * All that is left to chance comes from hashes of the seed and the responses' ids, so it can be repeated.
 */
export function drawTasks(source: Source): { ctes: SQL; counts: Draw['counts'] & { beforeLimit: SQL } } {
  const { pairing, limit, active } = source.composition;
  const { steps, counts } = drawOf(source.composition);
  const perPrompt = pairing.kind === 'all' ? undefined : pairing.perPrompt;
  const wanted = perPrompt === undefined ? sql`true` : sql`rank <= ${perPrompt}`;
  const ctes = sql`matching as materialized (${matching(source)}),
    usable as (select * from matching where finish_reason <> 'error'),
    ${steps},
    ${active && limit !== undefined ? drawActive({ active, limit, perPrompt }) : drawByChance(wanted, limit)}`;
  const beforeLimit = sql`(select count(*)::int from fit where ${wanted})`;
  return { ctes, counts: { ...counts, ...(active ? { unscored: unscoredPairs } : {}), beforeLimit } };
}
