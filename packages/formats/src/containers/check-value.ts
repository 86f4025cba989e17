import type { ImportLimits } from '../limits.ts';
import { RowFault } from '../row-fault.ts';

const loneSurrogate = /\p{Surrogate}/u;

/**
 * Refuses what Postgres can't hold (NUL, half of a surrogate pair) and what would blow a stack or a screen
 * (depth, columns). Takes out `__proto__` keys, which turn into a prototype as soon as anybody assigns them.
 */
export function checkRow(value: Record<string, unknown>, limits: ImportLimits): void {
  const columns = Object.keys(value).length;
  if (columns > limits.maxColumns) {
    throw new RowFault(
      'TOO_MANY_COLUMNS',
      `the row has ${columns} columns; at most ${limits.maxColumns} are read`,
    );
  }
  checkValue(value, '', limits.maxDepth);
}

function checkValue(value: unknown, path: string, depth: number): void {
  if (typeof value === 'string') checkText(value, path);
  if (typeof value !== 'object' || value === null) return;
  if (depth === 0)
    throw new RowFault('TOO_DEEP', `\`${shortPath(path)}\` is nested too deep`, shortPath(path));
  if (Array.isArray(value)) {
    value.forEach((item: unknown, at) => {
      checkValue(item, `${path}[${at}]`, depth - 1);
    });
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__') {
      Reflect.deleteProperty(value, key);
      continue;
    }
    const place = path ? `${path}.${key}` : key;
    checkText(key, place);
    checkValue(item, place, depth - 1);
  }
}

function checkText(text: string, path: string): void {
  if (text.includes('\0')) {
    throw new RowFault(
      'NUL_CHARACTER',
      `\`${shortPath(path)}\` holds a NUL character; remove it`,
      shortPath(path),
    );
  }
  if (loneSurrogate.test(text)) {
    throw new RowFault(
      'LONE_SURROGATE',
      `\`${shortPath(path)}\` holds half of a surrogate pair (a broken emoji or escape); repair or remove it`,
      shortPath(path),
    );
  }
}

/** A path goes into a message that a person reads and a database stores: short, and free of what it complains of. */
function shortPath(path: string): string {
  const clean = path.replaceAll('\0', '?').replace(/\p{Surrogate}/gu, '?');
  return clean.length > 100 ? `${clean.slice(0, 100)}…` : clean;
}
