import { pipeline, Readable } from 'node:stream';
import { AppError, type ImportProblem } from '@prefloop/contract';
import { CsvError, type Info, parse } from 'csv-parse';
import { z } from 'zod';
import type { ImportLimits } from '../limits.ts';
import { RowFault } from '../row-fault.ts';
import { checkRow } from './check-value.ts';
import { type RawRecord, toProblem } from './record.ts';

export type CsvDialect = { delimiter: ',' | ';' | '\t'; quoted: boolean };

const parsedRow = z.object({ record: z.array(z.string()), info: z.custom<Info>() });

/**
 * Rows of a delimited text whose first row names the columns. Empty cells are left out of the row.
 *
 * @throws AppError BAD_FILE for an unusable first row and for a quote that is never closed
 */
export async function* readCsv(
  bytes: AsyncIterable<Buffer>,
  dialect: CsvDialect,
  limits: ImportLimits,
): AsyncGenerator<RawRecord> {
  const parser = parse({
    bom: true,
    delimiter: dialect.delimiter,
    quote: dialect.quoted ? '"' : false,
    info: true,
    max_record_size: limits.maxRowBytes,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  pipeline(Readable.from(bytes), parser, () => undefined);
  let header: string[] | null = null;
  let row = 0;
  let doubled = 0;
  try {
    for await (const parsed of parser) {
      const { record, info } = parsedRow.parse(parsed);
      // csv-parse tells the line a row ends on, and counts a CRLF inside quotes twice.
      const line = info.lines - doubled - count(record, /[\r\n]/g);
      doubled += count(record, /\r\n/g);
      if (header) {
        row += 1;
        yield readRecord(record, header, { line, row }, limits);
      } else header = readHeader(record, limits);
    }
  } catch (error) {
    throw error instanceof CsvError ? asFileFault(error) : error;
  } finally {
    parser.destroy();
  }
  if (!header) throw new AppError('BAD_FILE', { message: 'The file is empty.' });
}

function count(cells: string[], what: RegExp): number {
  return cells.reduce((sum, cell) => sum + (cell.match(what)?.length ?? 0), 0);
}

function readHeader(names: string[], limits: ImportLimits): string[] {
  const header = names.map((name) => name.trim());
  if (header.length > limits.maxColumns) {
    throw new AppError('BAD_FILE', {
      message: `The first line names ${header.length} columns; at most ${limits.maxColumns} are read.`,
    });
  }
  const twice = header.find((name, at) => name !== '' && header.indexOf(name) !== at);
  if (twice !== undefined) {
    throw new AppError('BAD_FILE', {
      message: `Line 1 names the column "${twice}" twice. Give each column a name of its own.`,
    });
  }
  return header;
}

function readRecord(
  cells: string[],
  header: string[],
  place: { line: number; row: number },
  limits: ImportLimits,
): RawRecord | ImportProblem {
  try {
    if (cells.length !== header.length) {
      throw new RowFault(
        'COLUMN_COUNT',
        `${cells.length} cells, but line 1 names ${header.length} columns; look for a missing or stray quote or delimiter`,
      );
    }
    if (cells.some((cell) => cell.includes('\uFFFD'))) {
      throw new RowFault(
        'INVALID_UTF8',
        'the row holds bytes that are not valid UTF-8 (or the mark left by such); save the file as UTF-8',
      );
    }
    const value = Object.fromEntries(
      cells.flatMap((cell, at) => (cell === '' || !header[at] ? [] : [[header[at], cell]])),
    );
    checkRow(value, limits);
    return { ...place, value };
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    return toProblem(place.line, error);
  }
}

function asFileFault(error: CsvError): AppError {
  // `records` counts what was read before, the line of names among it.
  const row = `row ${String(error.records)} below the column names`;
  return new AppError('BAD_FILE', {
    message:
      error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
        ? `The table never ends its ${row}: a quote is not closed, or the row is too long.`
        : `The table can't be read at its ${row}: ${error.message}`,
    cause: error,
  });
}
