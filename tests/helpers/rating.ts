import { createHash, randomInt } from 'node:crypto';
import type { Message } from '@prefloop/contract';
import { type Db, schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';

export type TestBatch = { id: string; taskIds: string[] };

type BatchOptions = Partial<Omit<typeof schema.batches.$inferInsert, 'projectId' | 'id'>> & {
  tasks: number;
  /** Text of the prompt and of the two responses of task `n`, and what was said before that prompt. */
  texts?: (n: number) => PairTexts;
  /** Who wrote the first and the second response of each task. */
  versions?: [string, string];
};

type PairTexts = { prompt: string; responses: [string, string]; earlier?: Message[] };

function numbered(n: number): PairTexts {
  return { prompt: `Question ${n}`, responses: [`First answer ${n}`, `Second answer ${n}`] };
}

/** A released batch of pairs, each on a prompt of its own, straight in the database. */
export async function addBatch(db: Db, projectId: string, options: BatchOptions): Promise<TestBatch> {
  const { tasks: wanted, texts = numbered, versions, ...values } = options;
  const overlap = values.overlap ?? 1;
  const id = v7();
  await db.insert(schema.batches).values({
    id,
    projectId,
    name: `Batch ${id}`,
    status: 'released',
    releasedAt: new Date(),
    ...values,
  });
  const rows = Array.from({ length: wanted }, (_, n) => ({
    ...texts(n),
    taskId: v7(),
    promptId: v7(),
    responseIds: [v7(), v7()],
  }));
  for (let start = 0; start < rows.length; start += 500) {
    const chunk = rows.slice(start, start + 500);
    await db.insert(schema.prompts).values(
      chunk.map((row) => ({
        id: row.promptId,
        projectId,
        source: 'test',
        sourceId: row.promptId,
        messages: [...(row.earlier ?? []), { role: 'user' as const, content: row.prompt }],
        text: row.prompt,
      })),
    );
    await db.insert(schema.responses).values(
      chunk.flatMap((row) =>
        row.responses.map((text, n) => ({
          id: row.responseIds[n] ?? v7(),
          projectId,
          promptId: row.promptId,
          modelVersionId: versions?.[n] ?? null,
          text,
          textHash: createHash('sha256').update(text).digest('hex'),
          finishReason: 'stop' as const,
        })),
      ),
    );
    await db.insert(schema.tasks).values(
      chunk.map((row) => ({
        id: row.taskId,
        projectId,
        batchId: id,
        promptId: row.promptId,
        kind: 'pair' as const,
        overlap,
        shuffle: randomInt(-(2 ** 30), 2 ** 30),
      })),
    );
    await db
      .insert(schema.taskResponses)
      .values(
        chunk.flatMap((row) =>
          row.responseIds.map((responseId, position) => ({ taskId: row.taskId, position, responseId })),
        ),
      );
  }
  return { id, taskIds: rows.map((row) => row.taskId) };
}

/** Turns a task into a gold whose right verdict is a tie. */
export async function makeGold(db: Db, taskId: string | undefined): Promise<void> {
  if (taskId === undefined) throw new Error('no such task');
  await db.update(schema.tasks).set({ overlap: null, status: 'open' }).where(eq(schema.tasks.id, taskId));
  await db.insert(schema.golds).values({ taskId, verdict: 'tie' });
}
