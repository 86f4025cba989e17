import { createHash } from 'node:crypto';
import { type Db, schema } from '@prefloop/db';
import { v7 } from 'uuid';

export type Answer = string | { text: string; version?: string; failed?: boolean };
export type PromptOptions = Partial<typeof schema.prompts.$inferInsert>;

/** A prompt with these responses, straight in the database; returns its id. */
export async function addAnswers(
  db: Db,
  projectId: string,
  answers: Answer[],
  options: PromptOptions = {},
): Promise<string> {
  const id = v7();
  await db.insert(schema.prompts).values({
    id,
    projectId,
    source: 'test',
    sourceId: id,
    messages: [{ role: 'user', content: 'Why?' }],
    text: 'Why?',
    ...options,
  });
  const made = answers.map((answer) => (typeof answer === 'string' ? { text: answer } : answer));
  if (made.length === 0) return id;
  await db.insert(schema.responses).values(
    made.map((answer) => ({
      projectId,
      promptId: id,
      text: answer.text,
      textHash: createHash('sha256').update(answer.text).digest('hex'),
      modelVersionId: 'version' in answer ? answer.version : null,
      finishReason: 'failed' in answer && answer.failed ? ('error' as const) : ('stop' as const),
    })),
  );
  return id;
}
