import { IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './image-figure.module.css';
import { ImageFrame } from './image-frame.tsx';

/**
 * In place of an image of an answer. It is not loaded before somebody asks: its server would learn who reads what and
 * when, and could tell answers apart by it.
 */
export function ImageFigure({ src, alt }: { src: string | undefined; alt: string | undefined }) {
  const { t } = useTranslation('rating');
  const [shown, setShown] = useState(false);
  const address = webAddress(src);
  const words = alt?.trim() ? alt.trim() : t('text.noDescription');
  return (
    <span className={classes.figure} role="group" aria-label={t('text.image', { description: words })}>
      <span className={classes.head}>
        <IconPhoto size={18} aria-hidden className={classes.icon} />
        <span className={classes.words}>
          <span dir="auto">{words}</span>
          <span className={classes.host}>{address === null ? t('text.noAddress') : address.host}</span>
        </span>
      </span>
      {address === null ? null : (
        <span className={classes.actions}>
          <button
            type="button"
            className={classes.button}
            title={t('text.imageNote', { host: address.host })}
            onClick={() => setShown(!shown)}
          >
            {shown ? t('text.hideImage') : t('text.loadImage', { host: address.host })}
          </button>
          <a href={address.href} target="_blank" rel="noopener noreferrer nofollow">
            {t('text.openApart')}
          </a>
        </span>
      )}
      {shown && address !== null ? <ImageFrame address={address} alt={words} /> : null}
    </span>
  );
}

/** The host is read as browsers read it, so that what is printed is where the request goes. */
function webAddress(src: string | undefined): URL | null {
  if (src === undefined || !/^https?:/i.test(src) || !URL.canParse(src)) return null;
  const address = new URL(src);
  // A name and password in the address would be sent along.
  address.username = '';
  address.password = '';
  return address;
}
