import { createHash } from 'node:crypto';
import type { DbOrTransaction } from '../../client.ts';
import { responses } from '../../schema/index.ts';

export type NewResponse = {
  promptId: string;
  modelVersionId: string;
  sampleIndex: number;
  text: string;
  finishReason: 'stop' | 'length';
  tokens: number | null;
  promptTokens: number | null;
  logprob: number | null;
  seed: number | null;
};

/** Rows of one statement; the driver allows 65,535 parameters. */
const chunk = 500;

/**
 * Stores a model's answers. Within a run an answer is known by (run, prompt, version, sample index), so rows that
 * were stored before change nothing.
 */
export async function insertResponses(
  db: DbOrTransaction,
  args: { projectId: string; runId: string | null; sampling: Record<string, unknown>; rows: NewResponse[] },
): Promise<void> {
  const { projectId, runId, sampling } = args;
  for (let at = 0; at < args.rows.length; at += chunk) {
    const rows = args.rows.slice(at, at + chunk).map((row) => {
      const text = storable(row.text);
      const textHash = createHash('sha256').update(text).digest('hex');
      return { ...row, text, textHash, projectId, runId, sampling };
    });
    await db.insert(responses).values(rows).onConflictDoNothing();
  }
}

/** Postgres holds no NUL and no lone surrogate, both of which a byte-level model can utter. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').replaceAll(/\p{Surrogate}/gu, '\uFFFD');
}
