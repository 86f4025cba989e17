import * as z from 'zod/mini';
import { param } from '../../../lib/search-params.ts';

/** Which ratings the console counts, as it stands in the address. Left out: all of them. */
export const scopeSearch = z.object({
  batch: param(z.uuid()),
  period: param(z.enum(['week', 'today', 'days'])),
  /** With `days`: first and last day, both inside. */
  from: param(z.iso.date()),
  to: param(z.iso.date()),
});
export type ScopeSearch = z.infer<typeof scopeSearch>;

export const consoleSearch = z.extend(scopeSearch, {
  /** Whether pay leaves out what was voided. */
  voided: param(z.literal('left-out')),
});
export type ConsoleSearch = z.infer<typeof consoleSearch>;

/** The scope alone, as the API takes it; days begin and end where the reader lives. */
export function scopeOf({ batch, period, from, to }: ScopeSearch) {
  return {
    ...(batch === undefined ? {} : { batch }),
    ...(period === undefined ? {} : { period }),
    ...(period === 'days' && from !== undefined ? { from } : {}),
    ...(period === 'days' && to !== undefined ? { to } : {}),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

/** The address of a file that holds what is asked for. */
export function fileOf(project: string, path: string, query: Record<string, string>): string {
  return `/v1/projects/${encodeURIComponent(project)}/${path}?${new URLSearchParams(query)}`;
}
