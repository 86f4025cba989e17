import { createHash, randomInt } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { DbOrTransaction } from '../../client.ts';
import { annotators, batches, ratings, responses, taskResponses, tasks } from '../../schema/index.ts';
import { addPrompts, type NewPrompt } from '../prompts/add-prompts.ts';

export type NewPair = {
  prompt: NewPrompt;
  responses: [{ text: string; model?: string | undefined }, { text: string; model?: string | undefined }];
  /** strength: -3..3 in terms of the responses' order; null unless the verdict is a preference. */
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
  await db.insert(responses).values(
    fresh.flatMap(({ pair, promptId, responseIds }) =>
      pair.responses.map((response, position) => ({
        id: responseIds[position === 0 ? 0 : 1],
        projectId,
        promptId,
        importId,
        text: response.text,
        textHash: hashText(response.text),
        sampling: response.model === undefined ? {} : { model: response.model },
        finishReason: 'imported' as const,
      })),
    ),
  );
  await db.insert(tasks).values(
    fresh.map(({ pair, promptId, taskId }) => ({
      id: taskId,
      projectId,
      batchId,
      promptId,
      kind: 'pair' as const,
      status: 'done' as const,
      overlap: pair.ratings.length,
      done: pair.ratings.length,
      shuffle: randomInt(2 ** 31),
    })),
  );
  await db
    .insert(taskResponses)
    .values(
      fresh.flatMap(({ taskId, responseIds }) =>
        responseIds.map((responseId, position) => ({ taskId, position, responseId })),
      ),
    );
  const votes = fresh.flatMap(({ pair, taskId }) =>
    pair.ratings.map(({ annotator, verdict, strength, comment }) => {
      const annotatorId = raters.get(annotator);
      if (!annotatorId) throw new Error(`rater ${annotator} was neither added nor found`);
      return {
        projectId,
        batchId,
        taskId,
        annotatorId,
        verdict,
        strength,
        comment: comment ?? null,
        counted: true,
      };
    }),
  );
  if (votes.length > 0) await db.insert(ratings).values(votes);
  return isNew;
}
