import type { ErrorCode, RatingQueue } from '@prefloop/contract';

/** Refusals that whoever rates can meet. */
export const problemCodes = [
  'BAD_REQUEST',
  'VALIDATION_FAILED',
  'TOO_LARGE',
  'AUTH_REQUIRED',
  'LOGIN_FAILED',
  'PASSWORD_REFUSED',
  'PASSWORD_WRONG',
  'FORBIDDEN',
  'SETUP_DONE',
  'LINK_INVALID',
  'RATE_LIMITED',
  'NOT_FOUND',
  'CONFLICT',
  'PROJECT_ARCHIVED',
  'TASK_STATE',
  'LEASE_UNKNOWN',
  'RATING_ID_TAKEN',
  'RATING_OFF_FORM',
  'GUIDELINE_UNKNOWN',
  'NOTHING_TO_RATE',
  'OVERLOADED',
  'UNAVAILABLE',
  'INTERNAL',
] as const satisfies readonly ErrorCode[];

/**
 * What the server says in English, by its codes, for every other language: English has no such texts, since the
 * server's own words there say more, and any other language falls back to those for a code that is not here.
 */
export type ServerTexts = {
  readonly problems: Readonly<Record<(typeof problemCodes)[number], { what: string; why: string }>>;
  /** Why nothing can be rated. */
  readonly reasons: Readonly<Record<NonNullable<RatingQueue['reason']>, string>>;
  /** What a lead wrote about a pause, after our own words. */
  readonly pausedWith: string;
};
