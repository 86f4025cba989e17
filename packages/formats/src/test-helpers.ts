import type { ImportRow } from '@prefloop/contract';
import { importRow } from '@prefloop/contract';
import { type ReadItem, type ReadOptions, readRows } from './read-rows.ts';

/** A file in pieces of `size` bytes, so that every boundary is met somewhere. */
export async function* inPieces(content: string | Buffer, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export function jsonl(...rows: unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

export type ReadFile = { rows: ImportRow[]; lines: number[]; problems: string[]; items: ReadItem[] };

/** Everything a file is read as. Each row is held against the contract's schema. */
export async function readAll(
  source: AsyncIterable<Uint8Array>,
  options: Partial<ReadOptions> = {},
): Promise<ReadFile> {
  const file: ReadFile = { rows: [], lines: [], problems: [], items: [] };
  for await (const item of readRows(source, { source: 'test', ...options })) {
    file.items.push(item);
    if ('row' in item) {
      file.rows.push(importRow.parse(item.row));
      file.lines.push(item.line);
    } else file.problems.push(item.problem.message);
  }
  return file;
}

export function read(content: string | Buffer, options: Partial<ReadOptions> = {}): Promise<ReadFile> {
  return readAll(inPieces(content), options);
}

export function promptsOf(file: ReadFile) {
  return file.rows.map((row) => (row.kind === 'pair' ? row.pair.prompt : row.prompt));
}

export function pairsOf(file: ReadFile) {
  return file.rows.flatMap((row) => (row.kind === 'pair' ? [row.pair] : []));
}
