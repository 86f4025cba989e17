import { RowFault } from '../row-fault.ts';
import { typeOf } from './columns.ts';

type Row = Record<string, unknown>;

/** Text of a cell, '' where it is empty. Numbers and booleans are taken as they are written in JSON. */
export function textOf(cell: unknown, field: string): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  throw new RowFault('WRONG_TYPE', `\`${field}\` is ${article(cell)}; expected text`, field);
}

export function textAt(row: Row, column: string | undefined): string {
  return column === undefined ? '' : textOf(row[column], column);
}

/** @throws RowFault MISSING_FIELD where the row has no such cell at all; an empty one is a matter of the caller */
export function cellAt(row: Row, column: string | undefined, part: string): unknown {
  if (column === undefined) {
    throw new RowFault('MISSING_FIELD', `no column is chosen as ${part}; choose one in the mapping`, part);
  }
  const cell = row[column];
  if (cell === undefined || cell === null) {
    throw new RowFault('MISSING_FIELD', `\`${column}\` is missing; it is read as ${part}`, column);
  }
  return cell;
}

/** A list in a cell; delimited files carry it as JSON text. */
export function listOf(cell: unknown, field: string): unknown[] {
  const value = typeof cell === 'string' ? parsed(cell, field) : cell;
  if (Array.isArray(value)) return value;
  throw new RowFault('WRONG_TYPE', `\`${field}\` is ${article(value)}; expected a list`, field);
}

function parsed(text: string, field: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RowFault('WRONG_TYPE', `\`${field}\` is text; expected a list (as JSON: ${reason})`, field);
  }
}

/** A cell as a person would name it: "a list", "an object", "the number 3". */
export function article(cell: unknown): string {
  const type = typeOf(cell);
  if (type === 'empty') return 'empty';
  if (type === 'number' || type === 'boolean') return `the ${type} ${String(cell)}`;
  return type === 'object' ? 'an object' : type === 'text' ? 'text' : 'a list';
}
