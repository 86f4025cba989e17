import type { ImportProblemCode } from '@prefloop/contract';

/** Why one row can't be read. Thrown while it is read, and always turned into a problem of its line. */
export class RowFault extends Error {
  readonly code: ImportProblemCode;
  readonly field: string | undefined;

  constructor(code: ImportProblemCode, message: string, field?: string) {
    super(message);
    this.code = code;
    this.field = field;
  }
}
