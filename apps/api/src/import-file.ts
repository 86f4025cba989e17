import type { Readable } from 'node:stream';
import { AppError, type ImportSettings } from '@prefloop/contract';
import {
  addPairs,
  addPrompts,
  type Db,
  type ImportRow,
  type NewPair,
  type NewPrompt,
  openImport,
  toNewPair,
  toNewPrompt,
  undoImport,
  updateImport,
} from '@prefloop/db';
import { defaultLimits, readRows } from '@prefloop/formats';

type Batch = { prompts: NewPrompt[]; pairs: NewPair[] };
type Tally = Pick<ImportRow, 'kind' | 'rowsRead' | 'rowsAdded' | 'rowsKnown' | 'rowsSkipped' | 'problems'>;

/** Rows to a transaction: enough to make round trips cheap, few enough that a stop loses little. */
const batchRows = 500;
const problemsKept = 100;

async function writeBatch(db: Db, record: ImportRow, batch: Batch, tally: Tally): Promise<void> {
  await db.transaction(async (tx) => {
    const prompts = await addPrompts(tx, record.projectId, record.id, batch.prompts);
    const place = { projectId: record.projectId, importId: record.id, source: record.source };
    const pairs = await addPairs(tx, place, batch.pairs);
    const added = prompts.filter((prompt) => prompt.isNew).length + pairs.filter((isNew) => isNew).length;
    tally.rowsAdded += added;
    tally.rowsKnown += prompts.length + pairs.length - added;
    await updateImport(tx, record.id, tally);
  });
}

/**
 * Takes a file in while it arrives. Rows that cannot be read are counted and reported by line; a file that turns
 * out to be unusable (cut off, not what it claims) leaves nothing behind. After a stop the same file adds what is missing.
 *
 * @throws AppError BAD_FILE, UNSUPPORTED_FILE, TOO_LARGE
 */
export async function importFile(
  db: Db,
  who: { projectId: string; userId: string },
  file: Readable,
  source: string,
  settings: ImportSettings,
): Promise<ImportRow> {
  const kind = settings.kind ?? 'prompts';
  const layout = settings.layout ?? 'auto';
  const record = await openImport(db, {
    projectId: who.projectId,
    kind,
    source,
    layout,
    createdBy: who.userId,
  });
  const tally: Tally = { kind, rowsRead: 0, rowsAdded: 0, rowsKnown: 0, rowsSkipped: 0, problems: [] };
  let batch: Batch = { prompts: [], pairs: [] };
  try {
    for await (const item of readRows(file, { ...settings, source, limits: defaultLimits })) {
      tally.rowsRead += 1;
      if ('problem' in item) {
        tally.rowsSkipped += 1;
        const { code, message } = item.problem;
        if (tally.problems.length < problemsKept) tally.problems.push({ line: item.line, code, message });
        continue;
      }
      tally.kind = item.row.kind === 'prompt' ? 'prompts' : 'pairs';
      if (item.row.kind === 'prompt') batch.prompts.push(toNewPrompt(item.row.prompt));
      else batch.pairs.push(toNewPair(item.row.pair));
      if (batch.prompts.length + batch.pairs.length >= batchRows) {
        await writeBatch(db, record, batch, tally);
        batch = { prompts: [], pairs: [] };
      }
    }
    await writeBatch(db, record, batch, tally);
    return await updateImport(db, record.id, tally, { status: 'done' });
  } catch (cause) {
    await undoImport(db, record.id);
    const error = cause instanceof AppError ? cause.message : 'The server failed while it read this file.';
    await updateImport(db, record.id, { ...tally, rowsAdded: 0 }, { status: 'failed', error });
    throw cause;
  }
}
