type LoggedError = { type: string; message: string; stack: string; [more: string]: unknown };

/**
 * An error as the log may show it: the query of a failed statement without its parameters, and no row that the
 * database quotes back. Both can hold password hashes and session tokens.
 */
export function errorForLog(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) {
    return { type: typeof error, message: 'something was thrown that is no Error', stack: '' };
  }
  const failedQuery = 'query' in error && 'params' in error;
  const message = failedQuery ? `Failed query: ${String(error.query)}` : error.message;
  return {
    type: error.name,
    message,
    ...('code' in error ? { code: String(error.code) } : {}),
    stack: error.stack?.replace(error.message, () => message) ?? '',
    ...(error.cause === undefined || depth > 4 ? {} : { cause: errorForLog(error.cause, depth + 1) }),
  };
}
