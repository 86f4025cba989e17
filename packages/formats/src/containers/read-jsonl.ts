import type { ImportLimits } from '../limits.ts';
import { RowFault } from '../row-fault.ts';
import { parseJsonRow } from './parse-json-row.ts';
import { type RawRecord, toProblem } from './record.ts';
import { splitLines } from './split-lines.ts';

/** One JSON object per line; blank lines are passed over, bad ones reported. */
export async function* readJsonl(
  bytes: AsyncIterable<Buffer>,
  limits: ImportLimits,
): AsyncGenerator<RawRecord> {
  let row = 0;
  for await (const { line, content } of splitLines(bytes, limits.maxRowBytes)) {
    if (content?.length === 0) continue;
    row += 1;
    try {
      if (!content) throw tooLong(limits);
      yield { line, row, value: parseJsonRow(content, limits) };
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      yield toProblem(line, error);
    }
  }
}

export function tooLong(limits: ImportLimits): RowFault {
  return new RowFault('TOO_LONG', `the row is longer than ${limits.maxRowBytes} bytes; shorten or split it`);
}
