import type { ImportProblem } from '@prefloop/contract';
import type { RowFault } from '../row-fault.ts';

/** A row as the file has it, not yet understood. `row` counts rows from 1, `line` is where it begins. */
export type RawRow = { line: number; row: number; value: Record<string, unknown> };
export type RawRecord = RawRow | ImportProblem;

export function toProblem(line: number, fault: RowFault): ImportProblem {
  const { code, field } = fault;
  const message = `line ${line}: ${fault.message}`;
  return { line, problem: field === undefined ? { code, message } : { code, message, field } };
}
