import { sql } from 'drizzle-orm';

/** The prompt that rows are made for. */
export type SourcePrompt = {
  promptId: string;
  messages: { role: 'system' | 'user' | 'assistant'; content: string }[];
  taskType: string | null;
  heldOut: boolean;
};

export type PromptChoice = {
  taskTypes: string[];
  languages: string[];
  tags: string[];
  sources: string[];
  heldOut: 'exclude' | 'eval-only';
};

export type VoteFilter = {
  prompts: PromptChoice;
  batchIds: string[];
  annotatorIds: string[];
  ratedFrom: string | null;
  ratedUntil: string | null;
  includeSurplus: boolean;
};

const list = (values: string[]) => sql`${JSON.stringify(values)}::jsonb`;
const among = (column: ReturnType<typeof sql>, values: string[]) =>
  values.length === 0 ? sql`true` : sql`${column} in (select jsonb_array_elements_text(${list(values)}))`;

/** The condition a choice of prompts stands for, on the table alias `p`. */
export function choiceCondition(choice: PromptChoice) {
  return sql`p.archived_at is null
    and ${among(sql`p.task_type`, choice.taskTypes)}
    and ${among(sql`p.language`, choice.languages)}
    and ${among(sql`p.source`, choice.sources)}
    and p.tags @> array(select jsonb_array_elements_text(${list(choice.tags)}))
    and ${choice.heldOut === 'exclude' ? sql`not p.held_out` : sql`true`}`;
}

/**
 * The rating `r` is a vote that a snapshot may use. Skips and voided ratings never are; surplus only where asked for.
 * Golds are left out by whoever reads the tasks: they are tests of people, not data.
 */
export function isVote(projectId: string, filter: VoteFilter) {
  return sql`r.project_id = ${projectId} and r.voided_at is null and r.verdict <> 'skip'
    and (r.counted or r.kind = 'adjudication' or (r.surplus and ${filter.includeSurplus}))
    and ${among(sql`r.batch_id::text`, filter.batchIds)}
    and ${among(sql`r.annotator_id::text`, filter.annotatorIds)}
    and (${filter.ratedFrom}::timestamptz is null or r.updated_at >= ${filter.ratedFrom}::timestamptz)
    and (${filter.ratedUntil}::timestamptz is null or r.updated_at < ${filter.ratedUntil}::timestamptz)`;
}
