import { memo, useRef } from 'react';
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
  img: ({ src, alt }) =>
    typeof src === 'string' && /^https?:/i.test(src) ? (
      <a className={classes.image} href={src} target="_blank" rel="noopener noreferrer nofollow">
        Image: {alt || 'without description'} ({hostOf(src)})
      </a>
    ) : (
      <span className={classes.image}>Image: {alt || 'without description'}</span>
    ),
  table: ({ children }) => (
    <div className={classes.table}>
      <table>{children}</table>
    </div>
  ),
  input: ({ checked }) => (
    <span role="img" aria-label={checked ? 'done' : 'not done'}>
      {checked ? '☑' : '☐'}
    </span>
  ),
};

function hostOf(address: string): string {
  return /^https?:\/\/([^/?#]+)/i.exec(address)?.[1] ?? 'unknown host';
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
