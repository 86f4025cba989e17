import { formatShare } from '../../../lib/format.ts';
import { ownShare } from './compare-texts.ts';
import type { Compared } from './use-comparison.ts';

/** What the marks mean, and how much is marked. */
export function ComparisonNote({ comparison }: { comparison: Compared }) {
  if (comparison === 'working') return 'Comparing the answers word by word …';
  if (comparison === 'too-different') return 'The answers have too little in common to mark what differs.';
  if (comparison === 'failed') return 'The answers could not be compared.';
  const [a, b] = [comparison.a, comparison.b].map((pieces) => formatShare(ownShare(pieces), 0));
  return `Marked: what one answer alone says, ${a} of A and ${b} of B. Shown without formatting.`;
}
