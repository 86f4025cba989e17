import type { RatingQueue } from '@prefloop/contract';
import type { TFunction } from 'i18next';

/** Why there is nothing to rate, in a sentence: in the reader's language, or in the server's own words where it has none. */
export function queueMessage(
  { reason, message, leadNote }: Pick<RatingQueue, 'reason' | 'message' | 'leadNote'>,
  t: TFunction<'server'>,
): string {
  // Without a text of its own, as in English, a key gives nothing.
  const none = { defaultValue: '' };
  const told =
    reason === null
      ? ''
      : leadNote === null
        ? t(`reasons.${reason}`, none)
        : t('pausedWith', { ...none, note: leadNote });
  return told || (message ?? '');
}
