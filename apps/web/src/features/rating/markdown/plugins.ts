import type { Options } from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { sanitizeSchema } from './sanitize-schema.ts';
import { tidyTree } from './tidy-tree.ts';

type Plugins = { [K in 'remarkPlugins' | 'rehypePlugins']: NonNullable<Options[K]> };

/** Colouring more code than this in one piece would hold up the screen. */
const colourUpTo = 40_000;

/** Code of the bundle, fetched at the first text that needs it. */
const loaded: { math: Plugins | null; code: Pick<Plugins, 'rehypePlugins'> | null } = {
  math: null,
  code: null,
};

const needsMath = (text: string) => /\$|\\\(|\\\[|```math/.test(text);
const needsCode = (text: string) => /(?:^|\n)[\s>*+-]{0,12}(?:```|~~~)/.test(text);

/**
 * Fetches what these texts need besides plain markdown, so that they can be drawn in one go later. Where that fails
 * (offline, a new version just deployed) they are drawn without it.
 */
export async function loadPluginsFor(texts: readonly string[]): Promise<void> {
  const wanted: Promise<unknown>[] = [];
  if (loaded.math === null && texts.some(needsMath)) {
    wanted.push(
      import('./math-plugins.ts').then(({ remarkMathPlugins, rehypeMathPlugins }) => {
        loaded.math = { remarkPlugins: remarkMathPlugins, rehypePlugins: rehypeMathPlugins };
      }),
    );
  }
  if (loaded.code === null && texts.some(needsCode)) {
    wanted.push(
      import('./code-plugins.ts').then(({ rehypeCodePlugins }) => {
        loaded.code = { rehypePlugins: rehypeCodePlugins };
      }),
    );
  }
  await Promise.allSettled(wanted);
}

/** Sanitizing comes before everything that draws: what KaTeX and the highlighter make is theirs, not the text's. */
export function pluginsFor(text: string): Plugins {
  const math = needsMath(text) ? loaded.math : null;
  const code = needsCode(text) && text.length <= colourUpTo ? loaded.code : null;
  return {
    remarkPlugins: [remarkGfm, ...(math?.remarkPlugins ?? [])],
    rehypePlugins: [
      [rehypeSanitize, sanitizeSchema],
      tidyTree,
      ...(math?.rehypePlugins ?? []),
      ...(code?.rehypePlugins ?? []),
    ],
  };
}
