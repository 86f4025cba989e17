import type { ImportLimits } from '../limits.ts';
import { RowFault } from '../row-fault.ts';
import { type Element, JsonSplitter } from './json-splitter.ts';
import { parseJsonRow } from './parse-json-row.ts';
import { tooLong } from './read-jsonl.ts';
import { type RawRecord, toProblem } from './record.ts';
import { withoutMark } from './without-mark.ts';

/** The rows of one JSON text: a list, or an object with a list of rows inside. */
export async function* readJson(
  bytes: AsyncIterable<Buffer>,
  limits: ImportLimits,
): AsyncGenerator<RawRecord> {
  const splitter = new JsonSplitter(limits.maxRowBytes);
  let row = 0;
  for await (const chunk of withoutMark(bytes)) {
    for (const element of splitter.push(chunk)) {
      row += 1;
      yield readElement(element, row, limits);
    }
  }
  splitter.end();
  if (splitter.moreLists > 0) {
    const fault = new RowFault(
      'MORE_ARRAYS',
      `the file holds ${splitter.moreLists} more list(s) of objects; only the first was read. Import them as files of their own`,
    );
    yield toProblem(splitter.line, fault);
  }
}

function readElement({ line, content }: Element, row: number, limits: ImportLimits): RawRecord {
  try {
    if (!content) throw tooLong(limits);
    return { line, row, value: parseJsonRow(content, limits) };
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    return toProblem(line, error);
  }
}
