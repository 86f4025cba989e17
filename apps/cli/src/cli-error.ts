/**
 * A failure the user can act on: what is wrong (message) and what to do about it (remedy).
 * The command line prints both without a stack; anything else that is thrown is a defect and keeps its stack.
 */
export class CliError extends Error {
  readonly remedy: string;
  readonly exitCode: number;

  constructor(message: string, options: { remedy: string; exitCode?: number; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CliError';
    this.remedy = options.remedy;
    this.exitCode = options.exitCode ?? 1;
  }
}
