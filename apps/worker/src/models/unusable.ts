import { AppError } from '@prefloop/contract';

/** A model that cannot be taken; `facts` tell a launch what is wrong with it. */
export class UnusableModel extends AppError {
  readonly facts: Record<string, unknown>;

  constructor(message: string, cause: unknown, facts: Record<string, unknown>) {
    super('MODEL_UNUSABLE', { message, ...(cause === undefined ? {} : { cause }) });
    this.name = 'UnusableModel';
    this.facts = facts;
  }
}

/** A model that cannot be taken: what is wrong, and what to do. */
export function unusable(
  message: string,
  cause?: unknown,
  facts: Record<string, unknown> = {},
): UnusableModel {
  return new UnusableModel(message, cause, facts);
}
