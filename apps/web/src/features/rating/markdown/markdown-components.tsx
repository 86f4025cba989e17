import { useTranslation } from 'react-i18next';
import type { Components } from 'react-markdown';
import { CodeBlock } from './code-block.tsx';
import { ImageFigure } from './image-figure.tsx';
import classes from './markdown.module.css';

/** How the parts of an answer are drawn. */
export const markdownComponents: Components = {
  a: ({ href, children }) =>
    href !== undefined && /^(?:https?:|mailto:)/i.test(href) ? (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow" title={href}>
        {children}
      </a>
    ) : (
      // Addresses inside this app and jumps within the text lead nowhere a reader would want to go.
      <span>{children}</span>
    ),
  img: ({ src, alt }) => <ImageFigure src={typeof src === 'string' ? src : undefined} alt={alt} />,
  pre: ({ node, children }) => <CodeBlock node={node}>{children}</CodeBlock>,
  table: ({ children, dir }) => (
    <div className={classes.table} dir={dir}>
      <table>{children}</table>
    </div>
  ),
  input: ({ checked }) => <CheckMark checked={checked === true} />,
};

function CheckMark({ checked }: { checked: boolean }) {
  const { t } = useTranslation('rating');
  return (
    <span role="img" aria-label={checked ? t('text.done') : t('text.notDone')}>
      {checked ? '☑' : '☐'}
    </span>
  );
}
