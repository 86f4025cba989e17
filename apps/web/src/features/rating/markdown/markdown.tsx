import { memo, useRef } from 'react';
import ReactMarkdown from 'react-markdown';
import classes from './markdown.module.css';
import { markdownComponents } from './markdown-components.tsx';
import { normalizeMath } from './normalize-math.ts';
import { pluginsFor } from './plugins.ts';
import { useScrollStops } from './use-scroll-stops.ts';

/** Text of a model or of imported data, formatted. Raw HTML in it stays visible as text. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  const root = useRef<HTMLDivElement>(null);
  useScrollStops(root);
  const plugins = pluginsFor(text);
  return (
    <div ref={root} className={classes.markdown}>
      <ReactMarkdown {...plugins} components={markdownComponents}>
        {normalizeMath(text)}
      </ReactMarkdown>
    </div>
  );
});
