import { AppError } from '@prefloop/contract';

/** A model that cannot be taken: what is wrong, and what to do. */
export function unusable(message: string, cause?: unknown): AppError {
  return new AppError('MODEL_UNUSABLE', { message, ...(cause === undefined ? {} : { cause }) });
}
