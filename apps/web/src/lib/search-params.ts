import * as z from 'zod/mini';

/** A search parameter that may be missing. A mistyped one counts as missing: its link opens the plain page. */
export function param<T extends z.ZodMiniType>(schema: T) {
  return z.catch(z.optional(schema), undefined);
}
