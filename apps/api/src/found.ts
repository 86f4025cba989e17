import { AppError } from '@prefloop/contract';

/** `value`, or NOT_FOUND in one wording, whether the thing is foreign or does not exist. */
export function found<T>(value: T | null | undefined | false, what: string): T {
  if (value === null || value === undefined || value === false) {
    throw new AppError('NOT_FOUND', { message: `There is no such ${what}, or it is not yours to see.` });
  }
  return value;
}
