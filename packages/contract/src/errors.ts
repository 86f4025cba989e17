/** Every error code there is and the HTTP status it is answered with: one table, used by API, worker and CLI. */
export const errorCodes = {
  // input
  BAD_REQUEST: 400,
  BAD_FILE: 422,
  VALIDATION_FAILED: 400,
  UNSUPPORTED_FILE: 415,
  TOO_LARGE: 413,
  IDEMPOTENCY_MISMATCH: 422,
  // identity and access
  AUTH_REQUIRED: 401,
  LOGIN_FAILED: 401,
  PASSWORD_REFUSED: 422,
  PASSWORD_WRONG: 422,
  KEY_SCOPE: 403,
  FORBIDDEN: 403,
  SETUP_DONE: 409,
  LINK_INVALID: 410,
  RATE_LIMITED: 429,
  // resources
  NOT_FOUND: 404,
  CONFLICT: 409,
  NAME_TAKEN: 409,
  LAST_ADMIN: 409,
  LAST_LEAD: 409,
  IN_USE: 409,
  PROJECT_ARCHIVED: 409,
  // rating
  BATCH_EMPTY: 422,
  BATCH_STATE: 409,
  TASK_STATE: 409,
  LEASE_UNKNOWN: 404,
  RATING_ID_TAKEN: 409,
  RATING_OFF_FORM: 422,
  GUIDELINE_UNKNOWN: 422,
  NOTHING_TO_RATE: 404,
  // models and runs
  MODEL_UNUSABLE: 422,
  ENDPOINT_FAILED: 502,
  RUN_STATE: 409,
  PREFLIGHT_FAILED: 422,
  TRAINER_FAILED: 500,
  TRAINER_HUNG: 500,
  ENVIRONMENT_FAILED: 503,
  // platform
  OVERLOADED: 503,
  UNAVAILABLE: 503,
  CONFIG_INVALID: 500,
  INTERNAL: 500,
} as const;

export type ErrorCode = keyof typeof errorCodes;

export type AppErrorOptions = {
  /** What is wrong, where, and what to do about it. Shown to people below status 500. */
  message: string;
  /** Faults by place, for forms and imports. */
  issues?: { path: string; message: string }[];
  cause?: unknown;
};

/** An expected failure. Thrown anywhere, answered in one place. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly issues: { path: string; message: string }[];

  constructor(code: ErrorCode, options: AppErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.issues = options.issues ?? [];
  }

  get status(): number {
    return errorCodes[this.code];
  }
}
