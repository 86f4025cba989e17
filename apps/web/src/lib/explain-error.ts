import { ApiError } from '@prefloop/sdk';

export type Explained = {
  /** What failed, in a few words. */
  what: string;
  /** Why, as far as is known. */
  why: string;
  /** What to do about it. */
  next: string;
  requestId: string | null;
};

const nextByStatus: Record<number, string> = {
  401: 'Sign in again; the page stays as it is.',
  403: 'Ask a lead of this project for the right, or go back.',
  404: 'Check the address, or go back to where you came from.',
  409: 'Load the page again to see how it stands now, then repeat what you did.',
  410: 'Ask for a new link.',
  413: 'Send less at once.',
  429: 'Wait a minute, then try again.',
  503: 'Wait a few seconds, then try again.',
};

/** Every error says what, why and what next, whatever threw it. */
export function explainError(error: unknown, isOnline = () => navigator.onLine): Explained {
  if (error instanceof ApiError) {
    const { problem } = error;
    const title = problem.title.charAt(0).toUpperCase() + problem.title.slice(1);
    return {
      what: title || 'The request failed',
      why: problem.detail,
      next: nextByStatus[problem.status] ?? nextOf(problem.status),
      requestId: problem.requestId || null,
    };
  }
  // fetch() rejects with a TypeError when no answer came at all.
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) {
    return {
      what: isOnline() ? 'The server does not answer' : 'You are offline',
      why: 'The request got no answer, so nothing is known about what became of it.',
      next: 'Check the connection, then try again. What you typed is still here.',
      requestId: null,
    };
  }
  return {
    what: 'Something went wrong on this page',
    why: error instanceof Error ? error.message : String(error),
    next: 'Load the page again. If it comes back, report it with this text.',
    requestId: null,
  };
}

function nextOf(status: number): string {
  return status >= 500
    ? 'Try again. If it comes back, give the request id to who runs this server.'
    : 'Correct what is named above and try again.';
}

/** The faults of a refused form by field name: `body/email` becomes `email`. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  const issues = error.problem.issues ?? [];
  return Object.fromEntries(
    issues.map((issue) => [issue.path.replace(/^body[/.]?/, '').replaceAll('/', '.'), issue.message]),
  );
}
