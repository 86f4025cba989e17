import type { ImportContainer } from '@prefloop/contract';
import type { CsvDialect } from './read-csv.ts';

const delimiters: CsvDialect['delimiter'][] = ['\t', ',', ';'];

/** Delimiter by what parts the first line most often; whether quotes mean anything by how they are used. */
export function csvDialect(head: string, container: ImportContainer): CsvDialect {
  const first = head.slice(0, head.search(/[\r\n]|$/)).replaceAll(/"[^"]*"/g, '');
  const counts = delimiters.map((delimiter) => first.split(delimiter).length);
  const best = delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
  const delimiter = container === 'tsv' ? '\t' : container === 'csv' && best === '\t' ? ',' : best;
  return { delimiter, quoted: delimiter !== '\t' || quotesHold(head) };
}

/**
 * TSV comes in two kinds: with quotes as in CSV, or with quotes as plain characters. A cell that opens a quote and
 * doesn't close it, in a line that has all its cells, shows the second kind; reading it as the first would swallow rows.
 */
function quotesHold(head: string): boolean {
  const lines = head.split(/\r?\n/).slice(0, -1);
  const columns = lines[0]?.split('\t').length;
  return lines.every((line) => {
    const cells = line.split('\t');
    return cells.length !== columns || cells.every((cell) => !cell.startsWith('"') || isQuoted(cell));
  });
}

function isQuoted(cell: string): boolean {
  return /^"(?:[^"]|"")*"$/.test(cell);
}
