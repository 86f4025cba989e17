import type { english } from './en/index.ts';
import type { ServerTexts } from './server-texts.ts';
import type { Translation } from './translation.ts';

/** All that a language besides English brings. */
export type Texts = {
  readonly [Namespace in keyof typeof english]: Translation<(typeof english)[Namespace]>;
} & { readonly server: ServerTexts };
