import { createHash, randomInt } from 'node:crypto';
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { DbOrTransaction } from '../../client.ts';
import { annotators, batches, tasks } from '../../schema/index.ts';
import { addPrompts, type NewPrompt } from '../prompts/add-prompts.ts';

export type NewPair = {
  prompt: NewPrompt;
  responses: [{ text: string; model?: string | undefined }, { text: string; model?: string | undefined }];
  /** strength: of seven points, in terms of the responses' order; null unless the verdict is a preference. */
  ratings: {
    annotator: string;
    verdict: 'preference' | 'tie' | 'both_good' | 'both_bad';
    strength: number | null;
    comment?: string | undefined;
  }[];
};

type Place = { projectId: string; importId: string; source: string };

/** The closed batch that holds everything rated elsewhere under one source. */
async function importedBatch(db: DbOrTransaction, { projectId, source }: Place): Promise<string> {
  const name = `Imported: ${source}`;
  await db
    .insert(batches)
    .values({ projectId, name, status: 'closed', overlap: 1, composition: { imported: true, source } })
    .onConflictDoNothing();
  const [row] = await db
    .select({ id: batches.id })
    .from(batches)
    .where(and(eq(batches.projectId, projectId), eq(batches.name, name)));
  if (!row) throw new Error(`batch ${name} is gone`);
  return row.id;
}

/** Ids of the raters named in the source, made where they are new. They need no login. */
async function importedAnnotators(
  db: DbOrTransaction,
  place: Place,
  names: Set<string>,
): Promise<Map<string, string>> {
  const keyOf = (name: string) => `${place.source}/${name}`;
  const keys = [...names].map(keyOf);
  if (keys.length === 0) return new Map();
  await db
    .insert(annotators)
    .values([...names].map((name) => ({ projectId: place.projectId, externalKey: keyOf(name), name })))
    .onConflictDoNothing();
  const rows = await db
    .select({ id: annotators.id, name: annotators.name })
    .from(annotators)
    .where(and(eq(annotators.projectId, place.projectId), inArray(annotators.externalKey, keys)));
  return new Map(rows.map((row) => [row.name, row.id]));
}

/** Prompts of these that already have a task in the source's batch: their rows were taken in before. */
async function knownPrompts(db: DbOrTransaction, batchId: string, promptIds: string[]): Promise<Set<string>> {
  const rows = await db
    .select({ promptId: tasks.promptId })
    .from(tasks)
    .where(and(eq(tasks.batchId, batchId), inArray(tasks.promptId, promptIds)));
  return new Set(rows.map((row) => row.promptId));
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Adds pairs that people elsewhere rated: prompt, two responses, one finished task and its ratings each.
 * A row is known by its prompt's (source, sourceId); one that was taken in before adds nothing.
 * Call it inside a transaction. Returns whether each given pair is new.
 */
export async function addPairs(db: DbOrTransaction, place: Place, pairs: NewPair[]): Promise<boolean[]> {
  if (pairs.length === 0) return [];
  const batchId = await importedBatch(db, place);
  // Two imports of one source at once take turns here, so that neither adds the other's rows again.
  await db.execute(sql`select id from batches where id = ${batchId} for update`);
  const stored = await addPrompts(
    db,
    place.projectId,
    place.importId,
    pairs.map((pair) => pair.prompt),
  );
  const known = await knownPrompts(
    db,
    batchId,
    stored.map((prompt) => prompt.id),
  );
  const raters = await importedAnnotators(
    db,
    place,
    new Set(pairs.flatMap((p) => p.ratings.map((r) => r.annotator))),
  );

  const isNew = stored.map((prompt) => !known.has(prompt.id));
  const fresh = pairs.flatMap((pair, index) => {
    const promptId = stored[index]?.id;
    return promptId !== undefined && isNew[index]
      ? [{ pair, promptId, taskId: v7(), responseIds: [v7(), v7()] as const }]
      : [];
  });
  if (fresh.length === 0) return isNew;

  const { projectId, importId } = place;
  await db.execute(sql`
    insert into responses (id, project_id, prompt_id, import_id, text, text_hash, sampling, finish_reason)
    select id, ${projectId}, "promptId", ${importId}, text, "textHash", sampling, 'imported'
    from ${asRows(fresh.flatMap(responsesOf))}
      as r(id uuid, "promptId" uuid, text text, "textHash" text, sampling jsonb)`);
  await db.execute(sql`
    insert into tasks (id, project_id, batch_id, prompt_id, kind, status, overlap, done, shuffle)
    select id, ${projectId}, ${batchId}, "promptId", 'pair', 'done', votes, votes, shuffle
    from ${asRows(fresh.map(taskOf))} as t(id uuid, "promptId" uuid, votes int, shuffle int)`);
  await db.execute(sql`
    insert into task_responses (task_id, position, response_id)
    select "taskId", position, id
    from ${asRows(fresh.flatMap(placesOf))} as r("taskId" uuid, position smallint, id uuid)`);
  await db.execute(sql`
    insert into ratings (id, project_id, batch_id, task_id, annotator_id, verdict, strength, scale, comment, counted)
    select id, ${projectId}, ${batchId}, "taskId", "annotatorId", verdict, strength, case when strength is not null then 7 end, comment, true
    from ${asRows(fresh.flatMap((made) => ratingsOf(made, raters)))}
      as r(id uuid, "taskId" uuid, "annotatorId" uuid, verdict text, strength smallint, comment text)`);
  return isNew;
}

type Fresh = { pair: NewPair; promptId: string; taskId: string; responseIds: readonly [string, string] };

/**
 * Rows as one JSON parameter: the statement's text stays the same for any number of them. Built value by value,
 * statements took most of an import's time and half of its memory.
 */
function asRows(rows: object[]): SQL {
  return sql`json_to_recordset(${JSON.stringify(rows)}::json)`;
}

function responsesOf({ pair, promptId, responseIds }: Fresh) {
  return pair.responses.map(({ text, model }, position) => ({
    id: responseIds[position],
    promptId,
    text,
    textHash: hashText(text),
    sampling: model === undefined ? {} : { model },
  }));
}

function taskOf({ pair, promptId, taskId }: Fresh) {
  return { id: taskId, promptId, votes: pair.ratings.length, shuffle: randomInt(2 ** 31) };
}

function placesOf({ taskId, responseIds }: Fresh) {
  return responseIds.map((id, position) => ({ taskId, position, id }));
}

function ratingsOf({ pair, taskId }: Fresh, raters: Map<string, string>) {
  return pair.ratings.map(({ annotator, verdict, strength, comment }) => {
    const annotatorId = raters.get(annotator);
    if (!annotatorId) throw new Error(`rater ${annotator} was neither added nor found`);
    return { id: v7(), taskId, annotatorId, verdict, strength, comment };
  });
}
