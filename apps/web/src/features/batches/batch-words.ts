import type { BatchStatus, BatchStrategy, Share } from '@prefloop/contract';
import { formatShare } from '../../lib/format.ts';
import type { BatchItem } from './batches-query.ts';

export const statusColor: Record<BatchStatus, string> = {
  draft: 'gray',
  released: 'green',
  paused: 'orange',
  closed: 'gray',
};

export const strategyWords: Record<BatchStrategy, string> = {
  'finish-started': 'Finish what is started',
  'least-rated': 'Least rated first',
  random: 'Random',
};

/** How a batch was composed, for people who did not compose it. */
export function describeComposition(composition: BatchItem['composition']): string {
  if (composition === null) return 'Came with imported ratings.';
  const { pairing, filter, limit } = composition;
  const pairs = {
    all: 'All pairs of responses to a prompt',
    random: `${pairing.kind === 'random' ? pairing.perPrompt : ''} random pairs a prompt`,
    across: 'One response of each of two model versions',
  }[pairing.kind];
  const limits = Object.entries(filter).map(
    ([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : value}`,
  );
  return [pairs, ...limits, ...(limit === undefined ? [] : [`at most ${limit} tasks`])]
    .join('; ')
    .concat('.');
}

/** A share's ends for a Stat; undefined where the share itself is. */
export function intervalOf(share: Share): readonly [string, string] | undefined {
  return share.low === null || share.high === null
    ? undefined
    : [formatShare(share.low), formatShare(share.high)];
}

/** "12.4 s" */
export function formatSeconds(ms: number | null): string | null {
  return ms === null ? null : `${(ms / 1000).toFixed(1)} s`;
}
