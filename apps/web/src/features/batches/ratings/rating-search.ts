import * as z from 'zod/mini';
import { param } from '../../../lib/search-params.ts';
import { type ScopeSearch, scopeOf, scopeSearch } from '../console/console-search.ts';

/** Which ratings the list shows, as it stands in the address. */
export const ratingSearch = z.extend(scopeSearch, {
  annotator: param(z.uuid()),
  verdict: param(z.enum(['rated', 'preference', 'tie', 'both_good', 'both_bad', 'grade', 'ranking', 'skip'])),
  side: param(z.enum(['left', 'right', 'shown'])),
  flag: param(z.enum(['any', 'harmful', 'personal-data', 'broken', 'off-topic'])),
  skipReason: param(z.string().check(z.maxLength(40))),
  gold: param(z.enum(['none', 'only', 'judged', 'right', 'wrong'])),
  state: param(z.enum(['standing', 'counted', 'late', 'voided'])),
  origin: param(z.enum(['here', 'imported'])),
  timed: param(z.literal('yes')),
});
export type RatingSearch = z.infer<typeof ratingSearch>;
type RatingFilter = Omit<RatingSearch, keyof ScopeSearch>;

/** The filter as the API takes it: without what is not set. */
export function filterOf(search: RatingSearch) {
  const { annotator, verdict, side, flag, skipReason, gold, state, origin, timed } = search;
  return {
    ...scopeOf(search),
    ...(annotator ? { annotator } : {}),
    ...(verdict ? { verdict } : {}),
    ...(side ? { side } : {}),
    ...(flag ? { flag } : {}),
    ...(skipReason ? { skipReason } : {}),
    ...(gold ? { gold } : {}),
    ...(state ? { state } : {}),
    ...(origin ? { origin } : {}),
    ...(timed ? { timed } : {}),
  };
}

const standing = { gold: 'none', state: 'standing' } as const;

/** The rows behind each number of the console. */
export const rowsBehind = {
  throughput: { gold: 'none', state: 'counted', origin: 'here' },
  times: { ...standing, verdict: 'rated', timed: 'yes' },
  said: { ...standing, origin: 'here' },
  skipped: { ...standing, origin: 'here', verdict: 'skip' },
  flagged: { ...standing, origin: 'here', flag: 'any' },
  left: { ...standing, side: 'left' },
  sided: { ...standing, side: 'shown' },
  rated: { ...standing, verdict: 'rated' },
  skips: { ...standing, verdict: 'skip' },
  golds: { gold: 'judged', state: 'standing' },
  work: { origin: 'here' },
} satisfies Record<string, RatingFilter>;
