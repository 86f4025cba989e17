import 'katex/dist/katex.min.css';
import type { Options } from 'react-markdown';
import rehypeKatex, { type Options as KatexOptions } from 'rehype-katex';
import remarkMath from 'remark-math';

type Plugins = NonNullable<Options['remarkPlugins']>;

/** Bounds on what a formula may cost or cover: answers are written by models, not by people we know. */
const limits: KatexOptions = {
  trust: false,
  strict: 'ignore',
  maxExpand: 200,
  maxSize: 20,
  errorColor: 'currentColor',
};

/** Single dollars were judged by normalizeMath; the parser would take prices for math. */
export const remarkMathPlugins: Plugins = [[remarkMath, { singleDollarTextMath: false }]];
export const rehypeMathPlugins: Plugins = [[rehypeKatex, limits]];
