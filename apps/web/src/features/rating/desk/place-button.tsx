import { useTranslation } from 'react-i18next';
import { useRatingKeys } from '../../../lib/rating-keys.ts';
import { pointOf } from '../options.ts';
import classes from './place-button.module.css';

type Props = {
  response: number;
  place: number | null;
  /** Left out where nothing can be changed. */
  onPlace: ((response: number) => void) | undefined;
};

/** The place of an answer, and the button that gives it one. */
export function PlaceButton({ response, place, onPlace }: Props) {
  const { t } = useTranslation('rating');
  const { nameOf } = useRatingKeys();
  const number = response + 1;
  const words = place === null ? t('ranking.noPlace') : t('ranking.inPlace', { place });
  if (onPlace === undefined) return <span className={classes.placed}>{words}</span>;
  const hotkey = nameOf(pointOf(number));
  return (
    <button
      type="button"
      className={classes.place}
      aria-pressed={place !== null}
      aria-label={place === null ? t('ranking.place', { number }) : t('ranking.takeOut', { number, place })}
      aria-keyshortcuts={hotkey ?? undefined}
      // The focus stays where it is: Enter, which sends the ranking, must not take this answer out again.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onPlace(response)}
    >
      {place === null ? (
        <>
          {hotkey === null ? null : <kbd>{hotkey}</kbd>} {t('ranking.placeIt')}
        </>
      ) : (
        words
      )}
    </button>
  );
}
