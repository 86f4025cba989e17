/** What a batch is and has, as far as one annotator's next claim is concerned. */
export type BatchOffer = {
  id: string;
  /** Higher is served first; batches of equal priority are given in their order of service. */
  priority: number;
  strategy: 'finish-started' | 'least-rated' | 'random' | 'skills' | 'named' | 'golds-first';
  /** All of them must be the annotator's, whatever the strategy. Empty: none is asked for. */
  languages: readonly string[];
  skills: readonly string[];
  /** Null: anybody, but nobody in a batch whose strategy is `named`. */
  annotatorIds: readonly string[] | null;
  /** Whether only qualified people rate it. */
  needsQualification: boolean;
  /** Tasks that this claim may take of it, golds left out: with a place, new to the annotator, within the hold limit. */
  free: number;
  /** Golds of it that are new to the annotator. */
  unseenGolds: number;
  /** Tasks that the annotator may still rate in it; null: no limit. */
  quotaLeft: number | null;
};

export type Claimant = {
  id: string;
  languages: readonly string[];
  skills: readonly string[];
  qualified: boolean;
  /** Tasks that they may still rate today; null: no limit. */
  leftToday: number | null;
};

type Step = {
  batchId: string;
  from: 'gold' | 'open';
  order: 'most-rated' | 'least-rated' | 'random';
  /** At most so many from here. */
  limit: number;
};

/** In the order in which a batch is looked at: the later the reason, the closer it came to giving something. */
const obstacles = [
  'not-named',
  'not-qualified',
  'no-language',
  'no-skill',
  'batch-quota-reached',
  'none-free',
] as const;
type Obstacle = (typeof obstacles)[number];

/**
 * Steps are taken in their order until `take` tasks are leased; a step may give fewer than its limit. Where nothing
 * can be given there is the reason, of several batches that of the one which came closest.
 */
export type Plan =
  | { kind: 'take'; take: number; steps: Step[] }
  | { kind: 'nothing'; reason: Obstacle | 'quota-reached' | 'no-batch' };

const orders: Record<BatchOffer['strategy'], Step['order']> = {
  'finish-started': 'most-rated',
  'least-rated': 'least-rated',
  random: 'random',
  skills: 'most-rated',
  named: 'most-rated',
  'golds-first': 'most-rated',
};

/**
 * From where one annotator is handed their next tasks, for a claim of `wanted` of them. Where a gold is due (see
 * `goldDue`), it comes first, from the first batch that has one unseen; it counts against quotas as any task does,
 * or a quota would tell which tasks are golds. Beside no open task no gold is handed out, but by a batch that serves
 * its golds first. To place a gold within a claim (see `goldPlace`), plan the tasks before it and the rest apart.
 */
export function planNext(
  offers: readonly BatchOffer[],
  claimant: Claimant,
  wanted: number,
  isGoldDue: boolean,
): Plan {
  const take = Math.min(wanted, claimant.leftToday ?? wanted);
  if (take <= 0) return { kind: 'nothing', reason: 'quota-reached' };
  const looked = offers.map((offer) => ({ offer, obstacle: obstacleOf(offer, claimant) }));
  const batches = looked.filter(({ obstacle }) => obstacle === null).map(({ offer }) => offer);
  if (batches.length === 0) {
    const reason = obstacles.findLast((one) => looked.some(({ obstacle }) => obstacle === one));
    return { kind: 'nothing', reason: reason ?? 'no-batch' };
  }
  batches.sort((one, other) => other.priority - one.priority || reservation(other) - reservation(one));
  const gold = isGoldDue && batches.some(({ free }) => free > 0) ? batches.find(keepsGolds) : undefined;
  const steps = batches.flatMap((batch) => {
    const quota = batch.quotaLeft ?? Number.POSITIVE_INFINITY;
    return stepsIn(batch, Math.min(take, batch === gold ? quota - 1 : quota));
  });
  if (gold) steps.unshift({ batchId: gold.id, from: 'gold', order: 'random', limit: 1 });
  return { kind: 'take', take, steps };
}

function obstacleOf(offer: BatchOffer, claimant: Claimant): Obstacle | null {
  const { strategy, annotatorIds, languages, skills, free, unseenGolds, quotaLeft } = offer;
  const named = annotatorIds?.includes(claimant.id) ?? strategy !== 'named';
  if (!named) return 'not-named';
  if (offer.needsQualification && !claimant.qualified) return 'not-qualified';
  if (!languages.every((one) => claimant.languages.includes(one))) return 'no-language';
  if (!skills.every((one) => claimant.skills.includes(one))) return 'no-skill';
  if (quotaLeft !== null && quotaLeft <= 0) return 'batch-quota-reached';
  return free > 0 || (strategy === 'golds-first' && unseenGolds > 0) ? null : 'none-free';
}

/** Between equals, what fewer people can do goes first: whom it names, then who has what it asks for. */
function reservation({ annotatorIds, languages, skills }: BatchOffer): number {
  if (annotatorIds !== null) return 2;
  return languages.length + skills.length > 0 ? 1 : 0;
}

/** Has a gold to mix in among its open tasks. */
function keepsGolds({ strategy, unseenGolds }: BatchOffer): boolean {
  return strategy !== 'golds-first' && unseenGolds > 0;
}

function stepsIn({ id, strategy, free, unseenGolds }: BatchOffer, room: number): Step[] {
  const golds = strategy === 'golds-first' ? Math.min(room, unseenGolds) : 0;
  const open = Math.min(room - golds, free);
  const steps: Step[] = [
    { batchId: id, from: 'gold', order: 'random', limit: golds },
    { batchId: id, from: 'open', order: orders[strategy], limit: open },
  ];
  return steps.filter(({ limit }) => limit > 0);
}
