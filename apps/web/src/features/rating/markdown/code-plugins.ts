import type { Options } from 'react-markdown';
import rehypeHighlight from 'rehype-highlight';
import './code.css';

/** Only where the text names the language: guessing costs time and is often wrong. */
export const rehypeCodePlugins: NonNullable<Options['rehypePlugins']> = [
  [rehypeHighlight, { detect: false, aliases: { javascript: ['node'], bash: ['console', 'shell-session'] } }],
];
