import { createHash, randomInt } from 'node:crypto';
import type { Message } from '@prefloop/contract';
import { type Db, schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';

export type TestBatch = { id: string; taskIds: string[] };

type BatchOptions = Partial<Omit<typeof schema.batches.$inferInsert, 'projectId' | 'id'>> & {
  tasks: number;
  /** Text of the prompt and of the responses of task `n`, and what was said before that prompt. */
  texts?: (n: number) => TaskTexts;
  /** Who wrote the first and the second response of each task. */
  versions?: [string, string];
};

/** Two responses, or as many as the batch's tasks have. */
type TaskTexts = { prompt: string; responses: string[]; earlier?: Message[]; tags?: string[] };

function numbered(n: number): TaskTexts {
  return { prompt: `Question ${n}`, responses: [`First answer ${n}`, `Second answer ${n}`] };
}

/** A released batch of pairs, or of what `taskKind` says, each on a prompt of its own, straight in the database. */
export async function addBatch(db: Db, projectId: string, options: BatchOptions): Promise<TestBatch> {
  const { tasks: wanted, texts = numbered, versions, ...values } = options;
  const overlap = values.overlap ?? 1;
  const kind = values.taskKind ?? 'pair';
  const id = v7();
  await db.insert(schema.batches).values({
    id,
    projectId,
    name: `Batch ${id}`,
    status: 'released',
    releasedAt: new Date(),
    composition: kind === 'ranking' ? { pairing: { kind, size: texts(0).responses.length } } : {},
    ...values,
  });
  const rows = Array.from({ length: wanted }, (_, n) => {
    const { responses, ...rest } = texts(n);
    return { ...rest, responses, taskId: v7(), promptId: v7(), responseIds: responses.map(() => v7()) };
  });
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
        tags: row.tags ?? [],
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
        kind,
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
