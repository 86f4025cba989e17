/** What a released batch is and has, as far as one person's next claim is concerned. */
export type BatchOffer = {
  id: string;
  /** Higher is served first; offers of equal priority are given in their order of service. */
  priority: number;
  /** Whether it names people at all, and whether this person is among them. */
  names: boolean;
  named: boolean;
  /** Whether it asks for skills or languages, and whether this person has all the skills. */
  asks: boolean;
  skilled: boolean;
  /** Tasks with a free place, counted up to `plenty`; golds are none of them, and some may be nothing for this person. */
  free: number;
  /** Other people who hold tasks of it now; not counted while there is plenty. */
  others: number;
  /** Tasks of it that this person holds, and may still rate in it beside those; null: any number. */
  held: number;
  leftForPerson: number | null;
};

export type Claimant = {
  /** Tasks that they hold, in whatever batch. */
  held: number;
  /** Tasks that they may still be handed today, beside those they hold; null: any number. */
  roomToday: number | null;
};

/** At most so many more tasks of a batch. */
export type ClaimStep = { batchId: string; limit: number };

/** From here on there is enough for everybody, and nobody is counted. */
export const plenty = 300;

/**
 * From where one person is handed tasks until they hold `hold` of them: steps are taken in their order until `take`
 * tasks are leased, and one may give fewer than its limit. Of equal batches, what fewer people can do goes first: what
 * names them, then what asks for something that they have.
 */
export function planClaim(
  offers: readonly BatchOffer[],
  { held, roomToday }: Claimant,
  hold: number,
): { take: number; steps: ClaimStep[] } {
  const take = Math.max(0, Math.min(hold - held, roomToday ?? hold));
  const steps = offers
    .filter(isFor)
    .sort((one, other) => other.priority - one.priority || reserved(other) - reserved(one))
    .map((offer) => ({ batchId: offer.id, limit: Math.min(take, shareOf(offer)) }))
    .filter(({ limit }) => limit > 0);
  return { take, steps };
}

function isFor({ named, skilled, leftForPerson }: BatchOffer): boolean {
  return named && skilled && (leftForPerson === null || leftForPerson > 0);
}

function reserved({ names, asks }: BatchOffer): number {
  return names ? 2 : asks ? 1 : 0;
}

/**
 * How many more tasks of a batch one person may hold. Reading ahead is welcome while there is plenty; at the tail what
 * is left is shared out among the people at work, so that nobody waits for somebody else's reserve.
 */
function shareOf({ free, others, held, leftForPerson }: BatchOffer): number {
  const share = free >= plenty ? free : Math.max(1, Math.floor(free / (others + 1))) - held;
  return Math.min(share, leftForPerson ?? share);
}
