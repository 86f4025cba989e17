import { memo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import ReactMarkdown, { type Components } from 'react-markdown';
import classes from './markdown.module.css';
import { normalizeMath } from './normalize-math.ts';
import { pluginsFor } from './plugins.ts';
import { useScrollStops } from './use-scroll-stops.ts';

const components: Components = {
  a: ({ href, children }) =>
    href !== undefined && /^(?:https?:|mailto:)/i.test(href) ? (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow" title={href}>
        {children}
      </a>
    ) : (
      // Addresses inside this app and jumps within the text lead nowhere a reader would want to go.
      <span>{children}</span>
    ),
  img: ({ src, alt }) => <ImageNote src={typeof src === 'string' ? src : ''} alt={alt} />,
  table: ({ children }) => (
    <div className={classes.table}>
      <table>{children}</table>
    </div>
  ),
  input: ({ checked }) => <CheckMark checked={checked === true} />,
};

/** The host of a web address; null for any other. */
function hostOf(address: string): string | null {
  return /^https?:\/\/([^/?#]+)/i.exec(address)?.[1] ?? null;
}

/** Nothing is loaded from elsewhere: a link in place of an image says what it shows and where it is. */
function ImageNote({ src, alt }: { src: string; alt: string | undefined }) {
  const { t } = useTranslation('rating');
  const description = alt || t('text.noDescription');
  const host = hostOf(src);
  if (host === null) return <span className={classes.image}>{t('text.image', { description })}</span>;
  return (
    <a className={classes.image} href={src} target="_blank" rel="noopener noreferrer nofollow">
      {t('text.imageAt', { description, host })}
    </a>
  );
}

function CheckMark({ checked }: { checked: boolean }) {
  const { t } = useTranslation('rating');
  return (
    <span role="img" aria-label={checked ? t('text.done') : t('text.notDone')}>
      {checked ? '☑' : '☐'}
    </span>
  );
}

/** Text of a model or of imported data, formatted. Raw HTML in it stays visible as text. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  const root = useRef<HTMLDivElement>(null);
  useScrollStops(root);
  const plugins = pluginsFor(text);
  return (
    <div ref={root} className={classes.markdown}>
      <ReactMarkdown {...plugins} components={components}>
        {normalizeMath(text)}
      </ReactMarkdown>
    </div>
  );
});
