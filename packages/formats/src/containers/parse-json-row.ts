import { isUtf8 } from 'node:buffer';
import type { ImportLimits } from '../limits.ts';
import { RowFault } from '../row-fault.ts';
import { checkRow } from './check-value.ts';
import { deeperThan } from './deeper-than.ts';

const UNSCANNED_BYTES = 16_384;

/**
 * One JSON row from its bytes. A bare string counts as a row with the single column `text`.
 *
 * @throws RowFault
 */
export function parseJsonRow(bytes: Buffer, limits: ImportLimits): Record<string, unknown> {
  if (!isUtf8(bytes))
    throw new RowFault('INVALID_UTF8', 'the row is not valid UTF-8; save the file as UTF-8');
  const text = bytes.toString('utf8');
  if (text.includes('\0')) throw new RowFault('NUL_CHARACTER', 'the row holds a NUL byte; remove it');
  // Short rows are left to the check after parsing, which can say where.
  if (bytes.length > UNSCANNED_BYTES && deeperThan(bytes, limits.maxDepth)) {
    throw new RowFault('TOO_DEEP', `the row nests more than ${limits.maxDepth} lists or objects`);
  }
  const value = parseJson(text);
  const row = typeof value === 'string' ? { text: value } : value;
  if (!isRecord(row)) {
    throw new RowFault(
      'NOT_AN_OBJECT',
      `the row is ${nameOf(row)}; expected an object such as {"prompt": "…"}`,
    );
  }
  checkRow(row, limits);
  return row;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RowFault('INVALID_JSON', `not valid JSON: ${reason}`);
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
