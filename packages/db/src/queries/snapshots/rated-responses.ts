import { sql } from 'drizzle-orm';
import type { DbOrTransaction } from '../../client.ts';
import { choiceCondition, isVote, type SourcePrompt, type VoteFilter } from './vote-filter.ts';

/** What one rating says of one response. */
export type ResponseVote = {
  annotatorId: string;
  taskId: string;
  kind: 'rating' | 'adjudication';
  verdict: 'preference' | 'tie' | 'both_good' | 'both_bad' | 'grade';
  /** preference only: positive where this response was preferred. */
  strength: number | null;
  grade: number | null;
  /** Points of the scale of the strength or the grade. */
  scale: number | null;
};

export type RatedResponse = SourcePrompt & { text: string; votes: ResponseVote[] };

/**
 * Responses with what was said of each, graded by itself or, where `pairs` is wanted, as one of a pair; page by page.
 * Responses to one prompt that read the same are one, with the votes of all.
 */
export async function* ratedResponses(
  db: DbOrTransaction,
  projectId: string,
  filter: VoteFilter & { pairs: boolean },
  pageSize = 2_000,
): AsyncGenerator<RatedResponse> {
  let after = { promptId: '00000000-0000-0000-0000-000000000000', hash: '' };
  for (;;) {
    const page = await db.execute<RatedResponse & { hash: string } & Record<string, unknown>>(sql`
      select p.id as "promptId", p.messages, p.task_type as "taskType", p.held_out as "heldOut",
        x.text_hash as hash, min(x.text) as text,
        jsonb_agg(jsonb_build_object('annotatorId', r.annotator_id, 'taskId', r.task_id, 'kind', r.kind,
          'verdict', r.verdict, 'grade', r.grade, 'scale', r.scale,
          'strength', case when place.position = 0 then -r.strength else r.strength end)
          order by r.task_id, r.annotator_id, r.kind, place.position) as votes
      from ratings r
      join tasks t on t.id = r.task_id and t.status <> 'withdrawn'
      join task_responses place on place.task_id = t.id
      join responses x on x.id = place.response_id
      join prompts p on p.id = t.prompt_id
      where ${isVote(projectId, filter)} and (t.kind = 'single' or (${filter.pairs} and t.kind = 'pair'))
        and ${choiceCondition(filter.prompts)} and not exists (select 1 from golds g where g.task_id = t.id)
        and (p.id, x.text_hash) > (${after.promptId}::uuid, ${after.hash})
      group by p.id, x.text_hash
      order by p.id, x.text_hash limit ${pageSize}`);
    for (const { hash: _, ...response } of page.rows) yield response;
    const last = page.rows.at(-1);
    if (!last || page.rows.length < pageSize) return;
    after = { promptId: last.promptId, hash: last.hash };
  }
}
