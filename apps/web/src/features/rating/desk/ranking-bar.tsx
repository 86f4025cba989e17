import type { RatingFormSpec, Tiers, Verdict } from '@prefloop/contract';
import { useTranslation } from 'react-i18next';
import { useRatingKeys } from '../../../lib/rating-keys.ts';
import { orderWords, pointOf } from '../options.ts';
import { stillToPlace } from '../ranking.ts';
import { FootAction } from './foot-action.tsx';
import classes from './ranking-bar.module.css';

/** A ranking that is being made. */
export type Ranking = {
  responses: number;
  tiers: Tiers;
  /** The next response will be equal to the one before it. */
  joining: boolean;
  onJoin: () => void;
};

type Props = {
  form: RatingFormSpec;
  ranking: Ranking;
  onRate: (verdict: Verdict) => void;
};

/** The order so far, and what makes a rating of it. */
export function RankingBar({ form, ranking, onRate }: Props) {
  const { t } = useTranslation('rating');
  const { nameOf } = useRatingKeys();
  const { responses, tiers, joining, onJoin } = ranking;
  const missing = stillToPlace(tiers, responses, form);
  const placed = tiers.flat().length;
  const order = joining && placed > 0 ? `${orderWords(tiers)} = …` : orderWords(tiers);
  const [first, last] = [nameOf(pointOf(1)), nameOf(pointOf(responses))];
  return (
    <div className={classes.bar} role="group" aria-label={t('ranking.label')}>
      <p className={classes.order}>
        {placed === 0 ? (
          <span className={classes.how}>
            {first === null || last === null ? t('ranking.how') : t('ranking.howByKey', { first, last })}
          </span>
        ) : (
          <>
            <span>{order}</span>
            {placed < responses ? (
              <span className={classes.how}>{t('ranking.left', { count: responses - placed })}</span>
            ) : null}
          </>
        )}
      </p>
      {form.ranking.ties ? (
        <FootAction
          label={t('ranking.join')}
          title={t('ranking.joinLabel')}
          hotkey={nameOf('tie')}
          active={joining}
          disabled={placed === 0 || placed === responses}
          onClick={onJoin}
        />
      ) : null}
      <button
        type="button"
        className={classes.send}
        disabled={missing > 0}
        title={missing > 0 ? t('ranking.missing', { count: missing }) : undefined}
        aria-keyshortcuts="Enter"
        onClick={() => onRate({ verdict: 'ranking', tiers })}
      >
        <kbd>{t('ranking.enter')}</kbd> {t('ranking.send')}
      </button>
    </div>
  );
}
