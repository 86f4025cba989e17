import { schema } from '@prefloop/db';
import { eq } from 'drizzle-orm';
import type { TestApp, TestUser } from './app.ts';
import { addBatch, type TestBatch } from './rating.ts';

type Place = { project: { id: string; slug: string }; lead: TestUser };

export const checks = (n: number) => ({
  prompt: `Check ${n}`,
  responses: [`Good answer of check ${n}`, `Bad answer of check ${n}`] as [string, string],
});

/** Pairs that are rated, the first response being right, copied into a batch of open pairs as a lead does it. */
export async function addGolds(
  test: Pick<TestApp, 'db'>,
  { project, lead }: Place,
  batch: TestBatch,
  count: number,
): Promise<TestBatch> {
  const rated = await addBatch(test.db, project.id, { tasks: count, status: 'closed', texts: checks });
  await test.db.update(schema.tasks).set({ status: 'withdrawn' }).where(eq(schema.tasks.batchId, rated.id));
  const golds = rated.taskIds.map((taskId) => ({ taskId, answer: 'first' }));
  for (let start = 0; start < golds.length; start += 200) {
    const body = { golds: golds.slice(start, start + 200) };
    const answer = await lead.post(`/v1/projects/${project.slug}/batches/${batch.id}/golds`, body);
    if (answer.statusCode !== 201) throw new Error(answer.body);
  }
  return rated;
}

/** Whether a pair on somebody's screen is one of these golds. */
export const isCheck = (task: { prompt: { messages: { content: string }[] } }) =>
  task.prompt.messages[0]?.content.startsWith('Check') === true;
