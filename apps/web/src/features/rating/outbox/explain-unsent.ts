import type { TFunction } from 'i18next';
import { explainRefusal } from '../../../lib/explain-error.ts';
import type { RatingT } from '../../../lib/i18n/i18n.ts';
import { Unsent } from './unsent.ts';

/** Why a rating was not taken, in a sentence for whoever gave it. */
export function explainUnsent(error: unknown, t: RatingT, server: TFunction<'server'>): string {
  if (!(error instanceof Unsent)) return error instanceof Error ? error.message : String(error);
  const { reason } = error;
  switch (reason.kind) {
    case 'sign-in':
      return t('unsent.signIn');
    case 'silent':
      return t('unsent.silent');
    case 'refused':
      return explainRefusal({ title: '', ...reason }, server).why;
  }
}
