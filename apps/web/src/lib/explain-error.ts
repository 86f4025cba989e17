import { ApiError } from '@prefloop/sdk';
import type { TFunction } from 'i18next';
import type { english } from './i18n/en/index.ts';
import { problemCodes } from './i18n/server-texts.ts';

export type Explained = {
  /** What failed, in a few words. */
  what: string;
  /** Why, as far as is known. */
  why: string;
  /** What to do about it. */
  next: string;
  requestId: string | null;
};

const nextByStatus: Record<number, `next.${keyof (typeof english.errors)['next']}`> = {
  401: 'next.signIn',
  403: 'next.askLead',
  404: 'next.checkAddress',
  409: 'next.reload',
  410: 'next.newLink',
  413: 'next.less',
  429: 'next.aMinute',
  503: 'next.seconds',
};

/** Every error says what, why and what next, whatever threw it. */
export function explainError(
  error: unknown,
  t: TFunction<'errors'>,
  server: TFunction<'server'>,
  isOnline = () => navigator.onLine,
): Explained {
  if (error instanceof ApiError) {
    const { problem } = error;
    const told = explainRefusal(problem, server);
    return {
      what: told.what || t('failed'),
      why: told.why,
      next: t(nextByStatus[problem.status] ?? (problem.status >= 500 ? 'next.report' : 'next.correct')),
      requestId: problem.requestId || null,
    };
  }
  // fetch() rejects with a TypeError when no answer came at all.
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) {
    return {
      what: isOnline() ? t('silent.what') : t('silent.offline'),
      why: t('silent.why'),
      next: t('silent.next'),
      requestId: null,
    };
  }
  return {
    what: t('broken.what'),
    why: error instanceof Error ? error.message : String(error),
    next: t('broken.next'),
    requestId: null,
  };
}

type Refusal = { code: string; title: string; detail: string };

/** A refusal by its code in the reader's language; in the server's own words in English, and for a code without a text. */
export function explainRefusal(
  { code, title, detail }: Refusal,
  t: TFunction<'server'>,
): { what: string; why: string } {
  const known = problemCodes.find((each) => each === code);
  const none = { defaultValue: '' };
  return {
    what: (known && t(`problems.${known}.what`, none)) || title.charAt(0).toUpperCase() + title.slice(1),
    why: (known && t(`problems.${known}.why`, none)) || detail,
  };
}

/** The faults of a refused form by field name: `body/email` becomes `email`. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  const issues = error.problem.issues ?? [];
  return Object.fromEntries(
    issues.map((issue) => [issue.path.replace(/^body[/.]?/, '').replaceAll('/', '.'), issue.message]),
  );
}
