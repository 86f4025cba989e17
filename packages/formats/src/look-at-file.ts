import { AppError, type ImportContainer, type ImportProblem } from '@prefloop/contract';
import { type ByteSource, openBytes } from './bytes/open-bytes.ts';
import { peekBytes } from './bytes/peek-bytes.ts';
import { csvDialect } from './containers/csv-dialect.ts';
import { detectContainer } from './containers/detect-container.ts';
import { type CsvDialect, readCsv } from './containers/read-csv.ts';
import { readJson } from './containers/read-json.ts';
import { readJsonl } from './containers/read-jsonl.ts';
import type { RawRecord, RawRow } from './containers/record.ts';
import { type ImportLimits, SAMPLE_BYTES, SAMPLE_ROWS } from './limits.ts';

const PIECE_BYTES = 8192;

export type FileLook = {
  gzip: boolean;
  container: ImportContainer;
  /** The first rows, and the problems met among them. */
  samples: RawRow[];
  problems: ImportProblem[];
  /** Every row from the first on. To be read once, or closed. */
  records(): AsyncGenerator<RawRecord>;
  close(): Promise<void>;
};

/**
 * Opens a file and looks at its first rows without taking them away.
 *
 * @throws AppError BAD_FILE, UNSUPPORTED_FILE
 */
export async function lookAtFile(
  source: ByteSource,
  wanted: ImportContainer | undefined,
  limits: ImportLimits,
): Promise<FileLook> {
  const { gzip, bytes } = await openBytes(source, limits);
  const peeked = peekBytes(bytes);
  try {
    let look = await sample(SAMPLE_BYTES);
    if (look.samples.length === 0 && !look.whole) look = await sample(limits.maxRowBytes + SAMPLE_BYTES);
    const { container, dialect, samples, problems } = look;
    return {
      gzip,
      container,
      samples,
      problems,
      records: () => readRecords(peeked.all(), container, dialect, limits),
      close: peeked.close,
    };
  } catch (error) {
    await peeked.close();
    throw error;
  }

  async function sample(size: number) {
    const head = await peeked.head(size);
    const whole = head.length < size;
    const text = head.toString('utf8');
    const container = wanted ?? detectContainer(text);
    const dialect = csvDialect(text, container);
    const end = whole || container === 'json' ? head.length : head.lastIndexOf('\n') + 1;
    const records = readRecords(inPieces(head.subarray(0, end)), container, dialect, limits);
    return { whole, container, dialect, ...(await firstRows(records, whole)) };
  }
}

function readRecords(
  bytes: AsyncGenerator<Buffer>,
  container: ImportContainer,
  dialect: CsvDialect,
  limits: ImportLimits,
): AsyncGenerator<RawRecord> {
  if (container === 'jsonl') return readJsonl(bytes, limits);
  if (container === 'json') return readJson(bytes, limits);
  return readCsv(bytes, dialect, limits);
}

async function firstRows(records: AsyncGenerator<RawRecord>, whole: boolean) {
  const samples: RawRow[] = [];
  const problems: ImportProblem[] = [];
  try {
    for await (const record of records) {
      if ('problem' in record) problems.push(record);
      else samples.push(record);
      if (samples.length + problems.length >= SAMPLE_ROWS) break;
    }
  } catch (error) {
    // The head of a longer file ends in the middle of something; that is no fault of the file.
    const cutByUs = !whole && error instanceof AppError && error.code === 'BAD_FILE';
    if (!cutByUs) throw error;
  }
  return { samples, problems };
}

/**
 * The head in small pieces, so that the rows asked for are had before its end: csv-parse drops what it has not yet
 * handed out when the text ends inside a quote, which a head often does.
 */
async function* inPieces(head: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < head.length; at += PIECE_BYTES) yield head.subarray(at, at + PIECE_BYTES);
}
