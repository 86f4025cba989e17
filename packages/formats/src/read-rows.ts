import { AppError, type ImportProblem, type ImportRow } from '@prefloop/contract';
import type { ByteSource } from './bytes/open-bytes.ts';
import { type RawRecord, toProblem } from './containers/record.ts';
import { type ReadSettings, recogniseLayouts } from './layouts/recognise.ts';
import { type RowContext, toRows } from './layouts/to-row.ts';
import { defaultLimits, type ImportLimits } from './limits.ts';
import { type FileLook, lookAtFile } from './look-at-file.ts';
import { RowFault } from './row-fault.ts';

export type ReadOptions = ReadSettings & { limits?: Partial<ImportLimits> };
export type ReadItem = { line: number; row: ImportRow } | ImportProblem;

/**
 * The canonical rows of a file, in its order, with a problem in place of each row that can't be read. What the
 * options leave out is found by looking at the first rows. Memory is bounded by one row, a look at the head, and
 * the ids that the file itself gives its rows.
 *
 * @throws AppError where the file as a whole is unusable (BAD_FILE, UNSUPPORTED_FILE, TOO_LARGE). A file that is cut
 * off is only found out at its end, after its rows: write what this yields in one transaction, or be ready to undo it.
 */
export async function* readRows(source: ByteSource, options: ReadOptions): AsyncGenerator<ReadItem> {
  const look = await lookAtFile(source, options.container, { ...defaultLimits, ...options.limits });
  const context = await settle(look, options);
  const seen = new Map<string, number>();
  const faults: ImportProblem[] = [];
  let rows = 0;
  for await (const record of look.records()) {
    for (const item of readRecord(record, context, seen)) {
      if ('row' in item) rows += 1;
      else if (faults.length < 5) faults.push(item);
      yield item;
    }
  }
  if (rows === 0) throw nothingRead(faults);
}

async function settle(look: FileLook, options: ReadOptions): Promise<RowContext> {
  try {
    const [first] = recogniseLayouts(look, options);
    if (first) return first.context;
    throw look.samples.length === 0 ? nothingRead(look.problems.slice(0, 5)) : unrecognised(look, options);
  } catch (error) {
    await look.close();
    throw error;
  }
}

function readRecord(record: RawRecord, context: RowContext, seen: Map<string, number>): ReadItem[] {
  if ('problem' in record) return [record];
  try {
    const rows = toRows(record, context);
    for (const row of rows) refuseRepeatedId(row, record.line, seen);
    return rows.map((row) => ({ line: record.line, row }));
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    return [toProblem(record.line, error)];
  }
}

/** An id is an identity: a second row under it would silently be taken for the first one imported again. */
function refuseRepeatedId(row: ImportRow, line: number, seen: Map<string, number>): void {
  const { source, sourceId } = row.kind === 'pair' ? row.pair.prompt : row.prompt;
  if (/^(?:line|row):\d+(?:#\d+)?$/.test(sourceId)) return;
  const key = `${source}\n${sourceId}`;
  const before = seen.get(key);
  if (before !== undefined) {
    const id = JSON.stringify(sourceId);
    throw new RowFault(
      'DUPLICATE_ID',
      `the id ${id} already stands on line ${before}; give each row its own`,
      'id',
    );
  }
  seen.set(key, line);
}

function nothingRead(problems: ImportProblem[]): AppError {
  const [first] = problems;
  return new AppError('BAD_FILE', {
    message: `No row of the file can be read.${first ? ` The first fault: ${first.problem.message}.` : ' It has none.'}`,
    issues: problems.map(({ line, problem }) => ({ path: `line ${line}`, message: problem.message })),
  });
}

function unrecognised(look: FileLook, { layout }: ReadOptions): AppError {
  const columns = Object.keys(look.samples[0]?.value ?? {}).slice(0, 30);
  const what = layout ? `don't fit the layout "${layout}"` : 'fit no known layout';
  return new AppError('BAD_FILE', {
    message: `The columns ${columns.join(', ')} ${what}. Choose in the mapping which column holds the prompt.`,
  });
}
