import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../lib/i18n/use-formats.ts';
import { ownShare } from './compare-texts.ts';
import type { Compared } from './use-comparison.ts';

/** What the marks mean, and how much is marked. */
export function ComparisonNote({ comparison }: { comparison: Compared }) {
  const { t } = useTranslation('rating');
  const { share } = useFormats();
  if (comparison === 'working') return t('comparison.working');
  if (comparison === 'too-different') return t('comparison.tooDifferent');
  if (comparison === 'failed') return t('comparison.failed');
  const { a, b } = comparison;
  return t('comparison.marked', { a: share(ownShare(a), 0), b: share(ownShare(b), 0) });
}
