import type { ClaimAnswer, LeaseRenewal } from '@prefloop/contract';

/** What rating needs from the server, for one project. */
export type RatingApi = {
  /** Up to `hold` tasks, those held already first. */
  claim: (hold: number) => Promise<ClaimAnswer>;
  /** Leaves sensitive topics to others, or takes them again. */
  setSensitive: (avoid: boolean) => Promise<unknown>;
  renew: (tokens: string[]) => Promise<LeaseRenewal>;
  /** Gives tasks back that nobody has looked at. Works while the page is going away; never rejects. */
  release: (tokens: string[]) => void;
};
